// Boxes and cells of a page as objects: where one symbol or one run of them is meant to stand. Their sides may be
// faint, worn or open; a rule that is broken where a stroke crosses it still parts two cells.
import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';
import { findComponents } from './components.js';
import type { Mask } from './run-chain.js';

/** A region for one symbol or one run of them. */
export interface Cell {
  /** What lies within its sides, pixels. */
  readonly box: Box;
  /** [box.h] its first column in each row. */
  readonly left: Int32Array;
  /** [box.h] its last column in each row. */
  readonly right: Int32Array;
}

/** Set by eye on photos of forms. Pixels, but for the first. */
const SIDE = {
  /** What is a rule so likely, of 255, may be a side. */
  least: 50,
  /** The shortest straight piece of a rule. */
  shortest: 7,
  /** Two pieces of one rule lie no further apart. */
  apart: 10,
  /** A piece may go on beyond its ends so far, where corners are worn and where leaning rules step. */
  beyond: 3,
} as const;

/** A cell fills this share of its box: one that leans fills less. Set by eye. */
const FILLED = 0.75;

/** So much of a cell, all in all, must look like paper in one. Set by eye. */
const PAPER = 0.35;

/**
 * The cells of a page, none of which holds another.
 * @param rule [height, width] how likely each pixel is a rule or the side of a box, 0 to 255
 * @param paper [height, width] how likely each pixel is paper in a cell, 0 to 255
 * @param inside [height, width] 1 where paper may be in a cell, or ink is
 * @param sizes the smallest and the largest side, pixels
 */
export function findCells(
  rule: Plane,
  paper: Uint8Array,
  inside: Mask,
  sizes: { readonly least: number; readonly most: number },
): Cell[] {
  const { width, height } = rule;
  const rules = rule.data.map((value) => (value >= SIDE.least ? 1 : 0));
  const open = inside.data.slice();
  closeAlong(rules, open, { length: width, count: height, step: 1, next: width });
  closeAlong(rules, open, { length: height, count: width, step: width, next: 1 });
  const { labels, list } = findComponents({ width, height, data: open }, 1);
  const cells: Cell[] = [];
  for (const [k, { box }] of list.entries()) {
    const { w, h } = box;
    if (Math.min(w, h) < sizes.least || Math.max(w, h) > sizes.most) continue;
    const sides = sidesOf(labels, width, k + 1, box);
    const filled = sides.left.reduce((sum, from, row) => sum + sides.right[row]! - from + 1, 0);
    if (filled < FILLED * w * h || paperOf(paper, labels, width, k + 1, box) < PAPER * 255 * list[k]!.area) continue;
    cells.push({ box, ...sides });
  }
  return cells.filter((cell) => !cells.some((other) => other !== cell && isWithin(other.box, cell.box)));
}

/** Lines of a picture, across or down. */
interface Lines {
  /** Pixels of a line. */
  readonly length: number;
  /** Lines in all. */
  readonly count: number;
  /** From one pixel of a line to the next, and from one line to the next. */
  readonly step: number;
  readonly next: number;
}

/** Closes `open` along the straight pieces of rules that run along some lines, and between pieces that are near. */
function closeAlong(rules: Uint8Array, open: Uint8Array, { length, count, step, next }: Lines): void {
  for (let line = 0; line < count; line++) {
    const start = line * next;
    let last = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < length; at++) {
      if (rules[start + at * step] !== 1) continue;
      const from = at;
      while (at < length && rules[start + at * step] === 1) at++;
      if (at - from < SIDE.shortest) continue;
      const first = from - last <= SIDE.apart ? last : Math.max(0, from - SIDE.beyond);
      const end = Math.min(length, at + SIDE.beyond);
      for (let to = first; to < end; to++) open[start + to * step] = 0;
      last = at;
    }
  }
}

/** The chances that the pixels with a label are paper in a cell, summed. */
function paperOf(paper: Uint8Array, labels: Int32Array, width: number, label: number, { x, y, w, h }: Box): number {
  let sum = 0;
  for (let row = y; row < y + h; row++)
    for (let at = row * width + x; at < row * width + x + w; at++) if (labels[at] === label) sum += paper[at]!;
  return sum;
}

/** The first and the last column with a label in each row of its box. */
function sidesOf(labels: Int32Array, width: number, label: number, { x, y, w, h }: Box): Pick<Cell, 'left' | 'right'> {
  const left = new Int32Array(h).fill(x + w);
  const right = new Int32Array(h).fill(x - 1);
  for (let row = 0; row < h; row++) {
    for (let column = x; column < x + w; column++) {
      if (labels[(y + row) * width + column] !== label) continue;
      left[row] = Math.min(left[row]!, column);
      right[row] = column;
    }
  }
  return { left, right };
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  );
}
