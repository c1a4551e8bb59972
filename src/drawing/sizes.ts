// How large what is drawn on a photo is: sizes follow the glyphs, and small pictures are enlarged, so that the writing
// is legible on any photo.
import { median } from '../geometry/median.js';
import type { PageImage } from '../page/image.js';
import { judgedGlyphs, type Reading } from '../reading.js';
import type { Sizes } from './place-labels.js';

/** Set by eye. */
const LOOK = {
  /** The height, in pixels, below which a percentage cannot be read. */
  legible: 14,
  /** How many times as large a small picture becomes at most, and its longer side then, in pixels. */
  mostEnlarged: 6,
  mostSide: 5000,
  /** Photos with more pixels are shrunk, as far as the writing on them stays legible. */
  mostPixels: 4_000_000,
  /** Straight ink that is longer than so many times the height of a glyph is of a rule. */
  rule: 2.5,
} as const;

/** The length in pixels of the page from which on a straight run of ink is of a rule. */
export function ruleLength(reading: Reading): number {
  const heights = reading.lines.flatMap((line) => line.numbers.flatMap(judgedGlyphs)).map(({ box }) => box.h);
  return LOOK.rule * (median(heights) ?? Number.POSITIVE_INFINITY);
}

/** Sizes that fit the glyphs: percentages of neighbours must not run into each other, and all must be legible. */
export function sizesFor(page: Pick<PageImage, 'width' | 'height'>, reading: Reading): Sizes {
  const rows = reading.lines.map((line) => line.numbers.flatMap(judgedGlyphs).map(({ box }) => box));
  const heights = rows.flat().map((box) => box.h);
  const gaps = rows.flatMap((row) => row.slice(1).map((box, i) => box.x + box.w / 2 - (row[i]!.x + row[i]!.w / 2)));
  const tall = median(heights) ?? Math.min(page.width, page.height) / 4;
  const apart = median(gaps.filter((gap) => gap > 0)) ?? tall;
  const rowGaps = rows
    .slice(1)
    .map((row, i) => least(row.map((box) => box.y)) - most((rows[i] ?? []).map((box) => box.y + box.h)));
  const between = median(rowGaps.filter((gap) => gap > 0)) ?? tall;
  // "99%" is 1.85 times as wide as it is high; a row's percentages share the gap below it with
  // the next one's labels, unless rows are so close that nothing would be left of either.
  const percent = Math.min(tall * 0.3, (apart * 0.85) / 1.85, Math.max(between * 0.36, tall * 0.18));
  const scale = outputScale(page, percent);
  const size = Math.max(percent * scale, LOOK.legible * 0.7);
  const label = Math.max(Math.min(tall * 0.34, Math.max(between * 0.42, tall * 0.24)) * scale, size);
  return { scale, label, percent: size, line: Math.max(1, Math.round(size / 9)) };
}

/**
 * Enlarges where percentages of this height could not be read, and shrinks where the picture is needlessly large for
 * them.
 */
function outputScale({ width, height }: Pick<PageImage, 'width' | 'height'>, percent: number): number {
  if (percent < LOOK.legible) {
    const room = Math.max(1, Math.floor(LOOK.mostSide / Math.max(width, height)));
    return Math.min(Math.ceil(LOOK.legible / percent), LOOK.mostEnlarged, room);
  }
  return (
    1 /
    Math.max(1, Math.min(Math.ceil(Math.sqrt((width * height) / LOOK.mostPixels)), Math.floor(percent / LOOK.legible)))
  );
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
