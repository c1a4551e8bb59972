// Rows of logits: how they come of features, and what they say: probabilities, and which answer is the best.
import type { Tensor } from '../engine/engine.js';

/** Logits [n, columns] of features [n, d] by a last layer's weight [d, columns] and bias [columns]. */
export function lastLayer(features: Float32Array, weight: Tensor, bias: Tensor): Float32Array {
  const [width, columns] = weight.shape as readonly [number, number];
  const logits = new Float32Array((features.length / width) * columns);
  const row = new Float64Array(columns);
  for (let from = 0, to = 0; from < features.length; from += width, to += columns) {
    row.set(bias.data);
    for (let d = 0; d < width; d++) {
      const value = features[from + d]!;
      if (value !== 0) for (let c = 0; c < columns; c++) row[c]! += value * weight.data[d * columns + c]!;
    }
    logits.set(row, to);
  }
  return logits;
}

/** Probabilities of rows of logits at a temperature (softmax), in place; gives the same array. */
export function softmax(logits: Float32Array, columns: number, temperature = 1): Float32Array {
  for (let from = 0; from < logits.length; from += columns) {
    const row = logits.subarray(from, from + columns);
    let top = Number.NEGATIVE_INFINITY;
    for (const value of row) top = Math.max(top, value);
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += row[i] = Math.exp((row[i]! - top) / temperature);
    for (let i = 0; i < columns; i++) row[i]! /= sum;
  }
  return logits;
}

/** Which of `count` values, starting at index `from`, is the largest, counted from 0; the first of equals. */
export function argmax(values: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[from + i]! > values[from + best]!) best = i;
  return best;
}
