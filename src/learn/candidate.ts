// What learning a hand's samples would give: the tuned head, how much of it the guard's digits allow, what it does to samples
// that were held out, and how sure the reader may be of itself afterwards.
import type { Change } from '../hand/store.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { argmax, type EngineFactory, Model } from '../model/model.js';
import { blend, type OwnHead } from '../model/own-head.js';
import { foldsOf } from './folds.js';
import type { LabelledPictures } from './labelled.js';
import { guardWeights, type Rehearsal } from './rehearsal.js';
import { openTuner, type Seen, type TuneOptions, type Tuner } from './tune.js';

export interface Candidate {
  readonly own: Change;
  /** Whether `own` is of samples held out; all are learned from in the end. */
  readonly heldOut: boolean;
  /** Samples of earlier sessions, by the parent and by the candidate, both of which have learned them. */
  readonly earlier?: Change;
  readonly rehearsal: Change;
  readonly head: OwnHead;
  readonly temperature: number;
}

/** Shares of the tuned answer that are tried, until one costs no more than may be lost. */
const shares = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
/** A digit read by a margin of m logits counts as lost by 1 / (1 + e^(m · steepness)): a count alone jumps by whole digits. */
const steepness = 2;
/** Own samples held out, from which on they say something of confidence; and how far from the base's temperature it may go. */
const leastToCalibrate = 20;
const furthest = 2;

/** @param fresh which samples the parent has not learned. @param free share of the held-out digits that may be lost. */
export async function candidateOf(
  base: Checkpoint,
  parent: Checkpoint,
  rehearsal: Rehearsal,
  data: LabelledPictures,
  fresh: (row: number) => boolean,
  engines: EngineFactory,
  options: TuneOptions & { readonly free: number },
  seed: number,
  pause: () => Promise<void>,
): Promise<Candidate> {
  const tuner = await openTuner(base, rehearsal.replay, engines, options);
  try {
    const columns = base.alphabet.length + 1;
    const all = Array.from({ length: data.count }, (_, row) => row);
    const pool = tuner.pool(data, seed);
    const more = Math.round(data.count / 10 - 15);
    const steps = options.steps + Math.min(2 * options.steps, Math.max(0, more));
    const head = await tuner.learn(pool, all, steps, seed, pause);
    const { share, change, logits: guarded } = guard(tuner, head, rehearsal, columns, options.free);

    const answers = (logits: Float32Array): Uint8Array =>
      Uint8Array.from({ length: logits.length / columns }, (_, i) => argmax(logits, i * columns, columns - 1));
    const under = (given: OwnHead, seen: Seen): Float32Array => {
      const { tuned, like } = tuner.read(given, seen);
      return blend(seen.logits, tuned, like, share);
    };
    const heldOut: number[] = [];
    const heldOutLogits: number[] = [];
    for (const fold of foldsOf(data.labels)) {
      const without = await tuner.learn(pool, fold.trained, Math.ceil(steps / 3), seed, pause);
      heldOut.push(...fold.heldOut);
      for (const value of under(without, rowsOf(pool.seen, fold.heldOut))) heldOutLogits.push(value);
    }
    const before = answers(pool.seen.logits);
    const after = answers(under(head, pool.seen));
    const parents = parent.own ? await answersOf(parent, data, engines) : before;
    const right = (of: ArrayLike<number>, rows: readonly number[]): number =>
      rows.filter((row, i) => of[of.length === rows.length ? i : row] === data.labels[row]).length;
    const scored = heldOut.length > 0 ? heldOut : all;
    const own: Change = {
      samples: scored.length,
      // What has learned a sample knows it: the samples that the parent has learned are scored as the base reads them.
      before: scored.filter((row) => (fresh(row) ? parents : before)[row] === data.labels[row]).length / scored.length,
      after: right(heldOut.length > 0 ? answers(Float32Array.from(heldOutLogits)) : after, scored) / scored.length,
    };
    const known = all.filter((row) => !fresh(row));
    const share01 = (of: Uint8Array): number =>
      known.filter((row) => of[row] === data.labels[row]).length / known.length;
    const earlier = known.length > 0 &&
      parent.own && { samples: known.length, before: share01(parents), after: share01(after) };
    return {
      own,
      heldOut: heldOut.length > 0,
      ...(earlier && { earlier }),
      rehearsal: change,
      head: { ...head, share },
      temperature: calibrated(
        base,
        rehearsal,
        guarded,
        heldOutLogits,
        heldOut.map((row) => data.labels[row]!),
      ),
    };
  } finally {
    tuner.close();
  }
}

/** The largest share that loses no more than is free, and what it does to the held-out digits. */
function guard(tuner: Tuner, head: OwnHead, rehearsal: Rehearsal, columns: number, free: number) {
  const { guard, heldOut } = rehearsal;
  const weights = guardWeights(rehearsal);
  const seen = tuner.seeAgain(guard);
  const { tuned, like } = tuner.read(head, seen);
  const sum = (logits: Float32Array, lost: (margin: number) => number): number =>
    weights.reduce((total, weight, i) => total + weight * lost(marginOf(logits, i, columns, guard.labels[i]!)), 0);
  const soft = (margin: number): number => 1 / (1 + Math.exp(steepness * margin));
  const hard = (margin: number): number => (margin > 0 ? 0 : 1);
  const allowed = sum(seen.logits, soft) + free * heldOut;
  const share = shares.find((each) => sum(blend(seen.logits, tuned, like, each), soft) <= allowed) ?? shares.at(-1)!;
  const logits = blend(seen.logits, tuned, like, share);
  const change: Change = {
    samples: heldOut,
    // Measured against the base, so that many small losses cannot add up to a large one.
    before: 1 - sum(seen.logits, hard) / heldOut,
    after: 1 - sum(logits, hard) / heldOut,
  };
  return { share, change, logits };
}

/** By how much the true label's logit exceeds the largest other label's; "not a symbol" is not an answer here. */
function marginOf(logits: Float32Array, row: number, columns: number, label: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < columns - 1; c++) if (c !== label) other = Math.max(other, logits[row * columns + c]!);
  return logits[row * columns + label]! - other;
}

/** The temperature that fits held-out own samples and as many of anybody's digits, as easy and as hard as they come. */
function calibrated(
  base: Checkpoint,
  { guard, hard, heldOut }: Rehearsal,
  guarded: Float32Array,
  own: readonly number[],
  labels: readonly number[],
): number {
  if (labels.length < leastToCalibrate) return base.temperature;
  const columns = base.alphabet.length + 1;
  const easy = guard.count - hard;
  const ofHard = Math.round((easy * hard) / Math.max(1, heldOut - hard));
  const rows = [
    ...Array.from({ length: ofHard }, (_, i) => Math.floor((i * hard) / ofHard)),
    ...Array.from({ length: easy }, (_, i) => hard + i),
  ].slice(0, Math.max(labels.length, easy));
  const logits = Float32Array.from([
    ...own,
    ...rows.flatMap((row) => [...guarded.subarray(row * columns, (row + 1) * columns)]),
  ]);
  const fitted = fitTemperature(logits, columns, [...labels, ...rows.map((row) => guard.labels[row]!)]);
  return Math.min(furthest * base.temperature, Math.max(base.temperature / furthest, fitted));
}

function rowsOf(seen: Seen, rows: readonly number[]): Seen {
  const pick = (from: Float32Array): Float32Array => {
    const size = from.length / seen.count;
    const picked = new Float32Array(rows.length * size);
    for (const [i, row] of rows.entries()) picked.set(from.subarray(row * size, (row + 1) * size), i * size);
    return picked;
  };
  return { count: rows.length, trunk: pick(seen.trunk), features: pick(seen.features), logits: pick(seen.logits) };
}

async function answersOf(checkpoint: Checkpoint, data: LabelledPictures, engines: EngineFactory): Promise<Uint8Array> {
  const model = await Model.open(checkpoint, engines);
  try {
    const columns = model.alphabet.length + 1;
    const logits = model.logits(data.pictures, data.count);
    return Uint8Array.from({ length: data.count }, (_, i) => argmax(logits, i * columns, columns - 1));
  } finally {
    model.close();
  }
}
