// node scripts/make-rehearsal.mjs: chooses the MNIST digits that travel with the package → models/rehearsal.gz. After `npm run build`.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chooseRehearsal, encodeRehearsal } from '../dist/learn/rehearsal.js';
import { loadMnistPart } from '../dist/node/mnist.js';
import { rehearsalFile } from '../dist/node/shipped.js';

const rehearsal = chooseRehearsal(await loadMnistPart('train'), 2000, 3000);
const bytes = gzipSync(encodeRehearsal(rehearsal), { level: 9 });
writeFileSync(rehearsalFile, bytes);
console.log(
  `${rehearsalFile}: ${rehearsal.replay.count} digits to replay, ${rehearsal.guard.count} for the guard, ${bytes.length} bytes`,
);
