// Runs a learned checkpoint: one trunk, the base's and the tuned last layers side by side, blended glyph by glyph.
import type { EngineFactory, EngineOptions, Weights } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import { channelMoments, gateView } from './gate-view.js';
import { shapeAfter, split } from './network-surgery.js';
import { blend, lastLayer, type OwnHead, oddsOf, recall } from './own-head.js';

export interface Twin {
  /** Logits [count, alphabet + 1] of pictures [count, 28, 28], and the base's inputs to its last layer, [count, d]. */
  look(pictures: Uint8Array, count: number): { logits: Float32Array; features: Float32Array };
  close(): void;
}

/** The last layers are a small part of the work; more threads than this only wait for each other there. */
const mostThreads = 2;

export async function openTwin(
  checkpoint: Checkpoint,
  own: OwnHead,
  engines: EngineFactory,
  options: EngineOptions,
): Promise<Twin> {
  const { network, weights, alphabet } = checkpoint;
  const last = network.layers.length - 1;
  const { trunk } = split(network, weights, own.cut);
  const [, , channels] = shapeAfter(network, own.cut);
  const columns = alphabet.length + 1;
  const small = { ...options, threads: Math.min(mostThreads, options.threads ?? mostThreads) };
  const open = async (all: Weights) => {
    const { trunk: head, top: dense } = split(network, all, last);
    const { top } = split(head.network, head.weights, own.cut);
    const engine = await engines(top.network, top.weights, small);
    return { engine, weight: dense.weights.get('0.weight')!, bias: dense.weights.get('0.bias')! };
  };
  const first = await engines(trunk.network, trunk.weights, options);
  const base = await open(weights);
  const tuned = await open(new Map([...weights, ...own.tuned]));
  return {
    look(pictures, count) {
      const inputs = first.predictPictures(pictures, count);
      const seen = base.engine.predict(inputs, count);
      const baseLogits = lastLayer(seen, base.weight, base.bias);
      const features = tuned.engine.predict(inputs, count);
      const logits = lastLayer(features, tuned.weight, tuned.bias);
      recall(logits, features, baseLogits, own, alphabet);
      const moments = channelMoments(inputs, count, channels);
      const view = gateView({ moments, features: seen, base: baseLogits, tuned: logits, columns });
      return { logits: blend(baseLogits, logits, oddsOf(view, own.gate)), features: seen };
    },
    close() {
      for (const engine of [first, base.engine, tuned.engine]) engine.close();
    },
  };
}
