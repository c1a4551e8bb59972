// What a base makes of pictures, layer by layer. The layers below the cut stay as they are, so that whatever is learned
// above them, they run once over each picture.
import type { Weights } from '../engine/engine.js';

/** What a base cut in two makes of pictures. */
export interface BaseOutputs {
  /** The number of pictures. */
  readonly count: number;
  /** Outputs of the layers below the cut, [count, values]. */
  readonly trunk: Float32Array;
  /** `channelMoments` of the trunk's outputs, [count, 2 · channels]. */
  readonly moments: Float32Array;
  /** Inputs of the last layer, [count, depth]. */
  readonly features: Float32Array;
  /** Outputs of the last layer, [count, columns]. */
  readonly logits: Float32Array;
}

/** The numbers from 0 up to, and without, `count`. */
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** The outputs for some of the pictures, in the order of `rows`. It shares memory where the rows follow each other. */
export function selectRows(
  { count, trunk, moments, features, logits }: BaseOutputs,
  rows: readonly number[],
): BaseOutputs {
  const select = (matrix: Float32Array): Float32Array => selectFrom(matrix, count, rows);
  return {
    count: rows.length,
    trunk: select(trunk),
    moments: select(moments),
    features: select(features),
    logits: select(logits),
  };
}

/** Some rows of a matrix of `count` rows. */
function selectFrom(matrix: Float32Array, count: number, rows: readonly number[]): Float32Array {
  const size = matrix.length / count;
  const first = rows[0] ?? 0;
  if (rows.every((row, i) => row === first + i)) return matrix.subarray(first * size, (first + rows.length) * size);
  const selected = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) selected.set(matrix.subarray(row * size, (row + 1) * size), i * size);
  return selected;
}

/** Outputs for the digits that travel with a base, by its weights, then by the memory that holds the digits. */
const cache = new WeakMap<Weights, WeakMap<ArrayBufferLike, Map<string, BaseOutputs>>>();

/**
 * The outputs that `compute` gives, computed once in a process for the same weights, pictures and key, so that a
 * process
 * that learns again is faster. They are kept as long as the weights and the pictures are.
 * @param key says which of the pictures, and how they are looked at
 */
export function cachedOutputs(
  weights: Weights,
  pictures: Uint8Array,
  key: string,
  compute: () => BaseOutputs,
): BaseOutputs {
  const ofBase = cache.get(weights) ?? new WeakMap<ArrayBufferLike, Map<string, BaseOutputs>>();
  cache.set(weights, ofBase);
  const ofPictures = ofBase.get(pictures.buffer) ?? new Map<string, BaseOutputs>();
  ofBase.set(pictures.buffer, ofPictures);
  const outputs = ofPictures.get(key) ?? compute();
  ofPictures.set(key, outputs);
  return outputs;
}
