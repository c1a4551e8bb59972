// Pictures of what is no single symbol, to train the reject class: joined digits, torn digits, letters, lines, smudges.
// A page is cut into hypotheses, and most of them look like these; the classifier must say so. Nothing here may pass for
// a digit (a bar is a 1, a ring a 0), so every kind says what it leaves out.
import { normalise } from '../glyph/normalise.js';
import { type Digit, joined, struckOut, torn, withNeighbour } from './digit-clutter.js';
import { blob, corner, letter, line, scribble, specks, word, wordPiece } from './marks.js';
import { frame, inkBox, type Random, type Sheet } from './strokes.js';
import type { Typeface } from './typefaces.js';
import { typesetLetter, typesetPiece, typesetWord } from './typeset.js';

type Draw = (random: Random, digit: Digit, faces: readonly Typeface[]) => Sheet;

/** The kinds and how often each is drawn; joined and torn digits are what a line's cutting meets most. */
const KINDS: readonly (readonly [weight: number, draw: Draw])[] = [
  [26, joined],
  [26, withNeighbour],
  [16, torn],
  [3, struckOut],
  [28, someLetter],
  [16, someWord],
  [20, someWordPiece],
  [7, scribble],
  [5, blob],
  [7, line],
  [5, corner],
  [4, specks],
];

/**
 * Draws one picture that is no symbol, [28, 28], white (255) on black, in MNIST's frame. The same `random` gives the same picture.
 * @param faces what most of its lettering is set in; without any, all is drawn with a pen
 */
export function clutter(random: Random, digit: Digit, faces: readonly Typeface[] = []): Uint8Array {
  let ticket = random() * KINDS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, draw] of KINDS) {
    if (ticket < weight) return picture(draw(random, digit, faces), random);
    ticket -= weight;
  }
  return picture(joined(random, digit), random);
}

/** Half as MNIST's pictures are framed, with whatever pen was drawn; half as the reader makes them of a photo's strokes. */
export function picture(of: Sheet, random: Random): Uint8Array {
  const box = inkBox(of, EDGE);
  if (!box || random() < 0.5) return frame(of);
  return normalise({ width: of.width, height: of.height, data: Uint8Array.from(of.ink) }, box, EDGE);
}

const EDGE = 128;

/** Names the kinds, for looking at each by itself. */
export const clutterKinds: Readonly<
  Record<string, (random: Random, digit: Digit, faces?: readonly Typeface[]) => Uint8Array>
> = Object.fromEntries(
  KINDS.map(([, draw]) => [draw.name, (random, digit, faces = []) => picture(draw(random, digit, faces), random)]),
);

/** Share of the lettering that is set, where there are typefaces. */
const SET = 0.75;

function someLetter(random: Random, _: Digit, faces: readonly Typeface[]): Sheet {
  return faces.length > 0 && random() < SET ? typesetLetter(faces, random) : letter(random);
}

function someWord(random: Random, _: Digit, faces: readonly Typeface[]): Sheet {
  return faces.length > 0 && random() < SET ? typesetWord(faces, random) : word(random);
}

function someWordPiece(random: Random, _: Digit, faces: readonly Typeface[]): Sheet {
  const set = faces.length > 0 && random() < SET ? typesetPiece(faces, random) : undefined;
  return set ?? wordPiece(random);
}
