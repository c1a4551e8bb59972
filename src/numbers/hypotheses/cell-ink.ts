// Ink within printed boxes: guides and letters that are printed in a box to write over are far fainter than what is
// written there.
import type { PageSight } from '../../model/sight/page-model.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { type Cell, findCells } from '../../strokes/cells.js';

/** What is a rule or other paper by more than this, of 255, is no part of a cell. Set by eye on photos of forms. */
const OUTSIDE = 110;

/** In digit heights, the smallest and the largest side of a cell that holds one glyph or one number. Set by eye. */
const CELL = { least: 0.7, most: 12 } as const;

/** A box for one glyph is so wide for its height. Set by eye. */
const ONE_GLYPH = { narrowest: 0.5, widest: 1.6 } as const;

/**
 * Set by eye on photos of forms. In a box, ink fainter than the share `ink` of what is written in such boxes is print.
 * That there is such print shows where so much of their ink is so faint in the share `boxes` of them: pens seldom fade
 * so much.
 */
const FAINT = { ink: 0.42, pixels: 0.25, boxes: 0.4 } as const;

/** Faint ink that is a number's by more than this, of 255, is no print all the same. Set by eye on drawn documents. */
const SURE = 200;

/** What is written in boxes is as dark as the darkest tenth of their ink. */
const DARKEST = 0.9;

/** The cells of a page whose digits are so high, working pixels. */
export function cellsOf({ plane: { width, height } }: Ink, { rule, paper, cell }: PageSight, digit: number): Cell[] {
  const inside = paper.map((value, at) => (value + rule[at]! < OUTSIDE ? 1 : 0));
  return findCells(
    { width, height, data: rule },
    cell,
    { width, height, data: inside },
    { least: CELL.least * digit, most: CELL.most * digit },
  );
}

/**
 * Erases from boxes for one glyph the print that is far fainter than the writing in them, where they hold such. What is
 * writing is told by what the page model sees as `number`: print is often darker than a pencil.
 */
export function eraseFaintInk({ plane, darkness }: Ink, { number }: PageSight, cells: readonly Cell[]): void {
  const boxes = cells.filter(({ box: { w, h } }) => w >= ONE_GLYPH.narrowest * h && w <= ONE_GLYPH.widest * h);
  const ofNumbers = new Float64Array(256);
  const counts = boxes.map((cell) => {
    const count = new Float64Array(256);
    for (const at of pixelsOf(cell, plane.width)) {
      if (plane.data[at]! < INK_EDGE) continue;
      count[darkness.data[at]!]!++;
      ofNumbers[darkness.data[at]!]! += number[at]! / 255;
    }
    return count;
  });
  const least = FAINT.ink * shareBelow(ofNumbers, DARKEST);
  const inked = counts.filter((count) => count.some((pixels) => pixels > 0));
  const faint = inked.filter((count) => shareBelow(count, FAINT.pixels) < least);
  if (faint.length < FAINT.boxes * inked.length) return;
  for (const cell of boxes)
    for (const at of pixelsOf(cell, plane.width))
      if (darkness.data[at]! < least && number[at]! < SURE) plane.data[at] = 0;
}

/** The places of a cell's pixels on a page so wide. */
function* pixelsOf({ box, left, right }: Cell, width: number): Generator<number> {
  for (let row = 0; row < box.h; row++) {
    const start = (box.y + row) * width;
    for (let x = left[row]!; x <= right[row]!; x++) yield start + x;
  }
}

/** The value below which a share of what is counted lies. */
function shareBelow(count: Float64Array, share: number): number {
  const most = share * count.reduce((sum, value) => sum + value, 0);
  let seen = 0;
  return count.findIndex((value) => {
    seen += value;
    return seen >= most;
  });
}
