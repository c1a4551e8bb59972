// The training of the models that look at pages, for make-page-model.mjs and make-symbol-model.mjs. Documents are drawn
// on a thread of their own. The training's state is kept beside FILE after each round, and a later call goes on from
// there.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { pagePatches, symbolPatches } from '../dist/train/sight-patches.js';
import { seedOfStep, trainSight } from '../dist/train/train-sight.js';
import { documentMaterial } from './document-material.mjs';

/** Batches drawn ahead of the training. */
const AHEAD = 6;
/** Patches that score the model, drawn from held-out digits and typefaces in the trained layouts. */
const HELD_OUT = 64;

const patchesOf = { page: pagePatches, symbol: symbolPatches };

if (!isMainThread) await draw(workerData);

async function draw({ pens, of, ...recipe }) {
  const material = await documentMaterial({ pens });
  parentPort.on('message', (step) => {
    const patches = patchesOf[of](material, seedOfStep(recipe, step), recipe.batch, recipe.side);
    parentPort.postMessage({ step, patches }, [patches.pictures.buffer, patches.labels.buffer]);
  });
}

/**
 * Trains or refines a model as the command line says, and writes it.
 * @param of 'page' or 'symbol'
 * @param recipes the recipe of a new model, and that of refining one
 * @param shippedFile where it is written, unless the command line says otherwise
 */
export async function makeSightModel(of, { fresh, refining }, shippedFile) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pens: { type: 'string' },
      from: { type: 'string' },
      rounds: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string' },
      threads: { type: 'string', default: '2' },
    },
  });
  const { pens } = values;
  const usual = values.from ? refining : fresh;
  const { rounds = usual.plan.rounds, rate = usual.plan.rate, seed = usual.seed } = values;
  const recipe = {
    ...usual,
    seed: Number(seed),
    plan: { ...usual.plan, rounds: Number(rounds), rate: Number(rate) },
  };
  const from = values.from && decodeCheckpoint(new Uint8Array(readFileSync(values.from)), values.from);
  const file = positionals[0] ?? shippedFile;
  const partial = `${file}.partial`;
  const start = performance.now();
  const resume = existsSync(partial) ? deserialize(readFileSync(partial)) : undefined;
  if (resume) console.log(`going on after round ${resume.rounds}`);
  const before = resume?.seconds ?? 0;
  const passed = () => before + Math.round((performance.now() - start) / 1000);
  const { seed: first, batch, side } = recipe;
  const worker = new Worker(new URL(import.meta.url), { workerData: { pens, of, seed: first, batch, side } });
  const drawn = new Map();
  const waiting = new Map();
  worker.on('message', ({ step, patches }) => {
    waiting.get(step)?.(patches);
    if (!waiting.delete(step)) drawn.set(step, patches);
  });
  worker.on('error', (error) => {
    throw error;
  });
  let asked = (resume?.rounds ?? 0) * recipe.plan.stepsPerRound;
  const ofStep = async (step) => {
    while (asked < step + AHEAD) worker.postMessage(asked++);
    const ready = drawn.get(step);
    drawn.delete(step);
    return ready ?? new Promise((resolve) => waiting.set(step, resolve));
  };
  const heldOut = patchesOf[of](await documentMaterial({ pens, heldOut: true }), 77, HELD_OUT, side);
  const engines = (network, weights, options) =>
    createEngine(network, weights, { ...options, threads: Number(values.threads) });
  const write = (name, { checkpoint }) => {
    const training = { ...checkpoint.training, command: `node scripts/make-${of}-model.mjs`, seconds: passed() };
    const bytes = encodeCheckpoint({ ...checkpoint, training }, 'I8');
    writeFileSync(name, bytes);
    return bytes.length;
  };
  const trained = await trainSight(ofStep, heldOut, engines, recipe, {
    ...(from && { from }),
    ...(resume && { resume }),
    async afterRound({ round, loss, accuracy }, state, model) {
      writeFileSync(`${partial}.new`, serialize({ ...state(), seconds: passed() }));
      renameSync(`${partial}.new`, partial);
      if (round % 5 !== 4) return;
      const now = await model();
      write(`${file}.now`, now);
      const overlap = Object.entries(now.checkpoint.scores).map(([kind, share]) => `${kind} ${share.toFixed(3)}`);
      console.log(
        `${passed()} s: round ${round + 1}: loss ${loss.toFixed(4)}, right ${(100 * accuracy).toFixed(2)} %, ` +
          `overlap ${overlap.join(', ')}`,
      );
    },
  });
  const bytes = write(file, trained);
  for (const name of [partial, `${file}.now`]) rmSync(name, { force: true });
  await worker.terminate();
  console.log(`${file}: ${bytes} bytes, ${passed()} s`);
  for (const row of trained.confusion) console.log(row.join('\t'));
}
