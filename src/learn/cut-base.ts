// A base cut in two. The trunk, its first layers, sees strokes and corners, which are alike in all hands; it stays as
// it is. The top, the layers from the cut on, is what a hand gets a tuned copy of. Each part has an engine of its own.
import type { Augmentation, Engine, EngineFactory, Weights } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { channelMoments } from '../model/gate-features.js';
import { join, shapeAfter, split } from '../model/network-surgery.js';
import { lastLayer } from '../model/own-head.js';
import { type BaseOutputs, cachedOutputs } from './base-outputs.js';

/** What a top makes of the trunk's outputs. */
export interface TopOutputs {
  /** Inputs of the last layer, [count, depth]. */
  readonly features: Float32Array;
  /** Outputs of the last layer, [count, columns]. */
  readonly logits: Float32Array;
}

/**
 * A base cut in two, with engines that run both parts. A top's weights are named as if the top were a whole network.
 */
export interface CutBase {
  /** The index of the top's first layer in the whole network. */
  readonly cut: number;
  /** Logits of a picture: one for each label of the alphabet, and one for "not a symbol". */
  readonly columns: number;
  /** Channels of the trunk's outputs. */
  readonly channels: number;
  /** Values that the trunk gives for a picture. */
  readonly width: number;
  /** Features of a picture. */
  readonly depth: number;
  /** The top's weights, as the base has them. */
  readonly top: Weights;
  /** The engine that trains tops. */
  readonly trainer: Engine;
  /** Runs the base over pictures [count, 28, 28], each augmented by its seed where seeds are given. */
  run(
    pictures: Uint8Array,
    count: number,
    change?: { readonly augmentation: Augmentation; readonly seeds: Uint32Array },
  ): BaseOutputs;
  /** Runs the base over digits that every learning step needs. The outputs are kept for the next step. */
  runOnce(digits: LabelledPictures): BaseOutputs;
  /** Runs a top with these weights over the trunk's outputs, [count, width]. */
  runTop(top: Weights, trunk: Float32Array, count: number): TopOutputs;
  /** The top's weights of a whole network in which `tuned` replaces some of the base's weights. */
  topOf(tuned: Weights): Weights;
  /** A top's weights, named as in the whole network. */
  inWhole(top: Weights): Weights;
  /** Ends the engines. */
  close(): void;
}

/**
 * Cuts a base before its last `convolutions` convolutions. At least the first layer stays in the trunk.
 * @param batch the largest batch that the top is trained on
 */
export async function openCutBase(
  base: Checkpoint,
  convolutions: number,
  batch: number,
  engines: EngineFactory,
): Promise<CutBase> {
  const { network, weights } = base;
  const last = network.layers.length - 1;
  const cut = beforeConvolutions(base, convolutions);
  const { trunk, top } = split(network, weights, cut);
  // The top without its last layer, which `lastLayer` computes: the features are needed too.
  const body = split(top.network, top.weights, last - cut).trunk;
  const shape = shapeAfter(network, cut);
  const trunkEngine = await engines(trunk.network, trunk.weights);
  const trainer = await engines(top.network, top.weights, { maxBatch: batch });
  const bodyEngine = await engines(body.network, body.weights);

  const runTop: CutBase['runTop'] = (tuned, rows, count) => {
    bodyEngine.setWeights(split(top.network, tuned, last - cut).trunk.weights);
    const features = bodyEngine.predict(rows, count);
    const logits = lastLayer(features, tuned.get(`${last - cut}.weight`)!, tuned.get(`${last - cut}.bias`)!);
    return { features, logits };
  };
  const run: CutBase['run'] = (pictures, count, change) => {
    const rows = trunkEngine.predictPictures(pictures, count, change);
    const moments = channelMoments(rows, count, shape[2]);
    return { count, trunk: rows, moments, ...runTop(top.weights, rows, count) };
  };

  return {
    cut,
    columns: base.alphabet.length + 1,
    channels: shape[2],
    width: sizeOf(shape),
    depth: sizeOf(shapeAfter(network, last)),
    top: top.weights,
    trainer,
    run,
    runOnce({ pictures, count }) {
      const key = `${pictures.byteOffset} ${count} ${cut} ${trunkEngine.simd}`;
      return cachedOutputs(weights, pictures, key, () => run(pictures, count));
    },
    runTop,
    topOf: (tuned) => split(network, new Map([...weights, ...tuned]), cut).top.weights,
    inWhole: (tuned) => join(new Map(), tuned, cut),
    close() {
      for (const engine of [trunkEngine, trainer, bodyEngine]) engine.close();
    },
  };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** The index of the last but `count - 1` convolution, at least 1. */
function beforeConvolutions({ network }: Checkpoint, count: number): number {
  const convolutions = network.layers.flatMap((layer, i) => (layer.kind === 'conv' ? [i] : []));
  return Math.max(1, convolutions.at(-count) ?? 1);
}
