// What the owner asks of the threads: a few fields of one array of numbers in the shared memory, so that no message is
// ever sent.
import type { Augmentation } from '../engine.js';

/** The fields of a job, float64 each. */
export const field = {
  kind: 0,
  /** Samples of the batch. */
  count: 1,
  /** 1: the batch is 8-bit pictures, which are to be augmented; 0: inputs ready to use. */
  fromPictures: 2,
  /** What a pixel's loss is multiplied by; below 0: targets were given, not labels of pixels. */
  pixelScale: 3,
  // Up to `ema` in the order in which `step` writes them.
  rate: 4,
  decay: 5,
  beta1: 6,
  beta2: 7,
  correction1: 8,
  correction2: 9,
  /** Below 0: no average of the weights is kept. */
  ema: 10,
  /** 1: what is predicted are chances of pixels, not logits. */
  asChances: 11,
  /** The first of the augmentation's numbers. */
  augmentation: 12,
} as const;

/** The kinds of jobs; a task of each is a group of samples, a share of the batch, or a part of the weights. */
export const kind = { predict: 1, gradients: 2, update: 3 } as const;

const order = ['rotate', 'scale', 'stretch', 'shear', 'shift', 'elastic', 'thickness', 'erase'] as const;

/** Writes an augmentation into a job; absent, one that changes nothing. */
export function writeAugmentation(job: Float64Array, augmentation: Augmentation | undefined): void {
  order.forEach((name, i) => {
    job[field.augmentation + i] = augmentation?.[name] ?? 0;
  });
}

/** The augmentation that a job holds. */
export function readAugmentation(job: Float64Array): Augmentation {
  const numbers = order.map((name, i) => [name, job[field.augmentation + i]!] as const);
  return Object.fromEntries(numbers) as unknown as Augmentation;
}
