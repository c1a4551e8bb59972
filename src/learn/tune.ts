// Learning a hand from a few samples. The first layers, which see strokes and corners, are anybody's; they stay as they
// are and run once over each picture. The rest is trained on the hand's own samples, augmented, mixed with rehearsed
// digits whose targets are the base's own soft answers (Hinton et al. 2015; Li & Hoiem 2017), so that it keeps giving them.
import { augmented } from '../engine/augment.js';
import type { Augmentation, Engine, Weights } from '../engine/engine.js';
import { random as seeded } from '../engine/random.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { argmax, type EngineFactory, pictureSize, softmax } from '../model/model.js';
import { join, shapeAfter, split } from '../model/network.js';
import type { LabelledPictures } from './labelled.js';
import type { Rehearsal } from './rehearsal.js';

export interface TuneOptions {
  /** Layers before this one stay as they are. Default: all before the last convolution. */
  readonly cut?: number;
  readonly steps: number;
  /** Own samples and rehearsed digits in a step. */
  readonly own: number;
  readonly replayed: number;
  /** Augmented pictures made of the own samples, all together (at least one of each sample). */
  readonly pool: number;
  readonly rate: number;
  /** Share of an own sample's target spread over the other labels. */
  readonly smoothing: number;
  /** Rehearsal digits used, of those that travel with the model. */
  readonly replay: number;
  readonly guard: number;
  readonly augmentation: Augmentation;
}

/** A base cut in two, with what both halves gave for the rehearsal, ready to learn any samples. */
export interface Tuner {
  /** Trains a top on the samples and returns its weights; the same seed gives the same weights. */
  train(own: LabelledPictures, seed: number, pause: () => Promise<void>): Promise<Weights>;
  /** What the first layers make of pictures, for `answers`. */
  features(pictures: Uint8Array, count: number): Float32Array;
  /** The best label's column for each row of features, under these top weights. */
  answers(top: Weights, features: Float32Array, count: number): Uint8Array;
  readonly baseTop: Weights;
  /** The top's part of a whole network's weights. */
  topOf(whole: Weights): Weights;
  /** The whole network's weights with this top. */
  whole(top: Weights): Weights;
  readonly guardFeatures: Float32Array;
  readonly guard: LabelledPictures;
  close(): void;
}

export async function openTuner(
  base: Checkpoint,
  rehearsal: Rehearsal,
  engines: EngineFactory,
  options: TuneOptions,
): Promise<Tuner> {
  const cut = options.cut ?? base.network.layers.findLastIndex((layer) => layer.kind === 'conv');
  const { trunk, top } = split(base.network, base.weights, cut);
  const columns = base.alphabet.length + 1;
  const width = shapeAfter(base.network, cut).reduce((product, n) => product * n, 1);
  const batch = options.own + options.replayed;
  const trunkEngine = cut > 0 ? await engines(trunk.network, trunk.weights) : undefined;
  const topEngine: Engine = await engines(top.network, top.weights, { maxBatch: batch });

  const features = (pictures: Uint8Array, count: number): Float32Array => trunkEngine.predictPictures(pictures, count);
  const first = (all: LabelledPictures, count: number): LabelledPictures => ({
    ...all,
    count: Math.min(count, all.count),
  });
  const replay = first(rehearsal.replay, options.replay);
  const guard = first(rehearsal.guard, options.guard);
  const replayFeatures = features(replay.pictures, replay.count);
  const softTargets = softmax(topEngine.predict(replayFeatures, replay.count), columns);

  const train: Tuner['train'] = async (own, seed, pause) => {
    const random = seeded(seed);
    const copies = Math.max(1, Math.round(options.pool / own.count));
    const pool = new Uint8Array(own.count * copies * pictureSize);
    for (let i = 0; i < own.count * copies; i++) {
      const from = (i % own.count) * pictureSize;
      const seedOfCopy = Math.floor(random() * 2 ** 32);
      // The first copy of each sample is the sample itself.
      const picture = own.pictures.subarray(from, from + pictureSize);
      pool.set(i < own.count ? picture : augmented(picture, options.augmentation, seedOfCopy), i * pictureSize);
    }
    const poolFeatures = features(pool, own.count * copies);
    topEngine.setWeights(top.weights);
    const inputs = new Float32Array(batch * width);
    const targets = new Float32Array(batch * columns);
    for (let step = 0; step < options.steps; step++) {
      for (let i = 0; i < batch; i++) {
        const isOwn = i < options.own;
        const row = Math.floor(random() * (isOwn ? own.count * copies : replay.count));
        inputs.set((isOwn ? poolFeatures : replayFeatures).subarray(row * width, (row + 1) * width), i * width);
        if (isOwn) {
          targets.fill(options.smoothing / (columns - 1), i * columns, (i + 1) * columns - 1);
          targets[(i + 1) * columns - 1] = 0;
          targets[i * columns + own.labels[row % own.count]!]! += 1 - options.smoothing;
        } else {
          targets.set(softTargets.subarray(row * columns, (row + 1) * columns), i * columns);
        }
      }
      topEngine.step({ size: batch, inputs, targets }, { rate: options.rate * (1 - step / options.steps) });
      if (step % 8 === 7) await pause();
    }
    return topEngine.weights();
  };

  return {
    train,
    features,
    answers: (weights, rows, count) => {
      topEngine.setWeights(weights);
      const logits = topEngine.predict(rows, count);
      return Uint8Array.from({ length: count }, (_, i) => argmax(logits, i * columns, columns - 1));
    },
    baseTop: top.weights,
    topOf: (whole) => split(base.network, whole, cut).top.weights,
    whole: (weights) => join(trunk.weights, weights, cut),
    guard,
    guardFeatures: features(guard.pictures, guard.count),
    close: () => {
      trunkEngine?.close();
      topEngine.close();
    },
  };
}
