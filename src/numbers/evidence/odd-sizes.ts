// A hand writes its numbers of one page about equally large. What is much larger or smaller may be print, a heading or
// the number of a row, however well it reads. Where it stands among print of its own size, it is print.
import { type Box, union } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { LeftOut, LeftOutReason } from '../../reading.js';
import type { Spaced } from '../layout/spacing.js';
import { sizeFit } from './digit-scale.js';

/** Numbers may be larger or smaller than the page's by this factor before they are doubted. Set by eye. */
const FREE = 1.35;

/** What makes an odd number print. Set by eye on the pages of half of the writers. */
const PRINT = {
  /** It fits the page's size worse than this: it is 1.9 times as large as the others, or as small. */
  fit: 0.5,
  /** So many strokes that were left out stand beside it. */
  company: 2,
  /** They are no further away than this, in its heights. */
  near: 3,
  /** They are as high as it is, by these factors, and beside it for this share of the lower one's height. */
  lowest: 0.5,
  highest: 1.6,
  level: 0.4,
} as const;

/** What print may have been left out as. */
const REASONS: ReadonlySet<LeftOutReason> = new Set(['print', 'words', 'unread']);

/** What is read, and whether a person has said so. */
interface Member {
  readonly box: Box;
  readonly given?: true;
  readonly begins?: boolean;
}

/** The numbers of a page by their sizes. */
export interface Sized<T> {
  /** Each with the doubt about its size in its `spacing`. */
  readonly numbers: Spaced<T>[][];
  /** The glyphs of those that are print. */
  readonly leftOut: LeftOut[];
}

/**
 * Holds the size of each number of a page against the others'. What a person has said stays.
 * @param beside the strokes that were left out
 */
export function bySize<T extends Member>(
  lines: readonly (readonly Spaced<T>[])[],
  beside: readonly LeftOut[],
): Sized<T> {
  const heightOf = ({ members }: Spaced<T>): number => median(members.map(({ box }) => box.h)) ?? 0;
  const usual = median(lines.flat().map(heightOf)) ?? 0;
  const fitOf = (number: Spaced<T>): number => sizeFit(heightOf(number), usual, FREE);
  const strokes = beside.filter(({ reason }) => REASONS.has(reason));
  const isPrint = (number: Spaced<T>): boolean =>
    fitOf(number) < PRINT.fit &&
    !number.members.some(({ given, begins }) => given || begins !== undefined) &&
    strokes.filter(({ box }) => isCompany(box, union(number.members.map((member) => member.box)))).length >=
      PRINT.company;
  const printed = new Set(lines.flat().filter(isPrint));
  return {
    numbers: lines
      .map((line) =>
        line
          .filter((number) => !printed.has(number))
          .map((number) => ({ ...number, spacing: number.spacing * fitOf(number) })),
      )
      .filter((line) => line.length > 0),
    leftOut: [...printed].flatMap(({ members }) => members.map(({ box }): LeftOut => ({ box, reason: 'print' }))),
  };
}

/** Whether a stroke stands beside a number, and is as high. */
function isCompany(stroke: Box, number: Box): boolean {
  const apart = Math.max(stroke.x - number.x - number.w, number.x - stroke.x - stroke.w);
  const level = Math.min(stroke.y + stroke.h, number.y + number.h) - Math.max(stroke.y, number.y);
  return (
    stroke.h >= PRINT.lowest * number.h &&
    stroke.h <= PRINT.highest * number.h &&
    apart <= PRINT.near * number.h &&
    level >= PRINT.level * Math.min(stroke.h, number.h)
  );
}
