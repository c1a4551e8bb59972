// The slope of a logistic regression, for those that go over the same rows many times: these lie where the kernels reach them.
import type { Kernels } from './kernels.js';
import { canShare, giveBack, pageSize, takeMemory } from './memory.js';
import { referenceKernels } from './reference/reference.js';
import { chooseBuild, wasmKernels } from './wasm.js';

/** Rows that are all true, or all false. */
export interface Side {
  /** [count, width] */
  readonly rows: Float32Array;
  /** What each row weighs, [count]. */
  readonly weights: ArrayLike<number>;
  readonly truth: 0 | 1;
}

export interface Logistic {
  /** The log-loss's slope at these factors and, last, this constant: [width + 1] of [width + 1]. */
  slope(factors: Float64Array): Float32Array;
  close(): void;
}

/** Two sides to be told apart by `width` values; the same numbers on any machine. */
export function openLogistic(sides: readonly Side[], width: number, backend: 'wasm' | 'reference' = 'wasm'): Logistic {
  // The constant is the factor of a value that is always 1; rows and columns that fill up a kernel's fours are 0.
  const stride = (width + 4) & ~3;
  const counts = sides.map(({ weights }) => (weights.length + 3) & ~3);
  let next = pageSize;
  const take = (floats: number): number => {
    const at = next;
    next += 4 * floats;
    return at;
  };
  const [factorsAt, slopeAt] = [take(stride), take(stride)];
  const rowsAt = counts.map((count) => take(count * stride));
  const weightsAt = counts.map(take);
  const memory = takeMemory(next, canShare);
  const kernels: Kernels =
    backend === 'wasm' ? wasmKernels(chooseBuild(true), memory, canShare) : referenceKernels(memory.buffer);
  const floats = (at: number, count: number): Float32Array => new Float32Array(memory.buffer, at, count);
  for (const [side, { rows, weights }] of sides.entries()) {
    const placed = floats(rowsAt[side]!, counts[side]! * stride);
    for (let i = 0; i < weights.length; i++) {
      placed.set(rows.subarray(i * width, (i + 1) * width), i * stride);
      placed[i * stride + width] = 1;
    }
    floats(weightsAt[side]!, counts[side]!).set(weights);
  }
  const [factors, slope] = [floats(factorsAt, stride), floats(slopeAt, stride)];
  return {
    slope(given) {
      factors.set(given);
      slope.fill(0);
      for (const [side, { truth }] of sides.entries())
        kernels.logisticGradient(counts[side]!, stride, rowsAt[side]!, weightsAt[side]!, truth, factorsAt, slopeAt);
      return slope.slice(0, width + 1);
    },
    close: () => giveBack(memory),
  };
}
