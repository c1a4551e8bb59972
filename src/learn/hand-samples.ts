// A hand's samples and augmented copies of them, as the base sees them.
import type { Augmentation, EngineFactory } from '../engine/engine.js';
import { random } from '../engine/random.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { type BaseOutputs, range } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { lookAt } from './glyph-memory.js';
import type { Pause } from './pause.js';

/** How samples are augmented. */
export interface AugmentOptions {
  /** Augmented copies made of all own samples together, the samples included. Up to 300 samples have one copy each. */
  readonly augmented: number;
  /** How the copies are changed. */
  readonly augmentation: Augmentation;
}

/** A hand's samples, followed by copies of them. */
export interface SeenSamples {
  /** How many samples there are. Copies of sample i are the rows i + count, i + 2 · count and so on. */
  readonly count: number;
  /** Copies of each sample. */
  readonly copies: number;
  /** The samples' labels, [count], as columns of the alphabet. */
  readonly labels: Uint8Array;
  /** What the base makes of all of them. */
  readonly outputs: BaseOutputs;
}

/** Copies are made of no more samples than this: so many show by themselves how the hand varies. Set by eye. */
const MOST_WITH_COPIES = 300;

/** Looks at samples and at copies of them. The same seed and picture make the same copies. */
export async function seeSamples(
  base: Checkpoint,
  engines: EngineFactory,
  { count, labels, pictures: all }: LabelledPictures,
  { augmented, augmentation }: AugmentOptions,
  seed: number,
  pause: Pause,
): Promise<SeenSamples> {
  const copies = Math.max(count <= MOST_WITH_COPIES ? 1 : 0, Math.round(augmented / count) - 1);
  const pictures = range(count).map((i) => all.subarray(i * pictureSize, (i + 1) * pictureSize));
  const seeds = pictures.map((picture) => seedsOf(picture, seed, copies));
  const wanted = range(1 + copies).flatMap((copy) =>
    pictures.map((picture, i) => (copy === 0 ? { picture } : { picture, seed: seeds[i]![copy - 1]! })),
  );
  return { count, copies, labels, outputs: await lookAt(base, engines, wanted, augmentation, pause) };
}

/** Seeds of a picture's copies. They follow from the picture, so that other samples do not change them. */
function seedsOf(picture: Uint8Array, seed: number, copies: number): Uint32Array {
  // FNV-1a (Fowler, Noll, Vo) over the pixels.
  let hash = 0x811c9dc5;
  for (const value of picture) hash = Math.imul(hash ^ value, 0x01000193);
  const draw = random((hash ^ Math.imul(seed, 0x9e3779b1)) >>> 0);
  return Uint32Array.from({ length: copies }, () => Math.floor(draw() * 2 ** 32));
}
