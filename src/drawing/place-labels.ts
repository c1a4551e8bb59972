// Where labels stand on an annotated picture: near what they name, on no writing and on no other label. Where a page
// leaves room they stand glyph by glyph, else number by number; what finds no room gets a key to a legend beside the
// picture.
import type { Box } from '../geometry/box.js';
import type { ReadNumber } from '../reading.js';
import { percentOf } from '../sureness.js';
import type { Ink } from './ink-shares.js';
import { textWidth } from './stroke-font.js';

/** A text on the picture; output pixels. */
export interface Label {
  /** What is written. */
  readonly text: string;
  /** Around it; its height is the size of the text. */
  readonly box: Box;
  /** The glyph that it belongs to, counted within its number; missing where it is of the whole number. */
  readonly glyph?: number;
  /** A label of a glyph is drawn with a pen of its own, the key to a legend as a badge. */
  readonly look: 'label' | 'plain' | 'key';
}

/** The labels of one number. */
export interface NumberLabels {
  /** On the picture. */
  readonly labels: readonly Label[];
  /** Where a key stands too far from its number to be seen as its own: a line from one to the other. */
  readonly leader?: readonly [Point, Point];
  /** What the legend says behind the key. */
  readonly legend?: { readonly key: string; readonly text: string };
}

/** A place on the picture, x and y in output pixels. */
export type Point = readonly [number, number];

/** How large the writing on an annotated picture is. */
export interface Sizes {
  /** Output pixels per page pixel: a whole number, or one over a whole number. */
  readonly scale: number;
  /** Height of a label above its glyph, output pixels. */
  readonly label: number;
  /** Height of a confidence below its glyph, output pixels. */
  readonly percent: number;
  /** Width of the lines around glyphs, output pixels. */
  readonly line: number;
}

/** What labels have to keep clear of, and how large they are. */
export interface Room extends Sizes {
  /** Width of the picture, output pixels. */
  readonly width: number;
  /** Height of the picture, output pixels. */
  readonly height: number;
  /** Writing that is no part of a number, output pixels. */
  readonly others: readonly Box[];
  /** What the picture shows, by boxes of output pixels. */
  readonly ink: Ink;
}

/** Set by eye. */
const PLACING = {
  /** A text that covers a larger share of ink that is no rule stands on writing. */
  mostInk: 0.035,
  /** Glyph by glyph is the way of the page where so many of its numbers have room for it. */
  mostFit: 0.8,
  /** Texts become so much smaller where that finds them room, in shares of their size, but not lower than this. */
  smaller: [1, 0.8, 0.65],
  legible: 10,
  /** How far from its number a text may stand, and a key with a line to it, in heights of the text. */
  steps: [0.15, 0.4, 0.8],
  far: [0.25, 0.6, 1.2, 2, 3, 4, 6],
  /** Ink under a text weighs so much against standing a step further away, and a worse side so much. */
  ofInk: 3,
  ofStep: 0.3,
  ofSide: 0.04,
};

/**
 * Labels for each of the numbers, whose boxes are in output pixels.
 * @returns in the order of `numbers`
 */
export function placeLabels(numbers: readonly ReadNumber[], room: Room): NumberLabels[] {
  const writing = [...room.others, ...numbers.flatMap(({ glyphs }) => glyphs.map(({ box }) => around(box, room.line)))];
  const byGlyph = labelled(numbers, writing, room, true);
  const fitting = byGlyph.filter(({ labels }) => labels.length > 0 && labels[0]!.glyph !== undefined).length;
  return fitting >= PLACING.mostFit * numbers.length ? byGlyph : labelled(numbers, writing, room, false);
}

function labelled(
  numbers: readonly ReadNumber[],
  writing: readonly Box[],
  room: Room,
  glyphWise: boolean,
): NumberLabels[] {
  const taken = [...writing];
  const isFree = (box: Box): boolean =>
    Math.min(box.x, box.y) >= 0 &&
    box.x + box.w <= room.width &&
    box.y + box.h <= room.height &&
    !taken.some((other) => meet(box, other));
  const result: NumberLabels[] = [];
  const left: number[] = [];
  for (const [k, number] of numbers.entries()) {
    // A text that stands nearer to another number would be taken for its label.
    const isOwn = (box: Box): boolean => {
      const own = distance(box, number.box);
      return isFree(box) && !numbers.some((other) => other !== number && distance(box, other.box) < own);
    };
    const labels = (glyphWise && glyphLabels(number, room, isFree)) || numberLabel(number, room, isOwn);
    result.push({ labels: labels ?? [] });
    if (labels) taken.push(...labels.map(({ box }) => around(box, room.percent * 0.12)));
    else left.push(k);
  }
  for (const [index, k] of left.entries()) {
    const keyed = withKey(numbers[k]!, String(index + 1), room, isFree);
    taken.push(...keyed.labels.map(({ box }) => around(box, room.percent * 0.12)));
    result[k] = keyed;
  }
  return result;
}

/** What each glyph is read as above it, its confidence below it; undefined where one of them has no room. */
function glyphLabels(
  { glyphs }: ReadNumber,
  { label, percent, line, ink }: Room,
  isFree: (box: Box) => boolean,
): Label[] | undefined {
  // The label of a point would stand between its neighbours.
  if (glyphs.some(({ sign }) => sign)) return undefined;
  const labels = glyphs.flatMap((glyph, k): Label[] => {
    const { x, y, w, h } = glyph.box;
    const at = (text: string, top: number, size: number): Box => {
      const wide = textWidth(text, size);
      return { x: x + w / 2 - wide / 2, y: top, w: wide, h: size };
    };
    const share = percentOf(glyph.confidence);
    return [
      { text: glyph.label, box: at(glyph.label, y - 2 * line - label * 1.25, label), glyph: k, look: 'label' },
      { text: share, box: at(share, y + h + 2 * line + percent * 0.3, percent), glyph: k, look: 'plain' },
    ];
  });
  const fits = labels.every(
    ({ box }, k) =>
      isFree(box) && ink.writing(box) <= PLACING.mostInk && !labels.slice(0, k).some((other) => meet(other.box, box)),
  );
  return fits ? labels : undefined;
}

/** What the number is read as, and its confidence, in one line beside it; undefined where there is no room for that. */
function numberLabel(number: ReadNumber, room: Room, isFree: (box: Box) => boolean): Label[] | undefined {
  const text = `${number.text} ${percentOf(number.confidence)}`;
  for (const size of sizesOf(room.percent)) {
    const box = bestPlace(text, size, number.box, PLACING.steps, room, isFree);
    if (box) return [{ text, box, look: 'plain' }];
  }
  return undefined;
}

/** A key beside the number, and what it stands for; without a key where even that finds no room. */
function withKey(number: ReadNumber, key: string, room: Room, isFree: (box: Box) => boolean): NumberLabels {
  const legend = { key, text: `${number.text} ${percentOf(number.confidence)}` };
  for (const size of sizesOf(room.percent)) {
    const isFreeForBadge = (box: Box): boolean => isFree(around(box, BADGE * size));
    const box = bestPlace(key, size, number.box, PLACING.far, room, isFreeForBadge);
    if (!box) continue;
    const labels = [{ text: key, box, look: 'key' as const }];
    const [from, to] = [middle(box), nearest(number.box, middle(box))];
    const isNear = distance(box, number.box) < size / 2;
    return isNear ? { labels, legend } : { labels, legend, leader: [from, to] };
  }
  return { labels: [], legend };
}

/** How far a key's badge reaches beyond its text, in heights of it. */
export const BADGE = 0.16;

const sizesOf = (size: number): number[] =>
  PLACING.smaller.map((share) => share * size).filter((smaller) => smaller >= Math.min(size, PLACING.legible));

/** The best free place for a text beside a box: above, below, or at its side, on as little ink as may be. */
function bestPlace(
  text: string,
  size: number,
  of: Box,
  steps: readonly number[],
  { line, ink }: Room,
  isFree: (box: Box) => boolean,
): Box | undefined {
  const wide = textWidth(text, size);
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, step] of steps.entries()) {
    const gap = 2 * line + step * size;
    const [above, below] = [of.y - gap - size, of.y + of.h + gap];
    const [centre, right] = [of.x + of.w / 2 - wide / 2, of.x + of.w - wide];
    const [beside, before, level] = [of.x + of.w + gap, of.x - gap - wide, of.y + of.h / 2 - size / 2];
    const places: Point[] = [
      [centre, above],
      [centre, below],
      [of.x, above],
      [right, above],
      [of.x, below],
      [right, below],
      [beside, level],
      [before, level],
      [beside, above],
      [before, above],
      [beside, below],
      [before, below],
    ];
    for (const [side, [x, y]] of places.entries()) {
      const cost = PLACING.ofStep * k + PLACING.ofSide * side;
      if (cost >= least) continue;
      const box = { x, y, w: wide, h: size };
      if (!isFree(box)) continue;
      if (ink.writing(box) > PLACING.mostInk) continue;
      const all = cost + PLACING.ofInk * ink.all(box);
      if (all < least) [best, least] = [box, all];
    }
  }
  return best;
}

const around = ({ x, y, w, h }: Box, by: number): Box => ({ x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by });

const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** How far apart two boxes are, 0 where they touch. */
const distance = (a: Box, b: Box): number =>
  Math.hypot(Math.max(0, a.x - b.x - b.w, b.x - a.x - a.w), Math.max(0, a.y - b.y - b.h, b.y - a.y - a.h));

const middle = ({ x, y, w, h }: Box): Point => [x + w / 2, y + h / 2];

const nearest = ({ x, y, w, h }: Box, [px, py]: Point): Point => [
  Math.min(Math.max(px, x), x + w),
  Math.min(Math.max(py, y), y + h),
];
