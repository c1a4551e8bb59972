// What a reader sees in a picture before it decides: the inputs of its last layer, in which alike glyphs lie near each other.
import type { Checkpoint } from './checkpoint.js';
import { type EngineFactory, pictureSize } from './model.js';
import { split } from './network.js';

/** Features [n, d] of pictures [28, 28], and the logits [n, alphabet + 1] that come of them. */
export async function featuresOf(
  checkpoint: Checkpoint,
  pictures: readonly Uint8Array[],
  engines: EngineFactory,
): Promise<{ features: Float32Array; logits: Float32Array }> {
  const { trunk, top } = split(checkpoint.network, checkpoint.weights, checkpoint.network.layers.length - 1);
  const inputs = new Float32Array(pictures.length * pictureSize);
  for (const [i, picture] of pictures.entries())
    for (let p = 0; p < pictureSize; p++) inputs[i * pictureSize + p] = picture[p]! / 255;
  const run = async ({ network, weights }: typeof trunk, data: Float32Array): Promise<Float32Array> => {
    const engine = await engines(network, weights);
    try {
      return engine.predict(data, pictures.length);
    } finally {
      engine.close();
    }
  };
  const features = await run(trunk, inputs);
  return { features, logits: await run(top, features) };
}

/** The mean of rows of features, [width]. */
export function meanRow(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / (rows.length / width);
  return mean;
}

/** Rows without their mean, each of length 1, so that a product of two is their cosine. */
export function directions(rows: Float32Array, mean: Float64Array): Float32Array {
  const width = mean.length;
  const out = rows.map((value, i) => value - mean[i % width]!);
  for (let from = 0; from < out.length; from += width) {
    let square = 0;
    for (let d = from; d < from + width; d++) square += out[d]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let d = from; d < from + width; d++) out[d]! /= length;
  }
  return out;
}
