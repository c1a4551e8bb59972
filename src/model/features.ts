// What a reader sees in a picture before it decides: the inputs of its last layer. There, glyphs that look alike lie
// near each other.
import type { EngineFactory } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import { lastLayer } from './logits.js';
import { split } from './network-surgery.js';

/** Features [n, d] of pictures [28, 28], and the logits [n, alphabet + 1] that come of them. */
export async function featuresOf(
  checkpoint: Checkpoint,
  pictures: readonly Uint8Array[],
  engines: EngineFactory,
): Promise<{ features: Float32Array; logits: Float32Array }> {
  const { trunk, top } = split(checkpoint.network, checkpoint.weights, checkpoint.network.layers.length - 1);
  const size = pictures[0]?.length ?? 0;
  const all = new Uint8Array(pictures.length * size);
  for (const [i, picture] of pictures.entries()) all.set(picture, i * size);
  const engine = await engines(trunk.network, trunk.weights, { trains: false });
  try {
    const features = engine.predictPictures(all, pictures.length);
    return { features, logits: lastLayer(features, top.weights.get('0.weight')!, top.weights.get('0.bias')!) };
  } finally {
    engine.close();
  }
}
