// The body of the thread of look-ahead.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { convolutionsFor } from '../learn/candidate.js';
import { recollect } from '../learn/seen.js';
import { openTuner } from '../learn/tune.js';
import { tuneDefaults } from '../learn.js';
import { createEngine } from './engine.js';
import type { Told } from './look-ahead.js';
import { shipped } from './shipped.js';

const labels = workerData as readonly string[];
const { base, rehearsal } = await shipped();
const isNew = labels.some((label) => !base.alphabet.includes(label));
const told = new Set<string>();

/** Hands over what is newly seen, without a copy: tens of megabytes. */
function tell(part: Told['part']): void {
  const seen = [...recollect(base.weights, rehearsal.replay.pictures)].filter(([key]) => !told.has(key));
  for (const [key] of seen) told.add(key);
  const buffers = seen.flatMap(([, { trunk, moments, features, logits }]) =>
    [trunk, moments, features, logits].map(({ buffer }) => buffer as ArrayBuffer),
  );
  parentPort?.postMessage({ part, seen: new Map(seen) } satisfies Told, buffers);
}

// New labels make another base of it, with more logits.
if (!isNew) {
  const tuner = await openTuner(
    base,
    rehearsal.replay,
    (network, weights, options) => createEngine(network, weights, { ...options, reproducible: true, threads: 1 }),
    { ...tuneDefaults, convolutions: convolutionsFor(labels.length, isNew, tuneDefaults) },
  );
  tell('replay');
  tuner.seeAgain(rehearsal.guard);
  tell('guard');
  tuner.close();
}
