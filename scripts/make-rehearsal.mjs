// node scripts/make-rehearsal.mjs: chooses the MNIST digits that travel with the package → models/rehearsal.gz. After `npm run build`,
// and after models/digits.safetensors was made: replay and guard look hardest at the held-out digits that this reader is least sure of.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Model } from '../dist/index.js';
import { part } from '../dist/learn/labelled.js';
import { chooseRehearsal, encodeRehearsal } from '../dist/learn/rehearsal.js';
import { heldOutCount } from '../dist/learn/train.js';
import { createEngine } from '../dist/node/engine.js';
import { loadMnistPart } from '../dist/node/mnist.js';
import { rehearsalFile, shippedBase } from '../dist/node/shipped.js';

const digits = await loadMnistPart('train');
// The same bits on any machine.
const model = await Model.open(await shippedBase(), createEngine, { reproducible: true, threads: 2 });
const columns = model.alphabet.length + 1;
const heldOut = part(digits, digits.count - heldOutCount);
const logits = model.logits(heldOut.pictures, heldOut.count);
const margin = Array.from(heldOut.labels, (label, i) => {
  const row = logits.subarray(i * columns, (i + 1) * columns);
  return row[label] - Math.max(...row.filter((_, c) => c !== label));
});
model.close();
const rehearsal = chooseRehearsal(digits, margin, { replay: 1200, hard: 500, easy: 500 });
const bytes = gzipSync(encodeRehearsal(rehearsal), { level: 9 });
writeFileSync(rehearsalFile, bytes);
console.log(
  `${rehearsalFile}: ${rehearsal.replay.count} digits to replay, ${rehearsal.guard.count} for the guard, ${bytes.length} bytes`,
);
