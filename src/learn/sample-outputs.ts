// What the base makes of a hand's samples and of augmented copies of them. A process that learns again looks at new
// glyphs only.
import type { Augmentation, Weights } from '../engine/engine.js';
import { random } from '../engine/random.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { type BaseOutputs, joinRows, type OpenBase, range, selectRows } from '../model/base-outputs.js';
import type { ShapeMetric } from './shape-metric.js';

/** How samples are augmented. */
export interface AugmentOptions {
  /** Augmented copies made of all own samples together, the samples included. Up to 300 samples have one copy each. */
  readonly augmented: number;
  /** How the copies are changed. */
  readonly augmentation: Augmentation;
}

/** Glyphs as the base sees them. */
export interface SeenGlyphs {
  /** What the base makes of them. */
  readonly outputs: BaseOutputs;
  /** Their shapes in the metric of anybody's digits, [count, width]. */
  readonly shapes: Float64Array;
}

/** A hand's samples, followed by copies of them, as the base sees them. */
export interface SeenSamples extends SeenGlyphs {
  /** How many samples there are. Copies of sample i are the rows i + count, i + 2 · count and so on. */
  readonly count: number;
  /** Copies of each sample. */
  readonly copies: number;
  /** The samples' labels, [count], as columns of the alphabet. */
  readonly labels: Uint8Array;
}

/** Copies are made of no more samples than this: so many show by themselves how the hand varies. Set by eye. */
const MOST_WITH_COPIES = 300;
/** Pictures that are looked at between two pauses. */
const AT_ONCE = 256;

/** Glyphs that were looked at last, by the base's weights. */
const seenLately = new WeakMap<Weights, ReadonlyMap<string, SeenGlyphs>>();

/**
 * Looks at samples and makes augmented copies of them. The same seed and picture make the same copies.
 * @param weights the base's
 * @param pause is called now and then with the share that is done, so that others have their turn
 */
export async function seeSamples(
  base: OpenBase,
  weights: Weights,
  metric: ShapeMetric,
  samples: LabelledPictures,
  { augmented, augmentation }: AugmentOptions,
  seed: number,
  pause: (done: number) => Promise<void>,
): Promise<SeenSamples> {
  const { count, labels } = samples;
  const wanted = Math.round(augmented / count) - 1;
  const copies = Math.max(count <= MOST_WITH_COPIES ? 1 : 0, wanted);
  const how = JSON.stringify([augmentation, seed, base.simd]);
  const pictures = range(count).map((i) => samples.pictures.subarray(i * pictureSize, (i + 1) * pictureSize));
  const names = pictures.map((picture) => String.fromCharCode(...picture));
  const keys = range(1 + copies).flatMap((copy) => names.map((name) => `${name}${copy === 0 ? '' : copy + how}`));
  const before = seenLately.get(weights);
  const seen = new Map<string, SeenGlyphs>();
  const missing = [...new Map(keys.map((key, row) => [key, row]))].filter(([key]) => {
    const known = before?.get(key);
    if (known) seen.set(key, known);
    return !known;
  });
  const draws = new Map<number, Uint32Array>();
  const seedOf = (row: number): number => {
    const sample = row % count;
    const drawn = draws.get(sample) ?? seedsOf(pictures[sample]!, seed, copies);
    draws.set(sample, drawn);
    return drawn[Math.floor(row / count) - 1]!;
  };
  let looked = 0;
  for (const isCopy of [false, true]) {
    const wantedNow = missing.filter(([, row]) => row >= count === isCopy);
    for (let from = 0; from < wantedNow.length; from += AT_ONCE) {
      const part = wantedNow.slice(from, from + AT_ONCE);
      const drawn = new Uint8Array(part.length * pictureSize);
      for (const [i, [, row]] of part.entries()) drawn.set(pictures[row % count]!, i * pictureSize);
      const seeds = () => Uint32Array.from(part, ([, row]) => seedOf(row));
      const outputs = base.run(drawn, part.length, isCopy ? { augmentation, seeds: seeds() } : undefined);
      const shapes = metric.whiten(outputs);
      for (const [i, [key]] of part.entries()) {
        const shape = shapes.slice(i * metric.width, (i + 1) * metric.width);
        seen.set(key, { outputs: selectRows(outputs, [i]), shapes: shape });
      }
      looked += part.length;
      await pause(looked / missing.length);
    }
  }
  seenLately.set(weights, seen);
  return { count, copies, labels, ...joined(keys.map((key) => seen.get(key)!)) };
}

/** Some of the glyphs, in the order of `rows`. */
export function selectSeen({ outputs, shapes }: SeenGlyphs, rows: readonly number[]): SeenGlyphs {
  const width = shapes.length / Math.max(1, outputs.count);
  const selected = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) selected.set(shapes.subarray(row * width, (row + 1) * width), i * width);
  return { outputs: selectRows(outputs, rows), shapes: selected };
}

/** Glyphs, one below the other. */
function joined(glyphs: readonly SeenGlyphs[]): SeenGlyphs {
  const width = glyphs[0]?.shapes.length ?? 0;
  const shapes = new Float64Array(glyphs.length * width);
  for (const [i, glyph] of glyphs.entries()) shapes.set(glyph.shapes, i * width);
  return { outputs: joinRows(glyphs.map(({ outputs }) => outputs)), shapes };
}

/** Seeds of a picture's copies. They follow from the picture, so that other samples do not change them. */
function seedsOf(picture: Uint8Array, seed: number, copies: number): Uint32Array {
  // FNV-1a (Fowler, Noll, Vo) over the pixels.
  let hash = 0x811c9dc5;
  for (const value of picture) hash = Math.imul(hash ^ value, 0x01000193);
  const draw = random((hash ^ Math.imul(seed, 0x9e3779b1)) >>> 0);
  return Uint32Array.from({ length: copies }, () => Math.floor(draw() * 2 ** 32));
}
