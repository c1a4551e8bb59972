// Trains the model that tells letters from digits. A letter by itself may look like a digit, and joined digits like no symbol at
// all, so this asks another question than the reader: is the stroke lettering, whole letters and joined ones, or numbers, single
// digits and joined ones? Its answers count by the word, where the doubtful letters are outvoted.
import { breathe } from '../breathe.js';
import type { EngineFactory, Layer, Network } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { type Random, random as seeded, shuffle } from '../engine/random.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { pictureSide, pictureSize } from '../glyph/picture.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { argmax } from '../model/logits.js';
import { foldNorms } from '../model/network-surgery.js';
import { allographs } from './draw/allographs.js';
import { type Digit, joined, picture, torn } from './draw/clutter.js';
import { typefaceDigits, withForms } from './draw/digit-forms.js';
import type { Canvas } from './draw/pen.js';
import { anyLetter, word } from './draw/scribbles.js';
import type { Typeface } from './draw/typefaces.js';
import { typesetAny, typesetLetter, typesetPiece, typesetWord } from './draw/typeset.js';
import { heldOutCount } from './held-out.js';
import { standardRecipe } from './recipes.js';
import { rateAt } from './schedule.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };

/** Two answers: lettering, and numbers. */
const network: Network = {
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

const LETTERING = 0;
const NUMBERS = 1;

export interface LetteringOptions {
  readonly seed: number;
  readonly epochs: number;
  /** Pictures of each kind in an epoch. */
  readonly count: number;
  readonly onEpoch?: (epoch: number, loss: number, heldOut: number) => void;
}

export const letteringRecipe: LetteringOptions = { seed: 1, epochs: 6, count: 30_000 };

/** @param digits MNIST's training digits; the last 5,000, and a seventh of the typefaces, are held out and fit the temperature */
export async function trainLettering(
  digits: LabelledPictures,
  faces: readonly Typeface[],
  engines: EngineFactory,
  { seed, epochs, count, onEpoch }: LetteringOptions = letteringRecipe,
): Promise<{ checkpoint: Checkpoint; heldOut: number }> {
  const random = seeded(seed);
  const trained = digits.count - heldOutCount;
  const kept = (_: Typeface, k: number) => k % 7 !== 3;
  const data = mixed(part(digits, 0, trained), faces.filter(kept), count, random);
  const other = mixed(
    part(digits, trained),
    faces.filter((face, k) => !kept(face, k)),
    count / 10,
    random,
  );
  const batch = 64;
  const engine = await engines(network, initialWeights(network, seed), { maxBatch: batch });
  try {
    engine.load(data.pictures, data.count);
    const order = Int32Array.from({ length: data.count }, (_, i) => i);
    const [rows, seeds, targets] = [new Int32Array(batch), new Uint32Array(batch), new Float32Array(2 * batch)];
    const steps = Math.floor(data.count / batch);
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      let loss = 0;
      for (let step = 0; step < steps; step++) {
        targets.fill(0);
        for (let i = 0; i < batch; i++) {
          const row = order[step * batch + i]!;
          rows[i] = row;
          seeds[i] = random() * 2 ** 32;
          targets[2 * i + data.labels[row]!] = 1;
        }
        const done = (epoch + step / steps) / epochs;
        const { augmentation, decay } = standardRecipe;
        const plan = {
          rate: rateAt(done, 3e-3, 0.1),
          decay,
          ema: Math.min(0.999, (1 + epoch * steps + step) / (10 + epoch * steps + step)),
        };
        loss += engine.step({ size: batch, rows, seeds, augmentation, targets }, plan).loss / steps;
        if (step % 20 === 19) await breathe();
      }
      onEpoch?.(epoch, loss, (await heldOutOf(engines, engine.weights('average'), other)).accuracy);
    }
    const weights = engine.weights('average');
    const { accuracy, logits } = await heldOutOf(engines, weights, other);
    return {
      heldOut: accuracy,
      checkpoint: {
        ...foldNorms(network, weights),
        alphabet: ['letter'],
        temperature: fitTemperature(logits, 2, other.labels),
        parent: null,
        training: { data: 'typefaces, drawn letters, MNIST training digits single and joined', epochs, seed, batch },
        scores: { heldOut: accuracy },
      },
    };
  } finally {
    engine.close();
  }
}

async function heldOutOf(engines: EngineFactory, weights: Checkpoint['weights'], data: LabelledPictures) {
  const engine = await engines(network, weights, {});
  try {
    const logits = engine.predictPictures(data.pictures, data.count);
    let right = 0;
    for (let i = 0; i < data.count; i++) if (argmax(logits, 2 * i, 2) === data.labels[i]) right++;
    return { logits, accuracy: right / data.count };
  } finally {
    engine.close();
  }
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
  const digit: Digit = () => {
    const i = Math.floor(random() * digits.count);
    return {
      picture: digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize),
      label: String(digits.labels[i]),
    };
  };
  const numbers = (): Uint8Array => {
    const share = random();
    if (share < 0.62) return any(forms);
    if (share < 0.74) return any(set);
    return picture(share < 0.92 ? joined(random, digit) : torn(random, digit), random);
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
    const drawn = picture(canvas(), random);
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
