// node scripts/make-strokes.mjs --pens DIR [--documents 2000] [--threads 2] [FILE]: draws documents, finds and
// describes their strokes as reading does it, and trains the model that judges them → models/strokes.safetensors. DIR
// holds pendigits-orig.tra.gz. Run it after `npm run build`; digits, lettering and the page model must be there.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { random as seeded } from '../dist/engine/random.js';
import { encodeCheckpoint } from '../dist/model/checkpoint.js';
import { Model } from '../dist/model/model.js';
import { openPageModel } from '../dist/model/sight/page-model.js';
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
import { strokeSamples } from '../dist/train/strokes/stroke-samples.js';
import { trainStrokes } from '../dist/train/strokes/train-strokes.js';
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

if (isMainThread) await train();
else await draw(workerData);

/** Draws and describes each of so many documents, `step` apart, in a thread. */
async function draw({ pens, documents, seed, heldOut, first, step }) {
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
  const material = await documentMaterial({ heldOut, pens });
  for (let k = first; k < documents; k += step) {
    const random = seeded(seed * 1_000_003 + k);
    const [width, height] = SIZES[Math.floor(random() * SIZES.length)];
    const samples = strokeSamples(drawDocument(random, material, { width, height }), classifier, helpers);
    parentPort.postMessage({ k, samples });
  }
}

async function train() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pens: { type: 'string' },
      documents: { type: 'string', default: '2000' },
      threads: { type: 'string', default: '2' },
    },
  });
  const start = performance.now();
  const passed = () => Math.round((performance.now() - start) / 1000);
  const step = Number(values.threads);

  /** The strokes of so many documents, drawn from a seed on; the same whatever the number of threads. */
  async function drawn(documents, seed, heldOut) {
    const all = new Array(documents);
    let done = 0;
    const each = (first) =>
      new Promise((resolve, reject) => {
        const data = { pens: values.pens, documents, seed, heldOut, first, step };
        const worker = new Worker(new URL(import.meta.url), { workerData: data });
        worker.on('message', ({ k, samples }) => {
          all[k] = samples;
          if (++done % 100 === 0) console.log(`${passed()} s: ${done} documents`);
        });
        worker.on('error', reject);
        worker.on('exit', resolve);
      });
    await Promise.all(Array.from({ length: step }, (_, first) => each(first)));
    return all;
  }

  const documents = Number(values.documents);
  const data = await drawn(documents, 11, false);
  const held = await drawn(Math.ceil(documents / PER_HELD_OUT), 78, true);
  const { checkpoint, heldOut } = await trainStrokes(data, held, createEngine, undefined, {
    onEpoch: (epoch, loss, right) =>
      console.log(`${passed()} s: epoch ${epoch + 1}: loss ${loss.toFixed(4)}, held out ${(100 * right).toFixed(2)} %`),
  });
  const training = { ...checkpoint.training, command: 'node scripts/make-strokes.mjs', seconds: passed() };
  const bytes = encodeCheckpoint({ ...checkpoint, training }, 'F16');
  writeFileSync(positionals[0] ?? strokesFile, bytes);
  const count = held.reduce((sum, document) => sum + document.count, 0);
  console.log(`${(100 * heldOut).toFixed(2)} % of ${count} held-out strokes, ${bytes.length} bytes, ${passed()} s`);
}
