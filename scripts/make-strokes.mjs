// node scripts/make-strokes.mjs --pens DIR [--documents 1734] [FILE]: draws documents, finds and describes their
// strokes as reading does it, and trains the model that judges them → models/strokes.safetensors. DIR holds
// pendigits-orig.tra.gz. Run it after `npm run build`; digits, lettering and the page model must be there.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { random as seeded } from '../dist/engine/random.js';
import { encodeCheckpoint } from '../dist/model/checkpoint.js';
import { Model } from '../dist/model/model.js';
import { openPageModel } from '../dist/model/page-model.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import {
  letteringFile,
  pageFile,
  readShippedCheckpoint,
  shippedBase,
  strokesFile,
} from '../dist/node/models/shipped.js';
import { ZERO } from '../dist/page/contrast.js';
import { drawDocument } from '../dist/train/draw/documents/draw-document.js';
import { strokeSamples } from '../dist/train/stroke-samples.js';
import { trainStrokes } from '../dist/train/train-strokes.js';
import { documentMaterial } from './document-material.mjs';

/** Pixels of the pictures: whole pages, pieces of pages, and fields cut out of them. */
const SIZES = [
  [700, 900],
  [900, 700],
  [480, 640],
  [620, 460],
  [330, 330],
  [900, 1200],
  [500, 700],
  [640, 480],
  [400, 130],
  [240, 120],
  [160, 160],
  [520, 200],
  [330, 250],
];
/** Of so many documents for training one is drawn to score the model, of digits and typefaces that are held out. */
const PER_HELD_OUT = 12;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pens: { type: 'string' }, documents: { type: 'string', default: '1734' } },
});
const count = Number(values.documents);
const start = performance.now();
const passed = () => Math.round((performance.now() - start) / 1000);

const letters = await Model.open(await readShippedCheckpoint(letteringFile), createEngine, { threads: 1 });
const helpers = {
  lettering: {
    letters(pictures, n) {
      const chances = letters.classify(pictures, n);
      return Float32Array.from({ length: n }, (_, k) => chances[2 * k]);
    },
  },
  page: await openPageModel(await readShippedCheckpoint(pageFile), createEngine, ZERO),
};
const classifier = await Model.open(await shippedBase(), createEngine, { threads: 1 });

/** The strokes of so many documents, drawn from a seed on. */
async function drawn(documents, seed, heldOut) {
  const material = await documentMaterial({ heldOut, pens: values.pens });
  const all = [];
  for (let k = 0; k < documents; k++) {
    const random = seeded(seed * 1_000_003 + k);
    const [width, height] = SIZES[Math.floor(random() * SIZES.length)];
    all.push(strokeSamples(drawDocument(random, material, { width, height }), classifier, helpers));
    if (k % 100 === 99) console.log(`${passed()} s: ${k + 1} documents`);
  }
  return {
    count: all.reduce((sum, each) => sum + each.count, 0),
    pictures: new Uint8Array(Buffer.concat(all.map(({ pictures }) => pictures))),
    labels: new Uint8Array(Buffer.concat(all.map(({ labels }) => labels))),
  };
}

const data = await drawn(count, 11, false);
const held = await drawn(Math.ceil(count / PER_HELD_OUT), 78, true);
const { checkpoint, heldOut } = await trainStrokes(data, held, createEngine, undefined, {
  onEpoch: (epoch, loss, right) =>
    console.log(`${passed()} s: epoch ${epoch + 1}: loss ${loss.toFixed(4)}, held out ${(100 * right).toFixed(2)} %`),
});
const training = { ...checkpoint.training, command: 'node scripts/make-strokes.mjs', seconds: passed() };
const bytes = encodeCheckpoint({ ...checkpoint, training }, 'F16');
writeFileSync(positionals[0] ?? strokesFile, bytes);
console.log(`${(100 * heldOut).toFixed(2)} % of ${held.count} held-out strokes, ${bytes.length} bytes, ${passed()} s`);
