// Batches of a fixed set that the engine has loaded, in a new order each epoch.
import type { Augmentation, Batch } from '../engine/engine.js';
import { type Random, shuffle } from '../engine/random.js';

/** A set of samples and how they are presented. */
export interface ShuffledSet {
  /** Samples given to the engine's `load`. */
  readonly count: number;
  /** Samples a step; what is left over at an epoch's end is left out. */
  readonly batch: number;
  /** Values of a target. */
  readonly classes: number;
  /** Draws the orders; used by nothing else from the first batch on but `seedOf`. */
  readonly random: Random;
  /** Writes the target of a row, a distribution over the classes, into `target`, which may hold another one's. */
  readonly writeTarget: (row: number, target: Float32Array) => void;
  /** How samples are changed; by the row's `seedOf` in an epoch. */
  readonly augmentation?: Augmentation;
  /** The seed of a row's change in an epoch, counted from 0; called once for each row in the order of the batches. */
  readonly seedOf?: (row: number, epoch: number) => number;
}

/** Batches without end, and after how many of them the whole set was seen once more. */
export interface ShuffledBatches {
  /** Batches of an epoch. */
  readonly stepsPerEpoch: number;
  /** The batch of a step, counted from 0; steps have to rise. Its arrays are used again for the next one. */
  readonly next: (step: number) => Batch;
}

/** All of the set's samples in random order, and again in another one, without end. */
export function shuffledBatches(set: ShuffledSet): ShuffledBatches {
  const { count, batch, classes, random, seedOf, writeTarget, augmentation } = set;
  const stepsPerEpoch = Math.floor(count / batch);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const rows = new Int32Array(batch);
  const seeds = new Uint32Array(batch);
  const targets = new Float32Array(batch * classes);
  let drawn = 0;
  const draw = (): void => {
    const [epoch, step] = [Math.floor(drawn / stepsPerEpoch), drawn % stepsPerEpoch];
    if (step === 0) shuffle(order, random);
    rows.set(order.subarray(step * batch, (step + 1) * batch));
    if (seedOf) for (const [i, row] of rows.entries()) seeds[i] = seedOf(row, epoch);
    drawn++;
  };
  return {
    stepsPerEpoch,
    next(step) {
      // Steps that a resumed training passes over are drawn all the same, so that the others stay as they were.
      while (drawn <= step) draw();
      for (const [i, row] of rows.entries()) writeTarget(row, targets.subarray(i * classes, (i + 1) * classes));
      return { size: batch, rows, targets, ...(seedOf && { seeds }), ...(augmentation && { augmentation }) };
    },
  };
}
