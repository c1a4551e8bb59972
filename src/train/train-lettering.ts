// Trains the model that tells letters from digits. A letter by itself may look like a digit, and joined digits like no
// symbol at all, so this asks another question than the reader: is the stroke lettering, whole letters and joined ones,
// or numbers, single digits and joined ones? Its answers count by the word, where the doubtful letters are outvoted.

import type { EngineFactory, Layer, Network } from '../engine/engine.js';
import { type Random, random as seeded } from '../engine/random.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { pictureSide, pictureSize } from '../glyph/picture.js';
import { anyDigit } from './clutter-set.js';
import { allographs } from './draw/allographs.js';
import { asTrained, joined, torn } from './draw/clutter.js';
import { withForms } from './draw/digit-forms.js';
import type { Canvas } from './draw/pen.js';
import { anyLetter, word } from './draw/scribbles.js';
import { typefaceDigits } from './draw/typeface-digits.js';
import type { Typeface } from './draw/typefaces.js';
import { typesetAny, typesetLetter, typesetPiece, typesetWord } from './draw/typeset.js';
import { heldOutCount } from './held-out.js';
import { standardRecipe } from './recipes.js';
import { type ClassifierHooks, type TrainedClassifier, trainClassifier } from './train-classifier.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };

/** Two answers: lettering, and numbers. */
const letteringNetwork: Network = {
  input: [28, 28, 1],
  layers: [
    conv(12),
    maxpool,
    conv(24),
    maxpool,
    conv(48),
    conv(48),
    { kind: 'average' },
    { kind: 'dense', units: 2, activation: 'none' },
  ],
};

const CLASSES = 2;
const LETTERING = 0;
const NUMBERS = 1;

/** What is trained, on how much, and for how long. */
export interface LetteringOptions {
  /** Fixes every random choice. */
  readonly seed: number;
  /** Passes over all pictures. */
  readonly epochs: number;
  /** Pictures of lettering, and of numbers, that are learned from; a tenth as many of each are held out. */
  readonly count: number;
  /** Takes pictures [28, 28, 1] and ends in two outputs. Default: the shipped model's. */
  readonly network?: Network;
  /** Digits at the end of the set that are held out. Default: `heldOutCount`. */
  readonly heldOutDigits?: number;
}

/** How the shipped model is trained. */
export const letteringRecipe: LetteringOptions = { seed: 1, epochs: 6, count: 30_000 };

/**
 * Trains the model that tells letters from digits.
 * @param digits MNIST's training digits; the last 5,000 are held out, and so is a seventh of the typefaces
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export async function trainLettering(
  digits: LabelledPictures,
  faces: readonly Typeface[],
  engines: EngineFactory,
  options: LetteringOptions = letteringRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const { seed, epochs, count, network = letteringNetwork, heldOutDigits = heldOutCount } = options;
  const random = seeded(seed);
  const trained = digits.count - heldOutDigits;
  const isTrained = (_: Typeface, k: number) => k % 7 !== 3;
  const data = mixed(part(digits, 0, trained), faces.filter(isTrained), count, random);
  const heldOut = mixed(
    part(digits, trained),
    faces.filter((face, k) => !isTrained(face, k)),
    count / 10,
    random,
  );
  return trainClassifier(
    {
      network,
      classes: CLASSES,
      alphabet: ['letter'],
      source: 'typefaces, drawn letters, MNIST training digits single and joined',
      seed,
      random,
      epochs,
      data,
      heldOut,
      augmentation: standardRecipe.augmentation,
      seedOf: () => random() * 2 ** 32,
      writeTarget(row, target) {
        target.fill(0);
        target[data.labels[row]!] = 1;
      },
    },
    engines,
    hooks,
  );
}

/** For each digit of MNIST's, so many are drawn in ways that its writers seldom used. */
const DRAWN = 0.2;

/** `count` pictures of numbers and as many of lettering, in the proportions of a page's strokes. */
function mixed(digits: LabelledPictures, faces: readonly Typeface[], count: number, random: Random): LabelledPictures {
  const forms = concat([withForms(digits, random, 3), allographs(digits.count * DRAWN, random)]);
  const set = typefaceDigits(faces, random);
  const any = (from: LabelledPictures): Uint8Array => {
    const i = Math.floor(random() * from.count);
    return from.pictures.subarray(i * pictureSize, (i + 1) * pictureSize);
  };
  const digit = anyDigit(digits, random);
  const numbers = (): Uint8Array => {
    const share = random();
    if (share < 0.62) return any(forms);
    if (share < 0.74) return any(set);
    return asTrained(share < 0.92 ? joined(random, digit) : torn(random, digit), random);
  };
  const lettering = (): Uint8Array => {
    const share = random();
    const canvas = (): Canvas => {
      if (share < 0.45) return typesetAny(faces, random);
      if (share < 0.55) return typesetLetter(faces, random);
      if (share < 0.65) return anyLetter(random);
      if (share < 0.85) return typesetWord(faces, random);
      if (share < 0.92) return word(random);
      return typesetPiece(faces, random) ?? typesetAny(faces, random);
    };
    const drawn = asTrained(canvas(), random);
    // Pages lie any way, and lettering that lies on its side must not pass for numbers.
    return random() < TURNED ? turned(drawn, 1 + Math.floor(random() * 3)) : drawn;
  };
  const half = Math.floor(count);
  const draw = (one: () => Uint8Array, label: number): LabelledPictures => {
    const pictures = new Uint8Array(half * pictureSize);
    for (let i = 0; i < half; i++) pictures.set(one(), i * pictureSize);
    return { count: half, pictures, labels: new Uint8Array(half).fill(label) };
  };
  return concat([draw(numbers, NUMBERS), draw(lettering, LETTERING)]);
}

/** Share of the lettering that lies on its side or upside down. */
const TURNED = 0.2;

/** The picture turned by so many quarters. */
function turned(picture: Uint8Array, quarters: number): Uint8Array {
  const out = new Uint8Array(picture.length);
  const last = pictureSide - 1;
  for (let k = 0; k < picture.length; k++) {
    let [x, y] = [k % pictureSide, Math.floor(k / pictureSide)];
    for (let q = 0; q < quarters; q++) [x, y] = [last - y, x];
    out[y * pictureSide + x] = picture[k]!;
  }
  return out;
}
