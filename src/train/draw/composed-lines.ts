// Lines composed of single digits, apart and touching, and of words, whose every pixel knows its digit: the model that
// judges cuts and joins learns from them. A line has one pen, one slant and one rhythm, as a hand has; strokes may
// break, and lines may come close.

import type { Random } from '../../engine/random.js';
import { CHAMFER, distanceTo } from '../../glyph/distance.js';
import { bilinear } from '../../glyph/normalise.js';
import { pictureSide } from '../../glyph/picture.js';
import type { Plane } from '../../page/image.js';
import type { Ink } from '../../page/ink.js';
import type { Digit } from './clutter.js';
import { between, type Canvas, canvas, cropped, inkBox, pick, resize } from './pen.js';

/** What was written, as reading finds it, and whose each pixel is. */
export interface Composed {
  /** As `findInk` would give it for a clean page. */
  readonly ink: Ink;
  /** [height, width] 1 + the index of the digit that inked a pixel, and of a second one where two cross; 0 for none. */
  readonly owners: readonly [Uint8Array, Uint8Array];
  /** Digits and, with the label `NO_DIGIT`, words. */
  readonly digits: readonly {
    readonly label: string;
    /** Pixels. */
    readonly area: number;
  }[];
  /** Height of the digits, pixels. */
  readonly size: number;
}

/** Enlargement of a digit's picture before its pen is set. */
const FINE = 3;
/** Ink from which on a pixel is a digit's. */
const WRITTEN = 128;

interface Placed {
  readonly label: string;
  readonly mask: Canvas;
  readonly x: number;
  readonly y: number;
}

interface Hand {
  readonly size: number;
  readonly pen: number;
  readonly slant: number;
  readonly stretch: number;
  readonly wobble: number;
  readonly broken: number;
}

/** Where digits come from and, where rows may hold words too, the words. */
export interface Writing {
  /** Draws one digit. */
  readonly digit: Digit;
  /** Draws a word, or a letter as it stands in one. Default: no words. */
  readonly word?: () => Canvas;
}

/** One to three lines of digits, two to ten in a line, about 20 to 70 pixels high, or of words. */
export function composed(random: Random, { digit, word }: Writing): Composed {
  const size = between(random, 20, 70);
  const hand: Hand = {
    size,
    pen: Math.max(1.6, size * between(random, 0.05, 0.17)),
    slant: between(random, -0.15, 0.3),
    stretch: between(random, 0.8, 1.2),
    wobble: between(random, 0.01, 0.12),
    broken: pick(random, [0, 0.05, 0.25]),
  };
  const rhythm = { touching: pick(random, [0, 0.3, 0.6, 1]), spacing: between(random, 0.05, 0.6) };
  const rows = 1 + Math.floor(random() * 3);
  const pitch = size * between(random, 1.15, 2);
  const placed: Placed[] = [];
  for (let row = 0; row < rows; row++) {
    const base = (row + 1) * pitch + size * 0.2;
    let x = size * between(random, 0.5, 1.5);
    const words = word ? pick(random, [0, 0, 0, 1, 1, 2, 4]) : 0;
    for (let k = 0; k < words; k++) {
      const mask = scaledWord(random, word!(), size);
      placed.push({ label: NO_DIGIT, mask, x: Math.round(x), y: Math.round(base - mask.height) });
      x += mask.width + size * between(random, 0.35, 1.2);
    }
    if (words < 2 || random() < 0.2) number(random, digit, hand, rhythm, x, base, placed);
  }
  return { ...inkOf(random, placed, hand.pen), size };
}

/** The label of what is no digit. */
export const NO_DIGIT = '';

/** Two to ten digits from `x` on, standing on `base`, put down in `placed`. */
function number(
  random: Random,
  digit: Digit,
  hand: Hand,
  { touching, spacing }: { readonly touching: number; readonly spacing: number },
  from: number,
  base: number,
  placed: Placed[],
): void {
  const { size } = hand;
  const count = 2 + Math.floor(random() * 9);
  let x = from;
  let before: Placed | undefined;
  for (let k = 0; k < count; k++) {
    const { picture, label } = digit();
    const mask = rewritten(random, picture, hand);
    const y = Math.round(base - mask.height + hand.wobble * size * between(random, -1, 1));
    if (before) {
      const narrower = Math.min(mask.width, before.mask.width);
      const meet = before.x + before.mask.width - roomBetween(before.mask, before.y, mask, y);
      if (random() < touching) x = meet - narrower * between(random, 0, 0.15);
      else if (random() < 0.12) x = meet + size * between(random, 0.8, 2);
      else x = meet + Math.max(2, size * between(random, 0.02, spacing));
    }
    before = { label, mask, x: Math.round(x), y };
    placed.push(before);
    x = before.x + mask.width;
  }
}

/** A word whose height, by its letters' own, is about a digit's. */
function scaledWord(random: Random, word: Canvas, size: number): Canvas {
  const scale = (size * between(random, 0.6, 1.3)) / word.height;
  const [w, h] = [Math.max(1, Math.round(word.width * scale)), Math.max(1, Math.round(word.height * scale))];
  return { width: w, height: h, ink: resize(word, 0, 0, word.width, word.height, w, h) };
}

/** How far `mask` can move left from where the boxes meet until ink meets ink. */
function roomBetween(before: Canvas, beforeY: number, mask: Canvas, y: number): number {
  let room = Math.min(before.width, mask.width);
  for (let row = 0; row < mask.height; row++) {
    let free = 0;
    while (free < mask.width && mask.ink[row * mask.width + free]! < WRITTEN) free++;
    if (free === mask.width) continue;
    for (let other = row + y - beforeY - 1; other <= row + y - beforeY + 1; other++) {
      if (other < 0 || other >= before.height) continue;
      let gap = 0;
      while (gap < before.width && before.ink[(other + 1) * before.width - 1 - gap]! < WRITTEN) gap++;
      if (gap < before.width) room = Math.min(room, gap + free - 1);
    }
  }
  return Math.max(0, room);
}

/** A digit of the hand's size and pen, cut to its ink. */
function rewritten(random: Random, picture: Uint8Array, hand: Hand): Canvas {
  const plane: Plane = { width: pictureSide, height: pictureSide, data: picture };
  const side = pictureSide * FINE;
  const mask = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++)
      if (bilinear(plane, (x + 0.5) / FINE, (y + 0.5) / FINE) > 100) mask[y * side + x] = 1;
  }
  const outside = distanceTo(mask, side, side, 1);
  const inside = distanceTo(mask, side, side, 0);
  let [top, bottom, area, depth] = [side, 0, 0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    top = Math.min(top, Math.floor(i / side));
    bottom = Math.max(bottom, Math.floor(i / side));
    area++;
    depth += inside[i]! / CHAMFER;
  }
  // Half the pen's width: twice the mean depth of a long stroke.
  const half = (2 * depth) / Math.max(1, area);
  const height = hand.size * (1 + hand.wobble * between(random, -1, 1));
  const scale = height / Math.max(1, bottom + 1 - top);
  const grow = Math.max(-0.75 * half, Math.min(2.5, hand.pen / scale / 2 - half));
  const signed = (at: number): number => (mask[at] === 1 ? -inside[at]! : outside[at]!) / CHAMFER - grow;

  const slant = hand.slant + 0.05 * between(random, -1, 1);
  const stretch = hand.stretch * between(random, 0.93, 1.07);
  const extent = Math.ceil(side * scale * (stretch + Math.abs(slant))) + 4;
  const on = canvas(extent, Math.ceil(side * scale) + 4);
  for (let y = 0; y < on.height; y++) {
    const v = (y - on.height / 2) / scale;
    for (let x = 0; x < on.width; x++) {
      const u = ((x - on.width / 2) / scale + slant * v) / stretch;
      const [fx, fy] = [Math.round(u + side / 2), Math.round(v + side / 2)];
      if (fx < 0 || fy < 0 || fx >= side || fy >= side) continue;
      on.ink[y * on.width + x] = 255 * Math.min(1, Math.max(0, 0.5 - signed(fy * side + fx) * scale));
    }
  }
  if (random() < hand.broken) breakStroke(random, on, hand.pen);
  return trimmed(on);
}

/** A hairline of paper through the strokes, as where a pen skips. */
function breakStroke(random: Random, on: Canvas, pen: number): void {
  const angle = between(random, 0, Math.PI);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const offset = nx * on.width * between(random, 0.3, 0.7) + ny * on.height * between(random, 0.3, 0.7);
  const half = 0.5 + between(random, 0.2, 0.6) * pen;
  for (let i = 0; i < on.ink.length; i++) {
    const [x, y] = [i % on.width, Math.floor(i / on.width)];
    if (Math.abs(nx * x + ny * y - offset) < half) on.ink[i] = 0;
  }
}

/** Cut to its ink. */
function trimmed(of: Canvas): Canvas {
  const box = inkBox(of, WRITTEN);
  return box ? cropped(of, box.x, box.y, box.w, box.h) : canvas(1, 1);
}

/** All that was put down as one plane, with whose each pixel is. */
function inkOf(random: Random, placed: readonly Placed[], pen: number): Omit<Composed, 'size'> {
  const left = Math.min(...placed.map(({ x }) => x)) - 8;
  const top = Math.min(...placed.map(({ y }) => y)) - 8;
  const width = Math.max(...placed.map(({ mask, x }) => x + mask.width)) - left + 8;
  const height = Math.max(...placed.map(({ mask, y }) => y + mask.height)) - top + 8;
  const data = new Uint8Array(width * height);
  const owners = [new Uint8Array(width * height), new Uint8Array(width * height)] as const;
  const digits = placed.map(({ label, mask, x, y }, k) => {
    let area = 0;
    for (let i = 0; i < mask.ink.length; i++) {
      const ink = mask.ink[i]!;
      if (ink === 0) continue;
      const at = (y - top + Math.floor(i / mask.width)) * width + x - left + (i % mask.width);
      data[at] = Math.max(data[at]!, ink);
      if (ink < 110) continue;
      owners[owners[0][at] === 0 ? 0 : 1][at] = k + 1;
      area++;
    }
    return { label, area };
  });
  const plane: Plane = { width, height, data };
  // Specks of dust, seldom larger than the pen.
  for (let k = Math.floor(3 * random() * random()); k > 0; k--) {
    const [cx, cy] = [Math.floor(random() * width), Math.floor(random() * height)];
    const reach = between(random, 0.5, 1) * pen;
    for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++)
      for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) data[y * width + x] = 255;
  }
  return { ink: { plane, darkness: plane, contrast: plane, noise: 1, factor: 1, pen }, owners, digits };
}
