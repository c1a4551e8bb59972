// Learning a hand from a few samples. The first layers, which see strokes and corners, are anybody's; they stay as they
// are and run once over each picture. A copy of the rest is trained on the hand's own samples, augmented, mixed with rehearsed
// digits whose targets are the base's own soft answers (Hinton et al. 2015; Li & Hoiem 2017), so that it keeps giving them.
import type { Augmentation, Weights } from '../engine/engine.js';
import { random as seeded } from '../engine/random.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { type EngineFactory, pictureSize, softmax } from '../model/model.js';
import { shapeAfter, split } from '../model/network.js';
import { lastLayer, likeness, type OwnHead, recall } from '../model/own-head.js';
import { directions, meanRow } from '../model/rows.js';
import { fitGate } from './gate.js';
import { type LabelledPictures, part } from './labelled.js';

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
  /** Weight of each step's predecessors in the running average of the weights, which is what is kept (Polyak & Juditsky 1992). */
  readonly ema: number;
  /** Share of an own sample's target spread over the other labels. */
  readonly smoothing: number;
  /** Rehearsal digits used, of those that travel with the model. */
  readonly replay: number;
  readonly augmentation: Augmentation;
}

/** Pictures as the first layers see them, and what the base makes of them. */
export interface Seen {
  readonly count: number;
  /** [count, trunk's outputs] */
  readonly trunk: Float32Array;
  /** The base's features, [count, d], and logits, [count, columns]. */
  readonly features: Float32Array;
  readonly logits: Float32Array;
}

/** A hand's samples and their augmented copies, ready to be learned from. */
export interface Pool {
  readonly labels: Uint8Array;
  readonly seen: Seen;
  /** The first layers' view of the copies, [copies · count, …]: sample i's are rows i, i + count, …; the first is itself. */
  readonly copies: Float32Array;
}

/** A base cut in two, with what it makes of the rehearsal, ready to learn any samples. */
export interface Tuner {
  see(pictures: Uint8Array, count: number): Seen;
  /** The same for digits that every learning step looks at: remembered as long as the base is. */
  seeAgain(digits: LabelledPictures): Seen;
  pool(own: LabelledPictures, seed: number): Pool;
  /** Learns the samples in these rows of the pool; the same seed gives the same numbers. */
  learn(pool: Pool, rows: readonly number[], steps: number, seed: number, pause: () => Promise<void>): Promise<OwnHead>;
  /** What a head makes of pictures: tuned logits, and how much each looks like the hand. */
  read(head: OwnHead, seen: Seen): { readonly tuned: Float32Array; readonly like: Float32Array };
  close(): void;
}

/** Of the rehearsal, this many digits say what anybody's features are like. */
const anybody = 400;

/** What bases made of the digits that travel with them: a process that learns again need not look at them again. */
const remembered = new WeakMap<Weights, WeakMap<ArrayBufferLike, Map<string, Seen>>>();

function once(weights: Weights, pictures: Uint8Array, key: string, see: () => Seen): Seen {
  const ofBase = remembered.get(weights) ?? new WeakMap<ArrayBufferLike, Map<string, Seen>>();
  remembered.set(weights, ofBase);
  const ofDigits = ofBase.get(pictures.buffer) ?? new Map<string, Seen>();
  ofBase.set(pictures.buffer, ofDigits);
  const seen = ofDigits.get(key) ?? see();
  ofDigits.set(key, seen);
  return seen;
}

export async function openTuner(
  base: Checkpoint,
  replayed: LabelledPictures,
  engines: EngineFactory,
  options: TuneOptions,
): Promise<Tuner> {
  const { network, weights, alphabet } = base;
  const last = network.layers.length - 1;
  const cut =
    options.cut ??
    Math.max(
      1,
      network.layers.findLastIndex((layer) => layer.kind === 'conv'),
    );
  const { trunk, top } = split(network, weights, cut);
  const body = split(top.network, top.weights, last - cut).trunk;
  const columns = alphabet.length + 1;
  const width = shapeAfter(network, cut).reduce((product, n) => product * n, 1);
  const depth = shapeAfter(network, last).reduce((product, n) => product * n, 1);
  const batch = options.own + options.replayed;
  const trunkEngine = await engines(trunk.network, trunk.weights);
  const topEngine = await engines(top.network, top.weights, { maxBatch: batch });
  const bodyEngine = await engines(body.network, body.weights);

  const under = (tuned: Weights, rows: Float32Array, count: number) => {
    bodyEngine.setWeights(split(top.network, tuned, last - cut).trunk.weights);
    const features = bodyEngine.predict(rows, count);
    const logits = lastLayer(features, tuned.get(`${last - cut}.weight`)!, tuned.get(`${last - cut}.bias`)!);
    return { features, logits };
  };
  const see: Tuner['see'] = (pictures, count) => {
    const rows = trunkEngine.predictPictures(pictures, count);
    return { count, trunk: rows, ...under(top.weights, rows, count) };
  };
  const replay = part(replayed, 0, Math.min(options.replay, replayed.count));
  const seeAgain: Tuner['seeAgain'] = ({ pictures, count }) =>
    once(weights, pictures, `${pictures.byteOffset} ${count} ${cut} ${trunkEngine.simd}`, () => see(pictures, count));
  const rehearsed = seeAgain(replay);
  const softTargets = softmax(rehearsed.logits.slice(), columns);
  const some = Math.min(anybody, replay.count);

  const train = async (
    pool: Pool,
    rows: readonly number[],
    steps: number,
    seed: number,
    pause: () => Promise<void>,
  ) => {
    const random = seeded(seed);
    const copies = pool.copies.length / width / pool.labels.length;
    topEngine.setWeights(top.weights);
    const inputs = new Float32Array(batch * width);
    const targets = new Float32Array(batch * columns);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < batch; i++) {
        if (i < options.own) {
          const sample = rows[Math.floor(random() * rows.length)]!;
          const row = sample + pool.labels.length * Math.floor(random() * copies);
          inputs.set(pool.copies.subarray(row * width, (row + 1) * width), i * width);
          targets.fill(options.smoothing / (columns - 1), i * columns, (i + 1) * columns - 1);
          targets[(i + 1) * columns - 1] = 0;
          targets[i * columns + pool.labels[sample]!]! += 1 - options.smoothing;
        } else {
          const row = Math.floor(random() * replay.count);
          inputs.set(rehearsed.trunk.subarray(row * width, (row + 1) * width), i * width);
          targets.set(softTargets.subarray(row * columns, (row + 1) * columns), i * columns);
        }
      }
      const rate = options.rate * (1 - step / steps);
      topEngine.step({ size: batch, inputs, targets }, { rate, ema: options.ema });
      if (step % 8 === 7) await pause();
    }
    return topEngine.weights('average');
  };

  return {
    see,
    seeAgain,
    pool(own, seed) {
      const random = seeded(seed);
      const seen = see(own.pictures, own.count);
      const more = Math.max(1, Math.round(options.pool / own.count) - 1);
      const pictures = new Uint8Array(own.count * more * pictureSize);
      for (let copy = 0; copy < more; copy++)
        pictures.set(own.pictures.subarray(0, own.count * pictureSize), copy * own.count * pictureSize);
      const seeds = Uint32Array.from({ length: own.count * more }, () => Math.floor(random() * 2 ** 32));
      const changed = trunkEngine.predictPictures(pictures, own.count * more, {
        augmentation: options.augmentation,
        seeds,
      });
      const copies = new Float32Array(seen.trunk.length + changed.length);
      copies.set(seen.trunk);
      copies.set(changed, seen.trunk.length);
      return { labels: own.labels, seen, copies };
    },
    async learn(pool, rows, steps, seed, pause) {
      const tuned = await train(pool, rows, steps, seed, pause);
      const pick = (from: Float32Array, size: number): Float32Array => {
        const picked = new Float32Array(rows.length * size);
        for (const [i, row] of rows.entries()) picked.set(from.subarray(row * size, (row + 1) * size), i * size);
        return picked;
      };
      const own = under(tuned, pick(pool.seen.trunk, width), rows.length).features;
      const others = under(tuned, rehearsed.trunk.subarray(0, some * width), some).features;
      const mean = meanRow(others, depth);
      return {
        cut,
        tuned: new Map([...tuned].map(([name, tensor]) => [name.replace(/^\d+/, (n) => `${Number(n) + cut}`), tensor])),
        gate: fitGate(pick(pool.seen.features, depth), rehearsed.features.subarray(0, some * depth), depth),
        mean: Float32Array.from(mean),
        keys: directions(own, mean),
        labels: rows.map((row) => alphabet[pool.labels[row]!]!),
        share: 1,
      };
    },
    read(head, seen) {
      const tuned = split(network, new Map([...weights, ...head.tuned]), cut).top.weights;
      const { features, logits } = under(tuned, seen.trunk, seen.count);
      recall(logits, features, head, alphabet);
      return { tuned: logits, like: likeness(seen.features, head.gate) };
    },
    close() {
      for (const engine of [trunkEngine, topEngine, bodyEngine]) engine.close();
    },
  };
}
