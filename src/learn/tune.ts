// Learning a hand from a few samples. The first layers, which see strokes and corners, are anybody's; they stay as they
// are and run once over each picture. A copy of the rest is trained on the hand's own samples, augmented, mixed with rehearsed
// digits whose targets are the base's own soft answers (Hinton et al. 2015; Li & Hoiem 2017), so that it keeps giving them.
import type { Augmentation, EngineFactory, Weights } from '../engine/engine.js';
import { random as seeded } from '../engine/random.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { concat, directions, meanRow } from '../model/feature-rows.js';
import { channelMoments, gateFeatures, gateWidth } from '../model/gate-features.js';
import { softmax } from '../model/logits.js';
import { shapeAfter, split } from '../model/network-surgery.js';
import { addOwnSamples, lastLayer, type OwnHead, oddsOf } from '../model/own-head.js';
import { disagreement, fitGate, type Weighed } from './fit-gate.js';
import { once, rowsOf, rowsUpTo, type Seen } from './trunk-rows.js';

export interface TuneOptions {
  /** Convolutions that are tuned, the last ones, and everything after them. */
  readonly convolutions: number;
  readonly steps: number;
  /** Own samples and rehearsed digits in a step. */
  readonly own: number;
  readonly replayed: number;
  /** Augmented pictures made of the own samples, all together (at least one of each sample). */
  readonly pool: number;
  readonly rate: number;
  /** Share of the steps in which the rate rises to that; from the first on it may not exceed what is left of the way down to 0. */
  readonly warmup: number;
  /** Weight of each step's predecessors in the running average of the weights, which is what is kept (Polyak & Juditsky 1992). */
  readonly ema: number;
  /** Share of an own sample's target spread over the other labels. */
  readonly smoothing: number;
  readonly augmentation: Augmentation;
}

/** A hand's samples and augmented copies of them, ready to be learned from: sample i's copies are rows i, i + count, … */
export interface Pool {
  readonly labels: Uint8Array;
  readonly seen: Seen;
  readonly copies: Seen;
}

/** What the base and a head say of pictures, and the log-odds that each is the hand's, the guard's favour apart. */
export interface Told {
  readonly base: Float32Array;
  readonly tuned: Float32Array;
  readonly odds: Float32Array;
}

/** A base cut in two, with what it makes of the rehearsal, ready to learn any samples. */
export interface Tuner {
  /** Digits that every learning step looks at: remembered as long as the base is. */
  seeAgain(digits: LabelledPictures): Seen;
  pool(own: LabelledPictures, seed: number): Pool;
  /** Learns the samples in these rows of the pool; the same seed gives the same numbers. */
  learn(pool: Pool, rows: readonly number[], steps: number, seed: number, pause: () => Promise<void>): Promise<OwnHead>;
  read(head: OwnHead, seen: Seen): Told;
  close(): void;
}

/** Of the rehearsal, this many digits say what anybody's glyphs are like. */
const anybody = 300;

/** … and so many augmented copies of a hand's samples say what else its glyphs are like. */
const copied = 100;

/** Pictures as the base and the tuned layers see them. */
interface Looked {
  readonly seen: Seen;
  readonly features: Float32Array;
  readonly logits: Float32Array;
}

export async function openTuner(
  base: Checkpoint,
  replay: LabelledPictures,
  engines: EngineFactory,
  options: TuneOptions,
): Promise<Tuner> {
  const { network, weights, alphabet } = base;
  const last = network.layers.length - 1;
  const cut = beforeConvolutions(base, options.convolutions);
  const { trunk, top } = split(network, weights, cut);
  const body = split(top.network, top.weights, last - cut).trunk;
  const columns = alphabet.length + 1;
  const [, , channels] = shapeAfter(network, cut);
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
  const seenOf = (rows: Float32Array, count: number): Seen => ({
    count,
    trunk: rows,
    moments: channelMoments(rows, count, channels),
    ...under(top.weights, rows, count),
  });
  const see = (pictures: Uint8Array, count: number): Seen =>
    seenOf(trunkEngine.predictPictures(pictures, count), count);
  const seeAgain: Tuner['seeAgain'] = ({ pictures, count }) =>
    once(weights, pictures, `${pictures.byteOffset} ${count} ${cut} ${trunkEngine.simd}`, () => see(pictures, count));
  const rehearsed = seeAgain(replay);
  const softTargets = softmax(rehearsed.logits.slice(), columns);

  const train = async (
    pool: Pool,
    rows: readonly number[],
    steps: number,
    seed: number,
    pause: () => Promise<void>,
  ): Promise<Weights> => {
    const random = seeded(seed);
    const { count } = pool.seen;
    const kinds = 1 + pool.copies.count / count;
    topEngine.setWeights(top.weights);
    const inputs = new Float32Array(batch * width);
    const targets = new Float32Array(batch * columns);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < batch; i++) {
        if (i < options.own) {
          const sample = rows[Math.floor(random() * rows.length)]!;
          const kind = Math.floor(random() * kinds);
          const from = kind === 0 ? pool.seen.trunk : pool.copies.trunk;
          const row = kind === 0 ? sample : sample + count * (kind - 1);
          inputs.set(from.subarray(row * width, (row + 1) * width), i * width);
          targets.fill(options.smoothing / (columns - 1), i * columns, (i + 1) * columns - 1);
          targets[(i + 1) * columns - 1] = 0;
          targets[i * columns + pool.labels[sample]!]! += 1 - options.smoothing;
        } else {
          const row = Math.floor(random() * replay.count);
          inputs.set(rehearsed.trunk.subarray(row * width, (row + 1) * width), i * width);
          targets.set(softTargets.subarray(row * columns, (row + 1) * columns), i * columns);
        }
      }
      // A first step of Adam moves every weight by the whole rate, whatever its slope: it has to be small.
      const rate = options.rate * Math.min((step + 1) / (options.warmup * steps), 1 - step / steps);
      topEngine.step({ size: batch, inputs, targets }, { rate, ema: options.ema });
      if (step % 8 === 7) await pause();
    }
    return topEngine.weights('average');
  };

  /** What the gate sees of pictures that the tuned layers have looked at; adds to their logits, in place, what the own samples say. */
  const viewOf = (
    { seen, features, logits }: Looked,
    head: Pick<OwnHead, 'mean' | 'keys' | 'labels'>,
  ): Float32Array => {
    addOwnSamples(logits, features, seen.logits, head, alphabet);
    return gateFeatures({
      moments: seen.moments,
      features: seen.features,
      base: seen.logits,
      tuned: logits,
      columns,
    });
  };

  return {
    seeAgain,
    pool(own, seed) {
      const random = seeded(seed);
      const more = Math.max(1, Math.round(options.pool / own.count) - 1);
      const count = own.count * more;
      const pictures = new Uint8Array(count * pictureSize);
      for (let copy = 0; copy < more; copy++)
        pictures.set(own.pictures.subarray(0, own.count * pictureSize), copy * own.count * pictureSize);
      const seeds = Uint32Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));
      const changed = trunkEngine.predictPictures(pictures, count, { augmentation: options.augmentation, seeds });
      return { labels: own.labels, seen: see(own.pictures, own.count), copies: seenOf(changed, count) };
    },
    async learn(pool, rows, steps, seed, pause) {
      const tuned = await train(pool, rows, steps, seed, pause);
      const { count } = pool.seen;
      const some = rowsOf(rehearsed, rowsUpTo(Math.min(anybody, replay.count)));
      const others = { seen: some, ...under(tuned, some.trunk, some.count) };
      const mine = rowsOf(pool.seen, rows);
      const samples = { seen: mine, ...under(tuned, mine.trunk, mine.count) };
      const kinds = Math.min(pool.copies.count / count, Math.ceil(copied / rows.length));
      const all = rowsUpTo(kinds).flatMap((copy) => rows.map((row) => row + copy * count));
      const changed = rowsOf(pool.copies, evenly(all, copied));
      const copies = { seen: changed, ...under(tuned, changed.trunk, changed.count) };
      await pause();
      const mean = meanRow(others.features, depth);
      const cache = {
        mean: Float32Array.from(mean),
        keys: directions(samples.features, mean),
        labels: rows.map((row) => alphabet[pool.labels[row]!]!),
      };
      const [own, more, rest] = [samples, copies, others].map((looked) => {
        const view = viewOf(looked, cache);
        return { view, weights: disagreement(looked.seen.logits, looked.logits, columns, base.temperature) };
      }) as [Weighed, Weighed, Weighed];
      const hand = {
        view: concat([own.view, more.view]),
        weights: Float64Array.from([...own.weights, ...more.weights]),
      };
      return {
        cut,
        tuned: new Map([...tuned].map(([name, tensor]) => [name.replace(/^\d+/, (n) => `${Number(n) + cut}`), tensor])),
        gate: fitGate(hand, rest, gateWidth(depth, channels)),
        ...cache,
      };
    },
    read(head, seen) {
      const top = split(network, new Map([...weights, ...head.tuned]), cut).top.weights;
      const looked = { seen, ...under(top, seen.trunk, seen.count) };
      const odds = oddsOf(viewOf(looked, head), head.gate);
      return { base: seen.logits, tuned: looked.logits, odds };
    },
    close() {
      for (const engine of [trunkEngine, topEngine, bodyEngine]) engine.close();
    },
  };
}

/** So many of them, evenly chosen; all, where there are no more. */
function evenly(rows: readonly number[], count: number): readonly number[] {
  return rows.length <= count ? rows : rowsUpTo(count).map((i) => rows[Math.floor((i * rows.length) / count)]!);
}

/** The layer of the last but so many convolutions, at least the second. */
function beforeConvolutions({ network }: Checkpoint, count: number): number {
  const convolutions = network.layers.flatMap((layer, i) => (layer.kind === 'conv' ? [i] : []));
  return Math.max(1, convolutions.at(-count) ?? 1);
}
