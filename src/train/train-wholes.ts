// Trains the model that judges cuts and joins: whether pieces of a line are one whole digit, and which, seen in their
// surroundings. The classifier sees only the shape; half of a 0 and a neighbour's foot are digits to it. Composed
// lines go through the very cutting and joining that reading does, and each hypothesis is held against what its pixels
// are known to belong to (heuristic over-segmentation with a trained verifier: Bengio, LeCun et al. 1995; LeCun et al.
// 1998, section V).
import { breathe } from '../breathe.js';
import type { EngineFactory, Layer, Network } from '../engine/engine.js';
import { type Random, random as seeded } from '../engine/random.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { digitAlphabet } from '../model/alphabet.js';
import { openViews, VIEW_HEIGHT, VIEW_SIZE, VIEW_WIDTH } from '../numbers/hypotheses/line-view.js';
import { anyDigit } from './clutter-set.js';
import { type Hypothesis, hypothesesOf } from './composed-hypotheses.js';
import { allographs } from './draw/allographs.js';
import { composed, NO_DIGIT, type Writing } from './draw/composed-lines.js';
import { withForms } from './draw/digit-forms.js';
import { between, type Canvas } from './draw/pen.js';
import { word } from './draw/scribbles.js';
import type { Typeface } from './draw/typefaces.js';
import { typesetAny, typesetWord } from './draw/typeset.js';
import { heldOutCount } from './held-out.js';
import { type ClassifierHooks, type TrainedClassifier, trainClassifier } from './train-classifier.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };

/** Ten digits, and anything that is not one whole digit. */
const wholesNetwork: Network = {
  input: [VIEW_HEIGHT, VIEW_WIDTH, 2],
  layers: [
    conv(16),
    maxpool,
    conv(32),
    maxpool,
    conv(64),
    maxpool,
    { kind: 'dense', units: 64, norm: 'batch', activation: 'relu' },
    { kind: 'dense', units: 11, activation: 'none' },
  ],
};

/** What is trained, on how much, and for how long. */
export interface WholesOptions {
  /** Fixes every random choice. */
  readonly seed: number;
  /** Passes over all hypotheses. */
  readonly epochs: number;
  /** Hypotheses learned from; a tenth as many are held out. */
  readonly count: number;
  /** Takes views [VIEW_HEIGHT, VIEW_WIDTH, 2] and ends in 11 outputs. Default: the shipped model's. */
  readonly network?: Network;
  /** Digits at the end of the set that are held out. Default: `heldOutCount`. */
  readonly heldOutDigits?: number;
}

/** How the shipped model is trained. */
export const wholesRecipe: WholesOptions = { seed: 1, epochs: 6, count: 220_000 };

const NOT_WHOLE = digitAlphabet.length;
const CLASSES = NOT_WHOLE + 1;

/** Hypotheses about composed lines as the model sees them, and what they are. */
export interface Views {
  /** How many there are. */
  readonly count: number;
  /** [count, VIEW_SIZE], 0 to 255. */
  readonly pictures: Uint8Array;
  /** [count] the digit that each holds most of, 0 to 9. */
  readonly labels: Uint8Array;
  /** [count] how far each is that digit as a whole, 0 to 1. */
  readonly whole: Float32Array;
}

/**
 * A hypothesis holds a glyph wholly where their inks have nearly as much in common (intersection over union) as any
 * hypothesis has with it, since reading must take one of them. It does not hold it at all where the second share of
 * that is missing, or where what they have in common is below the second of LEAST. Set by eye.
 */
const MISSING = [0.05, 0.25] as const;
const LEAST = [0.6, 0.45] as const;

/** 1 at the first of a range's ends, 0 at the second, linear between. */
const ramp = (value: number, [one, none]: readonly [number, number]): number =>
  Math.min(1, Math.max(0, (value - none) / (one - none)));

function wholeness({ label, common, most }: Hypothesis): number {
  return label === NO_DIGIT ? 0 : ramp(1 - common / most, MISSING) * ramp(common, LEAST);
}

/** For each digit of MNIST's, so many are drawn in ways that its writers seldom used. */
const DRAWN = 0.08;

/** `count` hypotheses of lines composed from `digits` and words. */
export async function viewsOf(
  digits: LabelledPictures,
  { word }: Required<Pick<Writing, 'word'>>,
  count: number,
  random: Random,
): Promise<Views> {
  const pictures = new Uint8Array(count * VIEW_SIZE);
  const labels = new Uint8Array(count);
  const whole = new Float32Array(count);
  const written = concat([withForms(digits, random, Infinity), allographs(digits.count * DRAWN, random)]);
  const writing: Writing = { digit: anyDigit(written, random), word };
  for (let made = 0; made < count; ) {
    const lines = composed(random, writing);
    const { labels: owners, all } = hypothesesOf(lines, random);
    const drawView = openViews(lines.ink.plane, owners);
    // What a line's own digits say of its scale is not quite right either.
    const height = lines.size * between(random, 0.9, 1.1);
    for (const hypothesis of all.slice(0, count - made)) {
      const { pieces, box, label } = hypothesis;
      drawView(pictures, made * VIEW_SIZE, pieces, box, height);
      labels[made] = label === NO_DIGIT ? 0 : Number(label);
      whole[made++] = wholeness(hypothesis);
    }
    await breathe();
  }
  return { count, pictures, labels, whole };
}

/** Words in typefaces and by a drawn pen, now and then a single letter. */
function wordsOf(faces: readonly Typeface[], random: Random): { word: () => Canvas } {
  return {
    word() {
      if (random() < 0.2) return word(random);
      return random() < 0.1 ? typesetAny(faces, random) : typesetWord(faces, random);
    },
  };
}

/**
 * Trains the model that judges cuts and joins.
 * @param digits MNIST's training digits; lines of the last 5,000, and of a seventh of the typefaces, are held out
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export async function trainWholes(
  digits: LabelledPictures,
  faces: readonly Typeface[],
  engines: EngineFactory,
  options: WholesOptions = wholesRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const { seed, epochs, count, network = wholesNetwork, heldOutDigits = heldOutCount } = options;
  const random = seeded(seed);
  const trained = digits.count - heldOutDigits;
  const isTrained = (_: Typeface, k: number) => k % 7 !== 3;
  const data = await viewsOf(part(digits, 0, trained), wordsOf(faces.filter(isTrained), random), count, random);
  const heldOut = await viewsOf(
    part(digits, trained),
    wordsOf(
      faces.filter((face, k) => !isTrained(face, k)),
      random,
    ),
    count / 10,
    random,
  );
  return trainClassifier(
    {
      network,
      classes: CLASSES,
      alphabet: digitAlphabet,
      source: 'lines composed of MNIST training digits and of words in typefaces, cut and joined as reading does',
      seed,
      random,
      epochs,
      data,
      heldOut: { ...heldOut, labels: heldOut.labels.map((label, i) => (heldOut.whole[i]! > 0.5 ? label : NOT_WHOLE)) },
      writeTarget(row, target) {
        target.fill(0);
        target[data.labels[row]!] = data.whole[row]!;
        target[NOT_WHOLE] = 1 - data.whole[row]!;
      },
    },
    engines,
    hooks,
  );
}
