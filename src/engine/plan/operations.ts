// The operations that a network comes down to, each with where it reads and where it writes.
import type { Area } from './area.js';
import type { Parameter } from './parameters.js';

/** A convolution or a dense layer: a matrix product with weights. */
export interface Product {
  readonly kind: 'conv' | 'dense';
  /** Rows of a 3×3 window (3), or 1. */
  readonly size: 1 | 3;
  readonly from: Area;
  readonly to: Area;
  readonly relu: boolean;
  readonly weight: Parameter;
  /** Absent where a normalisation follows. */
  readonly bias?: Parameter;
  readonly norm?: Norm;
  /** Ready for the kernels: to train with, its transpose for the gradient, and with the normalisation folded in; absolute. `back` 0: not needed. */
  readonly prepared: number;
  readonly back: number;
  readonly folded: number;
  readonly foldedBias: number;
  /** The sum that `conv3Gradient` adds to, in the share; 0: the gradient is summed directly. */
  readonly sum: number;
}

export interface Norm {
  readonly kind: 'norm';
  readonly from: Area;
  readonly to: Area;
  readonly relu: boolean;
  readonly gain: Parameter;
  readonly shift: Parameter;
  readonly mean: Parameter;
  readonly variance: Parameter;
  /** Mean and variance of the group at hand, in the share. */
  readonly saved: number;
}

interface Simple {
  readonly kind: 'maxpool' | 'upsample' | 'average' | 'flatten';
  readonly from: Area;
  readonly to: Area;
}

/** Adds `other` to `from`. Where `to` is `from`, nobody else needs its values and the sum takes their place. */
interface Add {
  readonly kind: 'add';
  readonly from: Area;
  readonly to: Area;
  readonly other: Area;
}

/**
 * Does nothing on the way forward. On the way back it comes after every reader of `from` that writes its gradient, and adds the
 * gradient of `sum`, where `from` was added later.
 */
export interface Skip {
  readonly kind: 'skip';
  readonly from: Area;
  readonly to: Area;
  readonly sum: Area;
}

interface Dropout {
  readonly kind: 'dropout';
  readonly from: Area;
  readonly to: Area;
  readonly rate: number;
  readonly salt: number;
}

export type Op = Product | Norm | Simple | Add | Skip | Dropout;
