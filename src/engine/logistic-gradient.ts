// The gradient of a logistic regression, for a descent that goes over the same rows many times: they lie where the
// kernels reach them.
import type { Kernels } from './kernels/kernels.js';
import { referenceKernels } from './kernels/reference-kernels.js';
import { wasmKernels } from './kernels/wasm-kernels.js';
import { chooseBuild } from './kernels/wasm-module.js';
import { canShare, giveBack, pageSize, takeMemory } from './memory.js';

/** Rows of one class. */
export interface ClassRows {
  /** [count, width] */
  readonly rows: Float32Array;
  /** How much each row counts, [count]. */
  readonly weights: ArrayLike<number>;
  /** Whether the regression is to call them true (1) or false (0). */
  readonly truth: 0 | 1;
}

/** A logistic regression's loss over rows that do not change. */
export interface LogisticLoss {
  /** The gradient [width + 1] of the log-loss at these factors and, last, this constant, [width + 1]. */
  gradient(factors: Float64Array): Float32Array;
  /** Frees the memory. */
  close(): void;
}

/** Classes that are to be told apart by `width` values; the same numbers on any machine. */
export function openLogisticLoss(
  classes: readonly ClassRows[],
  width: number,
  backend: 'wasm' | 'reference' = 'wasm',
): LogisticLoss {
  // The constant is the factor of a value that is always 1. The kernel takes fours; rows and columns that fill them up
  // are 0.
  const stride = (width + 4) & ~3;
  const counts = classes.map(({ weights }) => (weights.length + 3) & ~3);
  let next = pageSize;
  const take = (floats: number): number => {
    const at = next;
    next += 4 * floats;
    return at;
  };
  const [factorsAt, gradientAt] = [take(stride), take(stride)];
  const rowsAt = counts.map((count) => take(count * stride));
  const weightsAt = counts.map(take);
  const memory = takeMemory(next, canShare);
  const kernels: Kernels =
    backend === 'wasm' ? wasmKernels(chooseBuild(true), memory, canShare) : referenceKernels(memory.buffer);
  const floats = (at: number, count: number): Float32Array => new Float32Array(memory.buffer, at, count);
  for (const [which, { rows, weights }] of classes.entries()) {
    const placed = floats(rowsAt[which]!, counts[which]! * stride);
    for (let i = 0; i < weights.length; i++) {
      placed.set(rows.subarray(i * width, (i + 1) * width), i * stride);
      placed[i * stride + width] = 1;
    }
    floats(weightsAt[which]!, counts[which]!).set(weights);
  }
  const [factors, gradient] = [floats(factorsAt, stride), floats(gradientAt, stride)];
  return {
    gradient(given) {
      factors.set(given);
      gradient.fill(0);
      for (const [i, { truth }] of classes.entries())
        kernels.logisticGradient(counts[i]!, stride, rowsAt[i]!, weightsAt[i]!, truth, factorsAt, gradientAt);
      return gradient.slice(0, width + 1);
    },
    close: () => giveBack(memory),
  };
}
