// Pictures as a base cut in two sees them: its first layers run once over each, whatever is learned above them.
import type { Weights } from '../engine/engine.js';

/** Pictures as the first layers see them, and what the base makes of them. */
export interface Seen {
  readonly count: number;
  /** [count, trunk's outputs] */
  readonly trunk: Float32Array;
  /** `channelMoments` of the trunk, [count, 2 · channels]. */
  readonly moments: Float32Array;
  /** The base's features, [count, d], and logits, [count, columns]. */
  readonly features: Float32Array;
  readonly logits: Float32Array;
}

/** These rows of a matrix of so many; a view where they follow each other. */
function pick(from: Float32Array, count: number, rows: readonly number[]): Float32Array {
  const size = from.length / count;
  const first = rows[0] ?? 0;
  if (rows.every((row, i) => row === first + i)) return from.subarray(first * size, (first + rows.length) * size);
  const picked = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) picked.set(from.subarray(row * size, (row + 1) * size), i * size);
  return picked;
}

export const rowsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, row) => row);

export function rowsOf({ count, trunk, moments, features, logits }: Seen, rows: readonly number[]): Seen {
  const of = (from: Float32Array): Float32Array => pick(from, count, rows);
  return {
    count: rows.length,
    trunk: of(trunk),
    moments: of(moments),
    features: of(features),
    logits: of(logits),
  };
}

/** What bases made of the digits that travel with them: a process that learns again need not look at them again. */
const remembered = new WeakMap<Weights, WeakMap<ArrayBufferLike, Map<string, Seen>>>();

export function once(weights: Weights, pictures: Uint8Array, key: string, see: () => Seen): Seen {
  const ofBase = remembered.get(weights) ?? new WeakMap<ArrayBufferLike, Map<string, Seen>>();
  remembered.set(weights, ofBase);
  const ofDigits = ofBase.get(pictures.buffer) ?? new Map<string, Seen>();
  ofBase.set(pictures.buffer, ofDigits);
  const seen = ofDigits.get(key) ?? see();
  ofDigits.set(key, seen);
  return seen;
}
