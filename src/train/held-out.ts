// What no shipped model is trained on: it scores the models and fits their temperatures.
import type { EngineFactory, Network, Weights } from '../engine/engine.js';
import { argmax } from '../model/logits.js';

/** The digits held out, counted from the end of MNIST's training set. */
export const heldOutCount = 5000;

/** Logits, [count, classes], of 8-bit pictures, [count, ...input], by a network that is opened for them alone. */
export async function logitsOf(
  engines: EngineFactory,
  network: Network,
  weights: Weights,
  pictures: Uint8Array,
  count: number,
): Promise<Float32Array> {
  const engine = await engines(network, weights, {});
  try {
    return engine.predictPictures(pictures, count);
  } finally {
    engine.close();
  }
}

/**
 * Share of the first `count` rows whose best answer is their label.
 * @param logits [rows, columns]
 * @param answers columns that are answers, from the first on. Default: all.
 */
export function accuracyOf(
  logits: Float32Array,
  labels: ArrayLike<number>,
  columns: number,
  { count = labels.length, answers = columns }: { readonly count?: number; readonly answers?: number } = {},
): number {
  let right = 0;
  for (let i = 0; i < count; i++) if (argmax(logits, i * columns, answers) === labels[i]) right++;
  return right / count;
}
