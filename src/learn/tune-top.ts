// Trains a copy of a base's top on a hand's own samples, augmented, mixed with rehearsed digits. The targets of the
// rehearsed digits are the base's own soft answers, so that the copy keeps giving them (knowledge distillation: Hinton
// et al. 2015; learning without forgetting: Li & Hoiem 2017).
import type { Augmentation, Weights } from '../engine/engine.js';
import { random as seeded } from '../engine/random.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { softmax } from '../model/logits.js';
import { type BaseOutputs, range } from './base-outputs.js';
import type { CutBase } from './cut-base.js';

/** How a top is tuned. */
export interface TuneOptions {
  /** How many convolutions are tuned: the last ones, with everything after them. */
  readonly convolutions: number;
  /** Training steps. Few samples take this many; `candidate-reader.ts` adds to them for more samples. */
  readonly steps: number;
  /** Own samples in a step. */
  readonly ownPerStep: number;
  /** Rehearsed digits in a step. */
  readonly replayedPerStep: number;
  /** Augmented copies made of all own samples together, the samples included. Each sample has at least one copy. */
  readonly augmented: number;
  /** The peak learning rate. */
  readonly rate: number;
  /**
   * Share of the steps in which the rate rises to its peak. It falls linearly to 0 over all steps, and is the lesser of
   * the two.
   */
  readonly warmup: number;
  /**
   * Weight of the past in the running average of the weights (Polyak & Juditsky 1992). The average is what is kept.
   */
  readonly ema: number;
  /** Share of an own sample's target that is spread over the other labels (Szegedy et al. 2016). */
  readonly smoothing: number;
  /** How the copies of own samples are changed. */
  readonly augmentation: Augmentation;
}

/** The options that `ownhand learn` uses. `node ../shared/bench/hands.mjs` measures what a change does. */
export const tuneDefaults: TuneOptions = {
  convolutions: 2,
  steps: 40,
  ownPerStep: 24,
  replayedPerStep: 24,
  augmented: 300,
  rate: 6e-3,
  warmup: 0.2,
  ema: 0.9,
  smoothing: 0.05,
  augmentation: {
    rotate: 0.2,
    scale: 0.1,
    stretch: 0.25,
    shear: 0.2,
    shift: 1,
    elastic: 1.5,
    thickness: 0.3,
    erase: 0,
  },
};

/** A hand's samples and augmented copies of them, as the base sees them. */
export interface AugmentedSamples {
  /** The samples' labels, [count], as columns of the alphabet. */
  readonly labels: Uint8Array;
  /** The samples themselves. */
  readonly originals: BaseOutputs;
  /** The copies. Those of sample i are the rows i, i + count, i + 2 · count and so on. */
  readonly copies: BaseOutputs;
}

/** Makes augmented copies of samples and runs the base over them all. The same seed makes the same copies. */
export function augmentSamples(
  base: CutBase,
  samples: LabelledPictures,
  { augmented, augmentation }: TuneOptions,
  seed: number,
): AugmentedSamples {
  const random = seeded(seed);
  const copiesEach = Math.max(1, Math.round(augmented / samples.count) - 1);
  const count = samples.count * copiesEach;
  const originals = samples.pictures.subarray(0, samples.count * pictureSize);
  const pictures = new Uint8Array(count * pictureSize);
  for (let copy = 0; copy < copiesEach; copy++) pictures.set(originals, copy * originals.length);
  const seeds = Uint32Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));
  return {
    labels: samples.labels,
    originals: base.run(samples.pictures, samples.count),
    copies: base.run(pictures, count, { augmentation, seeds }),
  };
}

/** The rehearsed digits, as the base sees them. */
export interface Replay {
  /** What the base makes of them. */
  readonly outputs: BaseOutputs;
  /** The base's probabilities, [count, columns]. They are what the digits are trained towards. */
  readonly softTargets: Float32Array;
}

/** Runs the base over the digits that are to be rehearsed. */
export function openReplay(base: CutBase, digits: LabelledPictures): Replay {
  const outputs = base.runOnce(digits);
  return { outputs, softTargets: softmax(outputs.logits.slice(), base.columns) };
}

/** One run of training. */
export interface TuneRun {
  /** Which of the samples are learned. */
  readonly rows: readonly number[];
  /** Training steps. */
  readonly steps: number;
  /** The same seed gives the same weights. */
  readonly seed: number;
  /** Called every few steps, so that others have their turn. It throws to stop. */
  readonly pause: () => Promise<void>;
}

/** Steps between two calls of `pause`. */
export const PAUSE_EVERY = 8;

/**
 * Trains a copy of the base's top on some of the samples, and gives its weights, named as if it were a whole network.
 */
export async function tuneTop(
  base: CutBase,
  samples: AugmentedSamples,
  replay: Replay,
  options: TuneOptions,
  { rows, steps, seed, pause }: TuneRun,
): Promise<Weights> {
  const random = seeded(seed);
  const size = options.ownPerStep + options.replayedPerStep;
  const batch: Batch = {
    inputs: new Float32Array(size * base.width),
    targets: new Float32Array(size * base.columns),
  };
  base.trainer.setWeights(base.top);
  for (let step = 0; step < steps; step++) {
    for (const place of range(options.ownPerStep)) drawOwn(batch, place, base, samples, rows, options, random);
    for (let place = options.ownPerStep; place < size; place++) drawReplayed(batch, place, base, replay, random);
    base.trainer.step({ size, ...batch }, { rate: rateOf(step, steps, options), ema: options.ema });
    if (step % PAUSE_EVERY === PAUSE_EVERY - 1) await pause();
  }
  return base.trainer.weights('average');
}

/** The samples of a step: inputs of the top, [size, width], and their targets, [size, columns]. */
interface Batch {
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

/** Puts an own sample or one of its copies, drawn at random, into a place of the batch. Its target is smoothed. */
function drawOwn(
  { inputs, targets }: Batch,
  place: number,
  { width, columns }: CutBase,
  { labels, originals, copies }: AugmentedSamples,
  rows: readonly number[],
  { smoothing }: TuneOptions,
  random: () => number,
): void {
  const sample = rows[Math.floor(random() * rows.length)]!;
  const version = Math.floor(random() * (1 + copies.count / originals.count));
  const from = version === 0 ? originals.trunk : copies.trunk;
  const row = version === 0 ? sample : sample + originals.count * (version - 1);
  inputs.set(from.subarray(row * width, (row + 1) * width), place * width);
  const [first, reject] = [place * columns, (place + 1) * columns - 1];
  targets.fill(smoothing / (columns - 1), first, reject);
  targets[reject] = 0;
  targets[first + labels[sample]!]! += 1 - smoothing;
}

/** Puts a rehearsed digit, drawn at random, into a place of the batch. Its target is what the base says of it. */
function drawReplayed(
  { inputs, targets }: Batch,
  place: number,
  { width, columns }: CutBase,
  { outputs, softTargets }: Replay,
  random: () => number,
): void {
  const row = Math.floor(random() * outputs.count);
  inputs.set(outputs.trunk.subarray(row * width, (row + 1) * width), place * width);
  targets.set(softTargets.subarray(row * columns, (row + 1) * columns), place * columns);
}

/** The learning rate of a step. Adam's first step moves every weight by the whole rate, so it has to be small. */
function rateOf(step: number, steps: number, { rate, warmup }: TuneOptions): number {
  return rate * Math.min((step + 1) / (warmup * steps), 1 - step / steps);
}
