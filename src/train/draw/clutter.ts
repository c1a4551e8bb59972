// Pictures of what is no single symbol, to train the reject class: joined digits, torn digits, letters, lines, smudges.
// A page is cut into hypotheses, and most of them look like these; the classifier must say so. Nothing here may pass
// for a digit (a bar is a 1, a ring a 0), so every kind says what it leaves out.

import type { Random } from '../../engine/random.js';
import { normalise } from '../../glyph/normalise.js';
import {
  between,
  type Canvas,
  canvas,
  cropped,
  framed,
  inkBox,
  isUprightBar,
  pick,
  resize,
  smooth,
  stroke,
} from './pen.js';
import { blob, corner, letter, line, scribble, specks, word, wordPiece } from './scribbles.js';

/** One sample of a digit to build from. */
export interface DigitPicture {
  /** [28, 28], white (255) on black. */
  readonly picture: Uint8Array;
  /** '0' to '9'. */
  readonly label: string;
}

/** Draws one of many samples. */
export type Digit = () => DigitPicture;

/** The kinds and how often each is drawn; joined and torn digits are what a line's cutting meets most. */
const KINDS: readonly (readonly [weight: number, draw: (random: Random, digit: Digit) => Canvas])[] = [
  [24, joined],
  [16, withNeighbour],
  [10, torn],
  [3, struckOut],
  [18, letter],
  [7, word],
  [8, wordPiece],
  [8, scribble],
  [5, blob],
  [7, line],
  [5, corner],
  [4, specks],
];

/**
 * Draws one picture that is no symbol, [28, 28], white (255) on black. The same `random` gives the same picture.
 */
export function clutter(random: Random, digit: Digit): Uint8Array {
  let ticket = random() * KINDS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, draw] of KINDS) {
    if (ticket < weight) return asTrained(draw(random, digit), random);
    ticket -= weight;
  }
  return asTrained(joined(random, digit), random);
}

/**
 * The canvas as a picture [28, 28] to train on: half are framed as MNIST's pictures are, half as the reader makes them
 * of a photo's strokes.
 */
export function asTrained(of: Canvas, random: Random): Uint8Array {
  const box = inkBox(of, EDGE);
  if (!box || random() < 0.5) return framed(of);
  return normalise({ width: of.width, height: of.height, data: Uint8Array.from(of.ink) }, box, EDGE);
}

/** Ink from which on a pixel is a stroke's. */
const EDGE = 128;

/** Each kind by its name, for looking at it by itself. */
export const clutterKinds: Readonly<Record<string, (random: Random, digit: Digit) => Uint8Array>> = Object.fromEntries(
  KINDS.map(([, draw]) => [draw.name, (random: Random, digit: Digit) => asTrained(draw(random, digit), random)]),
);

/** Side of the canvas, pixels. */
const SIZE = 72;

/** A digit's picture cut to its ink. */
function croppedToInk(of: DigitPicture): Canvas {
  const whole: Canvas = { width: 28, height: 28, ink: Float32Array.from(of.picture) };
  const box = inkBox(whole);
  return box ? cropped(whole, box.x, box.y, box.w, box.h) : canvas(1, 1);
}

function scaled(of: Canvas, by: number): Canvas {
  const [w, h] = [Math.max(1, Math.round(of.width * by)), Math.max(1, Math.round(of.height * by))];
  return { width: w, height: h, ink: resize(of, 0, 0, of.width, of.height, w, h) };
}

function paste(on: Canvas, what: Canvas, x0: number, y0: number): void {
  for (let y = 0; y < what.height; y++) {
    for (let x = 0; x < what.width; x++) {
      const [px, py] = [x0 + x, y0 + y];
      if (px < 0 || py < 0 || px >= on.width || py >= on.height) continue;
      const at = py * on.width + px;
      on.ink[at] = Math.max(on.ink[at]!, what.ink[y * what.width + x]!);
    }
  }
}

/** A digit narrower than this, in pixels, is a bar. */
const NARROW = 9;

/** Two digits side by side, now and then three, from overlapping by a seventh to a small gap. */
export function joined(random: Random, digit: Digit): Canvas {
  const on = canvas(SIZE + 24, SIZE);
  const count = random() < 0.12 ? 3 : 2;
  let right = 10;
  let before: Canvas | undefined;
  for (let k = 0; k < count; k++) {
    const next = scaled(croppedToInk(digit()), before ? between(random, 0.8, 1.2) : 1);
    if (before) {
      const narrower = Math.min(before.width, next.width);
      // Two bars that overlap are a thick 1, or the legs of a 4 or a 0.
      right += Math.round(
        narrower < NARROW ? between(random, 0, 4) : between(random, -0.17 * narrower, 0.25 * narrower),
      );
    }
    paste(on, next, right, 40 - next.height + Math.round(between(random, -2.5, 2.5)));
    right += next.width;
    before = next;
  }
  return on;
}

function side(of: Canvas, right: boolean, share: number): Canvas {
  const width = Math.min(of.width, Math.max(5, Math.round(of.width * share)));
  return cropped(of, right ? of.width - width : 0, 0, width, of.height);
}

const total = (of: Canvas): number => of.ink.reduce((sum, ink) => sum + ink, 0);

/** A digit and the near side of its neighbour, which a cut in the wrong place left on it. */
function withNeighbour(random: Random, digit: Digit): Canvas {
  const on = canvas(SIZE, SIZE);
  const own = croppedToInk(digit());
  let other = croppedToInk(digit());
  const onLeft = random() < 0.5;
  const share = between(random, 0.3, 0.65);
  let slice = side(other, onLeft, share);
  // A slice of a 1 is a 1, and beside another bar that makes a 4 or a 0. A digit with a mere speck is still that digit.
  for (let tries = 0; tries < 20 && (other.width < NARROW + 3 || total(slice) < 0.25 * total(own)); tries++) {
    other = croppedToInk(digit());
    slice = side(other, onLeft, share);
  }
  const gap = Math.round(own.width < NARROW ? between(random, 1, 4) : between(random, -1.4, 3));
  const y = 40 - slice.height + Math.round(between(random, -3, 3));
  paste(on, own, 28, 40 - own.height);
  paste(on, slice, onLeft ? 28 - gap - slice.width : 28 + own.width + gap, y);
  return on;
}

/**
 * Which sides of a digit may be kept alone: top, bottom, left. The others pass for a digit (the top of a 9 is a 0, its
 * foot a 1, the left of an 8 a 6).
 */
const TORN: Readonly<Record<string, string>> = { '0': 'tb', '2': 'b', '3': 'lb', '4': 't', '5': 'tb', '7': 'l' };

/** A part of a digit, about a half. */
export function torn(random: Random, digit: Digit): Canvas {
  for (let tries = 0; tries < 40; tries++) {
    const { picture, label } = digit();
    const whole = croppedToInk({ picture, label });
    const sides = TORN[label];
    if (!sides || whole.width < NARROW + 2) continue;
    const side = pick(random, [...sides]);
    const share = between(random, 0.33, 0.52);
    const [w, h] = [Math.round(whole.width * share), Math.round(whole.height * share)];
    const kept =
      side === 't'
        ? cropped(whole, 0, 0, whole.width, h)
        : side === 'b'
          ? cropped(whole, 0, whole.height - h, whole.width, h)
          : cropped(whole, 0, 0, w, whole.height);
    if (!isUprightBar(kept)) return scaled(kept, 2.4);
  }
  return scribble(random);
}

/** A digit crossed out by a zigzag. */
function struckOut(random: Random, digit: Digit): Canvas {
  const on = canvas(SIZE, SIZE);
  const own = scaled(croppedToInk(digit()), 1.8);
  paste(on, own, Math.round((SIZE - own.width) / 2), Math.round((SIZE - own.height) / 2));
  const turns = 4 + Math.floor(random() * 5);
  const path: number[] = [];
  for (let k = 0; k <= turns; k++) {
    path.push(
      14 + (44 * k) / turns + between(random, -3, 3),
      k % 2 ? between(random, 16, 28) : between(random, 44, 56),
    );
  }
  stroke(on, smooth(path), between(random, 1, 3));
  return on;
}
