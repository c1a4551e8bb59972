// Trains the model that judges cuts and joins: whether pieces of a line are one whole digit, and which, seen in their surroundings.
// The classifier sees only the shape; half of a 0 and a neighbour's foot are digits to it. Trained on composed lines that go through the
// very cutting and joining that reading does, against what each pixel is known to belong to (heuristic over-segmentation with a
// trained verifier: Bengio, LeCun et al. 1995; LeCun et al. 1998, section V).
import { breathe } from '../breathe.js';
import type { EngineFactory, Layer, Network } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { type Random, random as seeded, shuffle } from '../engine/random.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { digitAlphabet } from '../model/alphabet.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { argmax } from '../model/logits.js';
import { foldNorms } from '../model/network-surgery.js';
import { drawView, VIEW_HEIGHT, VIEW_SIZE, VIEW_WIDTH } from '../numbers/hypotheses/line-view.js';
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
import { standardRecipe } from './recipes.js';
import { rateAt } from './schedule.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };

/** Ten digits, and anything that is not one whole digit. */
const network: Network = {
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

export interface WholesOptions {
  readonly seed: number;
  readonly epochs: number;
  /** Hypotheses learned from, about. */
  readonly count: number;
  readonly onProgress?: (message: string) => void;
}

export const wholesRecipe: WholesOptions = { seed: 1, epochs: 6, count: 220_000 };

const COLUMNS = digitAlphabet.length + 1;
const NOT_WHOLE = digitAlphabet.length;

/** Views [count, VIEW_SIZE] of hypotheses, which digit each holds most of, and how much it is that digit as a whole, 0 to 1. */
export interface Views {
  readonly count: number;
  readonly views: Uint8Array;
  readonly labels: Uint8Array;
  readonly whole: Float32Array;
}

/**
 * A hypothesis holds a glyph wholly where their inks have nearly as much in common (intersection over union) as any hypothesis has with
 * it, since reading must take one of them; not at all where this share of that is missing, or where it is no better than LEAST.
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
  const views = new Uint8Array(count * VIEW_SIZE);
  const labels = new Uint8Array(count);
  const whole = new Float32Array(count);
  const written = concat([withForms(digits, random, Infinity), allographs(digits.count * DRAWN, random)]);
  const writing: Writing = { digit: anyDigit(written, random), word };
  for (let made = 0; made < count; ) {
    const lines = composed(random, writing);
    const { labels: owners, all } = hypothesesOf(lines, random);
    // What a line's own digits say of its scale is not quite right either.
    const height = lines.size * between(random, 0.9, 1.1);
    for (const hypothesis of all.slice(0, count - made)) {
      const { pieces, box, label } = hypothesis;
      drawView(views, made * VIEW_SIZE, lines.ink.plane, owners, pieces, box, height);
      labels[made] = label === NO_DIGIT ? 0 : Number(label);
      whole[made++] = wholeness(hypothesis);
    }
    await breathe();
  }
  return { count, views, labels, whole };
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

/** @param digits MNIST's training digits; lines of the last 5,000, and of a seventh of the typefaces, are held out and fit the temperature */
export async function trainWholes(
  digits: LabelledPictures,
  faces: readonly Typeface[],
  engines: EngineFactory,
  { seed, epochs, count, onProgress }: WholesOptions = wholesRecipe,
): Promise<{ checkpoint: Checkpoint; heldOut: number }> {
  const random = seeded(seed);
  const trained = digits.count - heldOutCount;
  const kept = (_: Typeface, k: number) => k % 7 !== 3;
  const data = await viewsOf(part(digits, 0, trained), wordsOf(faces.filter(kept), random), count, random);
  const other = await viewsOf(
    part(digits, trained),
    wordsOf(
      faces.filter((face, k) => !kept(face, k)),
      random,
    ),
    count / 10,
    random,
  );
  onProgress?.(`${data.count} hypotheses`);
  const batch = 64;
  const engine = await engines(network, initialWeights(network, seed), { maxBatch: batch });
  try {
    engine.load(data.views, data.count);
    const order = Int32Array.from({ length: data.count }, (_, i) => i);
    const [rows, targets] = [new Int32Array(batch), new Float32Array(COLUMNS * batch)];
    const steps = Math.floor(data.count / batch);
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      let loss = 0;
      for (let step = 0; step < steps; step++) {
        for (let i = 0; i < batch; i++) {
          const row = order[step * batch + i]!;
          rows[i] = row;
          targets.fill(0, i * COLUMNS, (i + 1) * COLUMNS);
          targets[i * COLUMNS + data.labels[row]!] = data.whole[row]!;
          targets[i * COLUMNS + NOT_WHOLE] = 1 - data.whole[row]!;
        }
        const plan = {
          rate: rateAt((epoch + step / steps) / epochs, 3e-3, 0.1),
          decay: standardRecipe.decay,
          ema: Math.min(0.999, (1 + epoch * steps + step) / (10 + epoch * steps + step)),
        };
        loss += engine.step({ size: batch, rows, targets }, plan).loss / steps;
        if (step % 20 === 19) await breathe();
      }
      const { accuracy } = scoreOf(await logitsOf(engines, engine.weights('average'), other), other);
      onProgress?.(`epoch ${epoch + 1}: loss ${loss.toFixed(4)}, held out ${(100 * accuracy).toFixed(2)} %`);
    }
    const weights = engine.weights('average');
    const logits = await logitsOf(engines, weights, other);
    const { accuracy, truth } = scoreOf(logits, other);
    return {
      heldOut: accuracy,
      checkpoint: {
        ...foldNorms(network, weights),
        alphabet: digitAlphabet,
        temperature: fitTemperature(logits, COLUMNS, truth),
        parent: null,
        training: {
          data: 'lines composed of MNIST training digits and of words in typefaces, cut and joined as reading does',
          epochs,
          seed,
          batch,
        },
        scores: { heldOut: accuracy },
      },
    };
  } finally {
    engine.close();
  }
}

async function logitsOf(engines: EngineFactory, weights: Checkpoint['weights'], { views, count }: Views) {
  const engine = await engines(network, weights, {});
  try {
    return engine.predictPictures(views, count);
  } finally {
    engine.close();
  }
}

function scoreOf(logits: Float32Array, { labels, whole, count }: Views): { accuracy: number; truth: Uint8Array } {
  const truth = labels.map((label, i) => (whole[i]! > 0.5 ? label : NOT_WHOLE));
  let right = 0;
  for (let i = 0; i < count; i++) if (argmax(logits, i * COLUMNS, COLUMNS) === truth[i]) right++;
  return { accuracy: right / count, truth };
}
