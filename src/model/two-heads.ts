// Runs a learned checkpoint: one trunk and two heads, the base's last layers and the tuned ones, whose answers are
// blended glyph by glyph.
import type { EngineFactory, EngineOptions, Weights } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import { channelMoments, gateFeatures } from './gate-features.js';
import { shapeAfter, split } from './network-surgery.js';
import { addOwnSamples, blend, lastLayer, type OwnHead, oddsOf } from './own-head.js';

/** A checkpoint's network, ready to run. */
export interface Runner {
  /** Logits [count, alphabet + 1] of pictures [count, 28, 28], and the base's inputs to its last layer, [count, d]. */
  run(pictures: Uint8Array, count: number): { logits: Float32Array; features: Float32Array };
  /** Ends its engines. */
  close(): void;
}

/** The heads are a small part of the work: more threads than this only wait for each other there. Set by eye. */
const mostHeadThreads = 2;

/** Opens a checkpoint that has an own head. */
export async function openTwoHeads(
  checkpoint: Checkpoint,
  own: OwnHead,
  engines: EngineFactory,
  options: EngineOptions,
): Promise<Runner> {
  const { network, weights, alphabet } = checkpoint;
  const { trunk } = split(network, weights, own.cut);
  const [, , channels] = shapeAfter(network, own.cut);
  const columns = alphabet.length + 1;
  const headOptions = { ...options, threads: Math.min(mostHeadThreads, options.threads ?? mostHeadThreads) };
  const trunkEngine = await engines(trunk.network, trunk.weights, options);
  const base = await openHead(checkpoint, weights, own.cut, engines, headOptions);
  const tuned = await openHead(checkpoint, new Map([...weights, ...own.tuned]), own.cut, engines, headOptions);
  return {
    run(pictures, count) {
      const inputs = trunkEngine.predictPictures(pictures, count);
      const before = base.run(inputs, count);
      const after = tuned.run(inputs, count);
      addOwnSamples(after.logits, after.features, before.logits, own, alphabet);
      const moments = channelMoments(inputs, count, channels);
      const { features } = before;
      const seen = gateFeatures({ moments, features, base: before.logits, tuned: after.logits, columns });
      return { logits: blend(before.logits, after.logits, oddsOf(seen, own.gate)), features };
    },
    close() {
      trunkEngine.close();
      base.close();
      tuned.close();
    },
  };
}

interface Head {
  /** The last layer's inputs and outputs, of the trunk's outputs. */
  run(inputs: Float32Array, count: number): { logits: Float32Array; features: Float32Array };
  close(): void;
}

/** The layers from `cut` on, with these weights of the whole network. */
async function openHead(
  { network }: Checkpoint,
  weights: Weights,
  cut: number,
  engines: EngineFactory,
  options: EngineOptions,
): Promise<Head> {
  const { trunk: body, top: dense } = split(network, weights, network.layers.length - 1);
  const { top } = split(body.network, body.weights, cut);
  const engine = await engines(top.network, top.weights, options);
  const [weight, bias] = [dense.weights.get('0.weight')!, dense.weights.get('0.bias')!];
  return {
    run(inputs, count) {
      const features = engine.predict(inputs, count);
      return { logits: lastLayer(features, weight, bias), features };
    },
    close: () => engine.close(),
  };
}
