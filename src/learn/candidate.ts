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

/** What may be lost for what is gained. */
export interface Terms {
  /** Share of the held-out digits that may be lost. */
  readonly free: number;
  /** How many of the hand's own samples one of anybody's digits is worth. */
  readonly price: number;
}

/** @param fresh which samples the parent has not learned. */
export async function candidateOf(
  base: Checkpoint,
  parent: Checkpoint,
  rehearsal: Rehearsal,
  data: LabelledPictures,
  fresh: (row: number) => boolean,
  engines: EngineFactory,
  options: TuneOptions & Terms,
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
    const answers = (logits: Float32Array): Uint8Array =>
      Uint8Array.from({ length: logits.length / columns }, (_, i) => argmax(logits, i * columns, columns - 1));
    const told: Told[] = [];
    const heldOut: number[] = [];
    for (const fold of foldsOf(data.labels)) {
      const without = await tuner.learn(pool, fold.trained, Math.ceil(steps / 3), seed, pause);
      const seen = rowsOf(pool.seen, fold.heldOut);
      heldOut.push(...fold.heldOut);
      told.push({ base: seen.logits, ...tuner.read(without, seen) });
    }
    const heldOutLabels = heldOut.map((row) => data.labels[row]!);
    const own = (share: number): Float32Array => concat(told.map((each) => blended(each, share)));
    const {
      share,
      change,
      logits: guarded,
    } = guard(
      tuner,
      head,
      rehearsal,
      columns,
      options,
      (share) => lostOf(own(share), columns, heldOutLabels) / heldOut.length,
    );
    const heldOutLogits = own(share);
    const before = answers(pool.seen.logits);
    const after = answers(blended({ base: pool.seen.logits, ...tuner.read(head, pool.seen) }, share));
    const parents = parent.own ? await answersOf(parent, data, engines) : before;
    const right = (of: ArrayLike<number>, rows: readonly number[]): number =>
      rows.filter((row, i) => of[of.length === rows.length ? i : row] === data.labels[row]).length;
    const scored = heldOut.length > 0 ? heldOut : all;
    const scores: Change = {
      samples: scored.length,
      // What has learned a sample knows it: the samples that the parent has learned are scored as the base reads them.
      before: scored.filter((row) => (fresh(row) ? parents : before)[row] === data.labels[row]).length / scored.length,
      after: right(heldOut.length > 0 ? answers(heldOutLogits) : after, scored) / scored.length,
    };
    const known = all.filter((row) => !fresh(row));
    const share01 = (of: Uint8Array): number =>
      known.filter((row) => of[row] === data.labels[row]).length / known.length;
    const earlier = known.length > 0 &&
      parent.own && { samples: known.length, before: share01(parents), after: share01(after) };
    return {
      own: scores,
      heldOut: heldOut.length > 0,
      ...(earlier && { earlier }),
      rehearsal: change,
      head: { ...head, share },
      temperature: calibrated(base, rehearsal, guarded, heldOutLogits, heldOutLabels),
    };
  } finally {
    tuner.close();
  }
}

/** What the base and a head say of pictures, and how much each looks like the hand. */
interface Told {
  readonly base: Float32Array;
  readonly tuned: Float32Array;
  readonly like: Float32Array;
}

const blended = ({ base, tuned, like }: Told, share: number): Float32Array => blend(base, tuned, like, share);

function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** How many rows are lost, softly. */
const lostOf = (
  logits: Float32Array,
  columns: number,
  labels: ArrayLike<number>,
  lost: (margin: number) => number = soft,
  weights?: Float64Array,
): number => {
  let total = 0;
  for (let i = 0; i < labels.length; i++) total += (weights?.[i] ?? 1) * lost(marginOf(logits, i, columns, labels[i]!));
  return total;
};
const soft = (margin: number): number => 1 / (1 + Math.exp(steepness * margin));
const hard = (margin: number): number => (margin > 0 ? 0 : 1);

/** The share that gains most for what it costs, of those that lose no more than is free, and what it does to the held-out digits. */
function guard(
  tuner: Tuner,
  head: OwnHead,
  rehearsal: Rehearsal,
  columns: number,
  { free, price }: Terms,
  own: (share: number) => number,
) {
  const { guard, heldOut } = rehearsal;
  const weights = guardWeights(rehearsal);
  const seen = tuner.seeAgain(guard);
  const told = { base: seen.logits, ...tuner.read(head, seen) };
  const sum = (logits: Float32Array, lost: (margin: number) => number): number =>
    lostOf(logits, columns, guard.labels, lost, weights) / heldOut;
  const before = sum(seen.logits, soft);
  const tried = shares.map((share) => {
    const cost = sum(blended(told, share), soft) - before;
    return { share, cost, balance: own(share) + price * cost };
  });
  const allowed = tried.filter(({ cost }) => cost <= free);
  // Where nothing could be held out no balance is known (not a number), and the first, the largest, stays.
  const { share } = allowed.reduce(
    (best, each) => (each.balance < best.balance ? each : best),
    allowed[0] ?? tried.at(-1)!,
  );
  const logits = blended(told, share);
  // Measured against the base, so that many small losses cannot add up to a large one.
  const change: Change = { samples: heldOut, before: 1 - sum(seen.logits, hard), after: 1 - sum(logits, hard) };
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
  own: Float32Array,
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
