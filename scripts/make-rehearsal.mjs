// node scripts/make-rehearsal.mjs: chooses the MNIST digits that travel with the package → models/rehearsal.gz. Run it
// after `npm run build`, and after models/digits.safetensors was made: replay and guard look hardest at the digits that
// this reader is least sure of.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Model } from '../dist/core.js';
import { part } from '../dist/glyph/labelled-pictures.js';
import { encodeRehearsal } from '../dist/learn/rehearsal.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { loadMnistPart } from '../dist/node/models/mnist.js';
import { rehearsalFile, shippedBase } from '../dist/node/models/shipped.js';
import { chooseRehearsal, inFewGreys } from '../dist/train/choose-rehearsal.js';

const digits = await loadMnistPart('train');
// Reproducible, so that any machine chooses the same digits.
const model = await Model.open(await shippedBase(), createEngine, { reproducible: true, threads: 2 });
const columns = model.alphabet.length + 1;
const chunk = 5000;
const margin = [];
for (let from = 0; from < digits.count; from += chunk) {
  const { pictures, labels, count } = part(digits, from, Math.min(digits.count, from + chunk));
  const logits = model.logits(pictures, count);
  for (const [i, label] of labels.entries()) {
    const row = logits.subarray(i * columns, (i + 1) * columns);
    margin.push(row[label] - Math.max(...row.filter((_, c) => c !== label)));
  }
}
model.close();
const chosen = chooseRehearsal(digits, margin, [2000, 400, 400]);
// As hard as all that were chosen, and enough: learning a hand draws some 1,000 times from them.
const [replay, guard] = [part(chosen.replay, 0, 600), chosen.guard].map(inFewGreys);
const rehearsal = { ...chosen, replay, guard };
const bytes = gzipSync(encodeRehearsal(rehearsal), { level: 9 });
writeFileSync(rehearsalFile, bytes);
console.log(
  `${rehearsalFile}: ${rehearsal.replay.count} digits to replay, ${rehearsal.guard.count} for the guard, ` +
    `${bytes.length} bytes`,
);
