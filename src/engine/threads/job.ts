// What the owner asks of the threads, as numbers in the shared memory: a few fields of one array, so that nothing is ever sent.
import type { Augmentation } from '../engine.js';

/** Fields of the job, Float64 each. */
export const field = {
  kind: 0,
  count: 1,
  tasks: 2,
  /** 1: the batch's pictures as bytes, to be augmented; 0: inputs as given. */
  fromPictures: 3,
  rate: 5,
  decay: 6,
  beta1: 7,
  beta2: 8,
  correction1: 9,
  correction2: 10,
  /** Below 0: no average is kept. */
  ema: 11,
  /** What a pixel's loss is multiplied by; below 0: targets are given, not labels. */
  pixelScale: 4,
  augmentation: 12,
} as const;

export const kind = { predict: 1, gradients: 2, update: 3 } as const;

const order = ['rotate', 'scale', 'stretch', 'shear', 'shift', 'elastic', 'thickness', 'erase'] as const;

export function writeAugmentation(job: Float64Array, how: Augmentation | undefined): void {
  order.forEach((name, i) => {
    job[field.augmentation + i] = how?.[name] ?? 0;
  });
}

export function readAugmentation(job: Float64Array): Augmentation {
  const at = (name: (typeof order)[number]): number => job[field.augmentation + order.indexOf(name)]!;
  return {
    rotate: at('rotate'),
    scale: at('scale'),
    stretch: at('stretch'),
    shear: at('shear'),
    shift: at('shift'),
    elastic: at('elastic'),
    thickness: at('thickness'),
    erase: at('erase'),
  };
}
