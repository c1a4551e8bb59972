// Digits as wrong cuts leave them: joined, with a piece of the neighbour, torn, and struck out. A line's hypotheses
// are mostly these, and the reject class has to know them from digits.
import { scribble } from './marks.js';
import {
  between,
  inkBox,
  part,
  pick,
  type Random,
  resize,
  type Sheet,
  sheet,
  smooth,
  stroke,
  upright,
} from './strokes.js';

/** One sample of a digit to build from: its picture [28, 28], white on black, and its label, '0' to '9'. */
export interface DigitPicture {
  readonly picture: Uint8Array;
  readonly label: string;
}

export type Digit = () => DigitPicture;

const SIZE = 72;

/** A digit's picture cut to its ink. */
export function cut(of: { readonly picture: Uint8Array }): Sheet {
  return trimmed({ width: 28, height: 28, ink: Float32Array.from(of.picture) });
}

function scaled(of: Sheet, by: number): Sheet {
  const [w, h] = [Math.max(1, Math.round(of.width * by)), Math.max(1, Math.round(of.height * by))];
  return { width: w, height: h, ink: resize(of, 0, 0, of.width, of.height, w, h) };
}

export function paste(on: Sheet, what: Sheet, x0: number, y0: number): void {
  for (let y = 0; y < what.height; y++) {
    for (let x = 0; x < what.width; x++) {
      const [px, py] = [x0 + x, y0 + y];
      if (px < 0 || py < 0 || px >= on.width || py >= on.height) continue;
      const at = py * on.width + px;
      on.ink[at] = Math.max(on.ink[at]!, what.ink[y * what.width + x]!);
    }
  }
}

const NARROW = 9;

/** Two digits side by side, now and then three, from overlapping by a seventh to a small gap. */
export function joined(random: Random, digit: Digit): Sheet {
  const on = sheet(SIZE + 24, SIZE);
  const count = random() < 0.12 ? 3 : 2;
  let right = 10;
  let before: Sheet | undefined;
  for (let k = 0; k < count; k++) {
    const next = scaled(cut(digit()), before ? between(random, 0.8, 1.2) : 1);
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

/** The two sides of a picture that a cut leaves, right of `at` pixels; the cut leans by up to 20° and wanders a little, as a cut between joined digits does. */
export function severed(of: Sheet, at: number, random: Random): { left: Sheet; right: Sheet } {
  const lean = between(random, -0.36, 0.36);
  const [wander, phase] = [between(random, 0, 1.2), between(random, 0, 6.3)];
  const [left, right] = [sheet(of.width, of.height), sheet(of.width, of.height)];
  for (let y = 0; y < of.height; y++) {
    const edge = at + lean * (y - of.height / 2) + wander * Math.sin(phase + (6 * y) / of.height);
    for (let x = 0; x < of.width; x++) {
      const k = y * of.width + x;
      (x < edge ? left : right).ink[k] = of.ink[k]!;
    }
  }
  return { left, right };
}

const total = (of: Sheet): number => of.ink.reduce((sum, ink) => sum + ink, 0);

/** A digit, and what a wrong cut left on it of a neighbour: a fifth to three quarters of that one's ink, touching, overlapping by a seventh, or nearly. */
export function withNeighbour(random: Random, digit: Digit): Sheet {
  const on = sheet(SIZE, SIZE);
  const own = cut(digit());
  const onLeft = random() < 0.5;
  let slice = sheet(1, 1);
  // A slice of a 1 is a 1, and beside another bar that makes a 4 or a 0; and a digit with a mere speck is still that digit.
  for (let tries = 0; tries < 20; tries++) {
    const other = cut(digit());
    if (other.width < NARROW + 3) continue;
    const { left, right } = severed(other, other.width * between(random, 0.25, 0.75), random);
    slice = trimmed(onLeft ? right : left);
    const share = total(slice) / total(own);
    if (share > 0.2 && total(slice) < 0.78 * total(other)) break;
  }
  const gap = Math.round(own.width < NARROW ? between(random, 1, 3) : between(random, -0.15 * own.width, 2.5));
  const y = 40 - slice.height + Math.round(between(random, -3, 3));
  paste(on, own, 28, 40 - own.height);
  paste(on, slice, onLeft ? 28 - gap - slice.width : 28 + own.width + gap, y);
  return on;
}

/** The ink alone. */
export function trimmed(of: Sheet): Sheet {
  const box = inkBox(of);
  return box ? part(of, box.x, box.y, box.w, box.h) : sheet(1, 1);
}

/** Which sides of a digit may be kept alone; the rest still pass for a digit (the top of a 9 is a 0, its foot a 1, the left of an 8 a 6). */
const TORN: Readonly<Record<string, string>> = { '0': 'tb', '2': 'b', '3': 'lb', '4': 't', '5': 'tb', '7': 'l' };

/** A part of a digit, about a half. */
export function torn(random: Random, digit: Digit): Sheet {
  for (let tries = 0; tries < 40; tries++) {
    const { picture, label } = digit();
    const whole = cut({ picture });
    const sides = TORN[label];
    if (!sides || whole.width < NARROW + 2) continue;
    const side = pick(random, [...sides]);
    const share = between(random, 0.33, 0.52);
    const [w, h] = [Math.round(whole.width * share), Math.round(whole.height * share)];
    const kept =
      side === 't'
        ? part(whole, 0, 0, whole.width, h)
        : side === 'b'
          ? part(whole, 0, whole.height - h, whole.width, h)
          : part(whole, 0, 0, w, whole.height);
    if (!upright(kept)) return scaled(kept, 2.4);
  }
  return scribble(random);
}

/** A digit crossed out by a zigzag. */
export function struckOut(random: Random, digit: Digit): Sheet {
  const on = sheet(SIZE, SIZE);
  const own = scaled(cut(digit()), 1.8);
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
