// Printed numbers, for those who ask for them: the page is read once more as if print were what it is about, and what
// is found joins the handwriting's rows.
import { type Box, sharedPart, union } from '../geometry/box.js';
import { sigmoid } from '../geometry/logistic.js';
import { median } from '../geometry/median.js';
import type { LeftOut } from '../reading.js';
import { type Wall, wallsBetween } from '../strokes/walls.js';
import type { FoundGlyph } from './found.js';
import type { Spaced } from './layout/spacing.js';
import type { SeenInk } from './seen-ink.js';

/** Ink in which print is seen as numbers, and numbers as print: what reads the one reads the other. */
export function printAsNumbers(ink: SeenInk): SeenInk {
  const { sight } = ink;
  return sight ? { ...ink, sight: { ...sight, number: sight.print, print: sight.number }, isExchanged: true } : ink;
}

/** How print is set, in heights of its digits. */
const SET = {
  /**
   * Middles of digits lie no further apart within a number: figures of common typefaces are 0.64 to 0.9 wide, and the
   * space between words adds 0.3 to 0.45.
   */
  apart: 1.05,
  /** The same where a point or comma stands between them. Set by eye, as is the next. */
  apartBySign: 1.6,
  /** As far apart as that, it is open whether a number goes on; three times this beside it, it is clear. */
  unclear: 0.05,
  /** What stands so near a letter stands in its word; letters are set closer, and words further apart. Set by eye. */
  inWord: 0.25,
} as const;

type Row<T> = readonly Spaced<T>[];

/**
 * The glyphs of printed lines as numbers: spaces and walls part them, and what touches a word belongs to it.
 * @param leftOut with the letters of words
 */
export function asSet<T extends FoundGlyph>(
  lines: readonly (readonly T[])[],
  walls: readonly Wall[],
  leftOut: readonly LeftOut[],
): Spaced<T>[][] {
  const letters = leftOut.filter(({ reason }) => reason === 'words').map(({ box }) => box);
  return lines.map((line) =>
    numbersOfLine(line, walls).filter((number) => {
      const { x, y, w, h } = boxOf([number]);
      const reach = SET.inWord * h;
      return !letters.some((letter) => sharedPart({ x: x - reach, y, w: w + 2 * reach, h }, letter) > 0);
    }),
  );
}

function numbersOfLine<T extends FoundGlyph>(line: readonly T[], walls: readonly Wall[]): Spaced<T>[] {
  const height = median(line.map(({ box }) => box.h)) ?? 0;
  const numbers: { members: T[]; spacing: number }[] = [];
  for (const [k, glyph] of line.entries()) {
    const before = line[k - 1];
    const number = numbers.at(-1);
    if (!before || !number) {
      numbers.push({ members: [glyph], spacing: 1 });
      continue;
    }
    const most = glyph.sign ? SET.apartBySign : SET.apart;
    const over = (middleOf(glyph.box) - middleOf(before.box)) / height - most;
    const clear = sigmoid(Math.abs(over) / SET.unclear);
    number.spacing *= clear;
    const isParted = glyph.sign?.label === '/' || wallsBetween(walls, before.box, glyph.box).length > 0;
    if (over <= 0 && !isParted) number.members.push(glyph);
    else numbers.push({ members: [withoutPoint(glyph)], spacing: clear });
  }
  return numbers.map((number) => ({ ...number, layout: 1 }));
}

/** A sign before a number is punctuation; a minus sign is its own. */
function withoutPoint<T extends FoundGlyph>(glyph: T): T {
  if (!glyph.sign || glyph.sign.label === '-') return glyph;
  const { sign: _, ...others } = glyph;
  return others as T;
}

const middleOf = ({ x, w }: Box): number => x + w / 2;

const boxOf = <T extends FoundGlyph>(numbers: Row<T>): Box =>
  union(numbers.flatMap(({ members }) => members.map(({ box }) => box)));

/** What shares more than this part of the smaller one is the same ink. Set by eye. */
const SAME_INK = 0.3;

/** Numbers stand in one row where they share this part of the height of the lower one. Set by eye. */
const LEVEL = 0.5;

/**
 * The rows of handwriting with printed numbers in them, or rows of their own where none is level; top to bottom. Where
 * both read the same ink, it is print if that makes a longer number of it: one of its figures looks written.
 */
export function withPrinted<T extends FoundGlyph>(written: readonly Row<T>[], printed: readonly Row<T>[]): Row<T>[] {
  const isSame = (one: Spaced<T>, other: Spaced<T>): boolean =>
    one.members.some(({ box }) => other.members.some((member) => sharedPart(box, member.box) > SAME_INK));
  const isLonger = (one: Spaced<T>, other: Spaced<T>): boolean => one.members.length > other.members.length;
  const inPrint = printed.flat();
  const byHand = written.flat();
  const rows: Row<T>[] = written
    .map((row) => row.filter((number) => !inPrint.some((other) => isLonger(other, number) && isSame(other, number))))
    .filter((row) => row.length > 0);
  for (const number of inPrint) {
    if (byHand.some((other) => !isLonger(number, other) && isSame(number, other))) continue;
    const box = boxOf([number]);
    const gaps = rows.map((row) => nearestLevel(row, box));
    const nearest = gaps.indexOf(Math.min(...gaps));
    if (nearest < 0 || gaps[nearest] === Number.POSITIVE_INFINITY) rows.push([number]);
    else rows[nearest] = [...rows[nearest]!, number].sort((a, b) => boxOf([a]).x - boxOf([b]).x);
  }
  const middle = (row: Row<T>): number => boxOf(row).y + boxOf(row).h / 2;
  return rows.sort((a, b) => middle(a) - middle(b));
}

/** What was left out, without what has been read as print after all in these rows. */
export function withoutRead(leftOut: readonly LeftOut[], rows: readonly Row<FoundGlyph>[]): LeftOut[] {
  const glyphs = rows.flatMap((row) => row.flatMap(({ members }) => members)).filter(({ print }) => print);
  const read = glyphs.flatMap(({ box, sign }) => (sign ? [box, sign.box] : [box]));
  return leftOut.filter(({ box }) => !read.some((other) => sharedPart(box, other) > SAME_INK));
}

/** How far the nearest number of a row that is level with a box lies from it; infinite where none is. */
function nearestLevel<T extends FoundGlyph>(row: Row<T>, box: Box): number {
  let least = Number.POSITIVE_INFINITY;
  for (const number of row) {
    const other = boxOf([number]);
    const level = Math.min(other.y + other.h, box.y + box.h) - Math.max(other.y, box.y);
    if (level < LEVEL * Math.min(other.h, box.h)) continue;
    least = Math.min(least, Math.max(0, other.x - box.x - box.w, box.x - other.x - other.w));
  }
  return least;
}
