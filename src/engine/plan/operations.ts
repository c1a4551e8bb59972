// The operations that a network comes down to, each with where it reads and where it writes. Offsets are bytes from the
// start of a thread's share; addresses are bytes from the start of the memory.
import type { Area } from './area.js';
import type { Parameter } from './parameters.js';

/** What batch normalisation adds to the variance before the root (PyTorch's default). */
export const normEpsilon = 1e-5;

interface Base {
  readonly from: Area;
  readonly to: Area;
}

/** A convolution or a dense layer: a matrix product with weights. */
export interface Product extends Base {
  /** Which of the two it is. */
  readonly kind: 'conv' | 'dense';
  /** Rows of a convolution's window; 1 of a dense layer. */
  readonly size: 1 | 3;
  /** Whether a ReLU follows within the operation. */
  readonly relu: boolean;
  /** Its weights. */
  readonly weight: Parameter;
  /** Absent where a normalisation follows. */
  readonly bias?: Parameter;
  /** The normalisation that follows, whose statistics prediction folds in. */
  readonly norm?: Norm;
  /** Address of the weights in the form in which training multiplies with them. */
  readonly prepared: number;
  /** Address of their transpose, for the gradient of the inputs; 0: not needed. */
  readonly back: number;
  /** Address of the weights, in the same form, with the normalisation's running statistics folded in. */
  readonly folded: number;
  /** Address of the bias that goes with them; 0: none. */
  readonly foldedBias: number;
  /** Offset of the sum that `conv3Gradient` adds to; 0: the gradient is summed directly. */
  readonly sum: number;
}

/** Batch normalisation (Ioffe & Szegedy 2015) by the statistics of a group of samples. */
export interface Norm extends Base {
  /** Tells it from other operations. */
  readonly kind: 'norm';
  /** Whether a ReLU follows within the operation. */
  readonly relu: boolean;
  /** Factors, one a channel. */
  readonly gain: Parameter;
  /** What is added, one a channel. */
  readonly shift: Parameter;
  /** Running means, one a channel. */
  readonly mean: Parameter;
  /** Running variances, one a channel. */
  readonly variance: Parameter;
  /** Offset of the mean and variance of the group at hand. */
  readonly saved: number;
}

/** What has neither weights nor numbers of its own. `flatten` copies a picture to where a dense layer reads it. */
interface Simple extends Base {
  readonly kind: 'maxpool' | 'upsample' | 'average' | 'flatten';
}

/** Adds `other` to `from`. Where `to` is `from` itself, nothing else needs its values and the sum takes their place. */
interface Add extends Base {
  readonly kind: 'add';
  readonly other: Area;
}

/**
 * Takes back what an `add` further on did with `from`, which is `to` too. It does nothing in the forward pass. In the
 * backward pass it comes after the operation that writes the gradient of `from`, and adds that of `sum`.
 */
export interface Skip extends Base {
  /** Tells it from other operations. */
  readonly kind: 'skip';
  /** Where both are summed. */
  readonly sum: Area;
}

interface Dropout extends Base {
  readonly kind: 'dropout';
  readonly rate: number;
  /** Differs from layer to layer, so that one sample's seed zeroes other values in each. */
  readonly salt: number;
}

export type Op = Product | Norm | Simple | Add | Skip | Dropout;

/** Whether an operation has weights to multiply with. */
export const isProduct = (op: Op): op is Product => op.kind === 'conv' || op.kind === 'dense';
