// Where digits touch, one component holds several. Seams of least ink from top to bottom (Lu & Shridhar 1996 survey such
// cuts) slice it; the lattice then decides which slices belong together, so a needless seam costs little.

import type { Box, Plane } from '../page/image.js';
import { INK_EDGE } from '../page/ink.js';
import type { Piece } from './piece.js';

/** A seam: for each row of the box, the first column (from the box's left) that lies right of it. */
interface Seam {
  readonly columns: Int32Array;
  /** Ink crossed, in pixels. */
  readonly cost: number;
}

/** A step sideways costs this many ink pixels, so seams lean rather than wander. */
const SIDEWAYS = 0.3;

/**
 * Slices `piece` along seams that cross no more ink than `pens` pens' width, seams at least `apart` pixels from each other.
 * Slices after the first get new values in `labels`, from `nextLabel` up. Gives the slices left to right.
 */
export function cutPiece(
  piece: Piece,
  ink: Plane,
  labels: Int32Array,
  pen: number,
  apart: number,
  nextLabel: number,
): Piece[] {
  const { box } = piece;
  const reach = Math.max(2, Math.round(1.5 * apart));
  const mask = maskOf(piece, ink, labels);
  const seams: Seam[] = [];
  for (let c = apart; c <= box.w - apart; c += Math.max(1, apart / 2)) {
    const seam = seamAround(mask, box, Math.round(c), reach);
    if (seam.cost <= MOST_PENS * pen) seams.push(seam);
  }
  const chosen: Seam[] = [];
  for (const seam of seams.sort((a, b) => a.cost - b.cost)) {
    if (chosen.every((other) => distance(seam, other) >= apart)) chosen.push(seam);
  }
  chosen.sort((a, b) => mean(a.columns) - mean(b.columns));
  return slice(piece, labels, ink.width, chosen, nextLabel);
}

/** Two strokes that cross or run into each other are seldom thicker than this many pens where they meet. */
const MOST_PENS = 3.5;

function maskOf(piece: Piece, ink: Plane, labels: Int32Array): Uint8Array {
  const { box, label } = piece;
  const mask = new Uint8Array(box.w * box.h);
  for (let y = 0; y < box.h; y++) {
    const from = (box.y + y) * ink.width + box.x;
    for (let x = 0; x < box.w; x++) {
      if (labels[from + x] === label && ink.data[from + x]! >= INK_EDGE) mask[y * box.w + x] = 1;
    }
  }
  return mask;
}

/** The cheapest seam that stays within `reach` columns of `centre`. */
function seamAround(mask: Uint8Array, box: Box, centre: number, reach: number): Seam {
  const left = Math.max(1, centre - reach);
  const width = Math.min(box.w - 1, centre + reach) - left + 1;
  const came = new Int8Array(width * box.h);
  let above = new Float64Array(width);
  // Seams far from the window's middle pay a little, so that of equal ones the nearest wins.
  for (let x = 0; x < width; x++) above[x] = mask[left + x]! + (0.05 * Math.abs(left + x - centre)) / reach;
  for (let y = 1; y < box.h; y++) {
    const here = new Float64Array(width);
    for (let x = 0; x < width; x++) {
      let least = above[x]!;
      let step = 0;
      if (x > 0 && above[x - 1]! + SIDEWAYS < least) {
        least = above[x - 1]! + SIDEWAYS;
        step = -1;
      }
      if (x + 1 < width && above[x + 1]! + SIDEWAYS < least) {
        least = above[x + 1]! + SIDEWAYS;
        step = 1;
      }
      here[x] = least + mask[y * box.w + left + x]!;
      came[y * width + x] = step;
    }
    above = here;
  }
  let x = 0;
  for (let k = 1; k < width; k++) if (above[k]! < above[x]!) x = k;
  const columns = new Int32Array(box.h);
  let cost = 0;
  for (let y = box.h - 1; y >= 0; y--) {
    columns[y] = left + x;
    cost += mask[y * box.w + left + x]!;
    if (y > 0) x += came[y * width + x]!;
  }
  return { columns, cost };
}

function distance(a: Seam, b: Seam): number {
  return Math.abs(mean(a.columns) - mean(b.columns));
}

function mean(columns: Int32Array): number {
  let sum = 0;
  for (const c of columns) sum += c;
  return sum / columns.length;
}

function slice(piece: Piece, labels: Int32Array, stride: number, seams: readonly Seam[], nextLabel: number): Piece[] {
  const { box } = piece;
  const count = seams.length + 1;
  const left = new Int32Array(count).fill(box.w);
  const right = new Int32Array(count).fill(-1);
  const top = new Int32Array(count).fill(box.h);
  const bottom = new Int32Array(count);
  const area = new Int32Array(count);
  for (let y = 0; y < box.h; y++) {
    const row = (box.y + y) * stride + box.x;
    for (let x = 0; x < box.w; x++) {
      if (labels[row + x] !== piece.label) continue;
      let k = 0;
      while (k < seams.length && x >= seams[k]!.columns[y]!) k++;
      if (k > 0) labels[row + x] = nextLabel + k - 1;
      left[k] = Math.min(left[k]!, x);
      right[k] = Math.max(right[k]!, x);
      top[k] = Math.min(top[k]!, y);
      bottom[k] = y;
      area[k]!++;
    }
  }
  const out: Piece[] = [];
  for (let k = 0; k < count; k++) {
    if (area[k] === 0) continue;
    out.push({
      label: k === 0 ? piece.label : nextLabel + k - 1,
      box: { x: box.x + left[k]!, y: box.y + top[k]!, w: right[k]! - left[k]! + 1, h: bottom[k]! - top[k]! + 1 },
      area: area[k]!,
      darkness: piece.darkness,
    });
  }
  return out;
}
