// What no one takes for a digit: letters, words, scribbles, smudges, ruling, corners of tables, specks.
// Clutter is made of these, and of digits joined and torn.

import type { Random } from '../../engine/random.js';
import { DIGITLIKE, DISTINCT, written } from './letters.js';
import {
  between,
  type Canvas,
  canvas,
  cropped,
  drawStrokes,
  inkBox,
  isUprightBar,
  pick,
  smooth,
  stroke,
} from './pen.js';

const SIZE = 72;

/** Draws symbols in a row with one pen and one slant, and fills the canvas with them. */
function writeSymbols(random: Random, symbols: readonly string[], spacing: number, thickest = 5, size = SIZE): Canvas {
  const stretch = between(random, 0.75, 1.3);
  const strokes: number[][] = [];
  let from = 0;
  for (const symbol of symbols) {
    let right = from;
    for (const path of written(symbol, random)) {
      for (let k = 0; k < path.length; k += 2) {
        path[k] = from + path[k]! * stretch;
        right = Math.max(right, path[k]!);
      }
      strokes.push(path);
    }
    from = right + spacing;
  }
  const radius = between(random, Math.min(1.2, 0.6 * thickest), thickest);
  return drawStrokes(strokes, between(random, -0.12, 0.32), between(random, -0.1, 0.1), radius, size);
}

const LETTERS = Object.values(DISTINCT);
const ALL = [...LETTERS.slice(0, 15), ...Object.values(DIGITLIKE)];

/** One letter or sign that no one takes for a digit. */
export function letter(random: Random): Canvas {
  return writeSymbols(random, [pick(random, LETTERS)], 0);
}

/** One small letter of a word, those that pass for a digit too. */
export function anyLetter(random: Random): Canvas {
  return writeSymbols(random, [pick(random, ALL)], 0);
}

/** Two to five letters, joined or nearly; one at least is none that passes for a digit. */
export function word(random: Random): Canvas {
  const symbols = [pick(random, LETTERS.slice(0, 15))];
  const count = 2 + Math.floor(random() * 4);
  while (symbols.length < count) symbols.splice(Math.floor(random() * (symbols.length + 1)), 0, pick(random, ALL));
  return writeSymbols(random, symbols, between(random, -6, 16), 3);
}

/** What a wrong cut takes of a word: the end of one letter and the beginning of the next. */
export function wordPiece(random: Random): Canvas {
  for (let tries = 0; tries < 10; tries++) {
    const letters = Array.from({ length: 4 }, () => pick(random, LETTERS.slice(0, 15)));
    const whole = writeSymbols(random, letters, between(random, -2, 12), 3.5, 2.5 * SIZE);
    const box = inkBox(whole);
    if (!box) continue;
    const width = Math.round(box.h * between(random, 0.8, 1.3));
    if (width > 0.6 * box.w) continue;
    const piece = cropped(whole, box.x + Math.round(random() * (box.w - width)), box.y, width, box.h);
    const ink = inkBox(piece);
    if (ink && ink.w > 0.6 * ink.h && !isUprightBar(piece)) return piece;
  }
  return scribble(random);
}

/** A curve with many turns. */
export function scribble(random: Random): Canvas {
  const on = canvas(SIZE, SIZE);
  const turns = 9 + Math.floor(random() * 9);
  const flat = between(random, 0.3, 1);
  const path: number[] = [];
  for (let k = 0; k < turns; k++) path.push(between(random, 8, SIZE - 8), SIZE / 2 + flat * between(random, -28, 28));
  stroke(on, smooth(path), between(random, 1, 4), between(random, 1, 4));
  return on;
}

/** A smudge: overlapping round spots, dense or torn by light; or a dot, a comma. */
export function blob(random: Random): Canvas {
  const on = canvas(SIZE, SIZE);
  const spots = 1 + Math.floor(random() ** 2 * 9);
  const comma = spots < 3 && random() < 0.4;
  for (let k = 0; k < spots; k++) {
    const [x, y] = [between(random, 24, 48), between(random, 31, 41)];
    // Longer ones lie flat: an upright bar is a 1, whatever its thickness.
    stroke(on, [x, y, x + between(random, 0, 12), y + between(random, -4, 4)], between(random, 6, 14));
  }
  // Its head is broad, for a slim comma is a 1 again.
  if (comma) stroke(on, [26, 38, 44, 40, 42, 52, 34, 61], between(random, 9, 12), 3);
  if (random() < 0.5) {
    const grain = between(random, 0.2, 0.6);
    for (let k = 0; k < on.ink.length; k++) on.ink[k]! *= 1 - grain * random();
  }
  return on;
}

/** Ruling, dashes, underlines, edges of paper: lines within 30° of level, single or a few, and solid patches. */
export function line(random: Random): Canvas {
  const on = canvas(SIZE, SIZE);
  const slope = Math.tan(between(random, -0.5, 0.5));
  const count = random() < 0.7 ? 1 : 2 + Math.floor(random() * 3);
  const radius = between(random, 0.8, count > 1 ? 3 : 7);
  const bow = between(random, -5, 5);
  for (let k = 0; k < count; k++) {
    const y = SIZE / 2 + (k - (count - 1) / 2) * 14;
    stroke(on, smooth([6, y - 30 * slope, 36, y + bow, 66, y + 30 * slope]), radius);
  }
  if (random() < 0.2)
    for (let y = 0; y < SIZE; y++)
      for (let x = 0; x < SIZE; x++) if (y > SIZE / 2 + slope * (x - 36)) on.ink[y * SIZE + x] = 255;
  return on;
}

/** Corners, crossings and ends of tables; not ┐, which is a 7, nor ┤ and ┴, which are near 4 and 1. */
export function corner(random: Random): Canvas {
  const on = canvas(SIZE, SIZE);
  const [x, y] = [between(random, 14, 24), between(random, 14, 58)];
  const radius = between(random, 0.8, 3.5);
  const tilt = between(random, -4, 4);
  const shape = pick(random, ['└', '┌', '├', '┬', '┼', 'Π', '┘']);
  const middle = shape === '┘' ? 58 : '┬┼'.includes(shape) ? between(random, 28, 44) : x;
  const level =
    shape === '┼' || shape === '├'
      ? between(random, 26, 46)
      : '┬┌Π'.includes(shape)
        ? Math.min(y, 20)
        : Math.max(y, 52);
  if ('└├┌Π'.includes(shape)) stroke(on, [middle, level, 66, level + tilt], radius);
  else stroke(on, [6, level, shape === '┘' ? middle : 66, level + tilt], radius);
  if (shape === 'Π') stroke(on, [60, level, 60 + tilt, 64], radius);
  const [top, bottom] = ['└┘'.includes(shape) ? 8 : level, '└┘'.includes(shape) ? level : 64];
  stroke(on, [middle, '├┼'.includes(shape) ? 8 : top, middle - tilt, bottom], radius);
  return on;
}

/** Grain of the paper: a handful of scattered spots. */
export function specks(random: Random): Canvas {
  const on = canvas(SIZE, SIZE);
  const count = 3 + Math.floor(random() * 14);
  for (let k = 0; k < count; k++) {
    const [x, y] = [between(random, 6, 66), between(random, 6, 66)];
    stroke(on, [x, y, x + between(random, -5, 5), y + between(random, -5, 5)], between(random, 0.8, 3.2));
  }
  return on;
}
