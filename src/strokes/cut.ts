// Where symbols touch, one component holds several. Seams of least ink from top to bottom slice it (Lu & Shridhar 1996
// survey such cuts). Slices can be joined again, so a needless seam costs little.

import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';
import { INK_EDGE } from '../page/ink.js';
import type { Piece } from './piece.js';

/** A seam: for each row of the box, the first column (from the box's left) that lies right of it. */
interface Seam {
  readonly columns: Int32Array;
  /** Ink crossed, in pixels. */
  readonly cost: number;
}

/** A step sideways costs this many ink pixels, so seams lean rather than wander. */
const SIDEWAYS = 0.05;

/** Seams are looked for around lines that lean as hands do, this much to the right per pixel up. */
const LEAN = 0.15;

/**
 * Seams stay within these distances of such a line, in times what seams lie apart. Near ones differ from line to line,
 * far ones find their way around strokes.
 */
const REACHES = [1, 2];

/** Two strokes that cross or run into each other are seldom thicker than this many pens where they meet. */
const MOST_PENS = 3.5;

/** Between two seams lies a stroke at least so many times as long as seams lie apart, or they are one and the same. */
const LEAST_BETWEEN = 2.3;

/**
 * Slices `piece` along seams of least ink from top to bottom, looked for `apart` pixels from each other. Slices after
 * the first get new values in `labels`, from `nextLabel` up. Gives the slices left to right.
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
  const mask = maskOf(piece, ink, labels);
  const seams: Seam[] = [];
  const room = roomFor(box);
  for (const times of REACHES) {
    const reach = Math.max(2, Math.round(times * apart));
    for (let c = apart; c <= box.w - apart; c += Math.max(1, apart / 2)) {
      const seam = seamAround(mask, box, Math.round(c), reach, room);
      if (seam.cost <= MOST_PENS * pen) seams.push(seam);
    }
  }
  const chosen = different(seams, mask, box, LEAST_BETWEEN * apart * pen);
  return slice(piece, labels, ink.width, uncrossed(chosen, box.h), nextLabel);
}

/** The cheapest of `seams` that have at least so much ink between them, and between them and the box's sides. */
function different(seams: readonly Seam[], mask: Uint8Array, box: Box, least: number): Int32Array[] {
  const stride = box.w + 1;
  const before = new Int32Array(stride * box.h);
  for (let y = 0; y < box.h; y++)
    for (let x = 0; x < box.w; x++) before[y * stride + x + 1] = before[y * stride + x]! + mask[y * box.w + x]!;
  const between = (a: Int32Array, b: Int32Array): number => {
    let sum = 0;
    for (let y = 0; y < box.h; y++) sum += Math.abs(before[y * stride + a[y]!]! - before[y * stride + b[y]!]!);
    return sum;
  };
  const chosen: Int32Array[] = [new Int32Array(box.h), new Int32Array(box.h).fill(box.w)];
  for (const { columns } of [...seams].sort((a, b) => a.cost - b.cost))
    if (chosen.every((other) => between(columns, other) >= least)) chosen.push(columns);
  return chosen.slice(2);
}

/** Seams left to right; where two cross, they change sides. */
function uncrossed(seams: readonly Int32Array[], rows: number): Int32Array[] {
  const out = seams.map(() => new Int32Array(rows));
  for (let y = 0; y < rows; y++) {
    const columns = seams.map((seam) => seam[y]!).sort((a, b) => a - b);
    for (const [k, column] of columns.entries()) out[k]![y] = column;
  }
  return out;
}

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

/** Memory to look for one seam after the other in a box. */
interface Room {
  /** For each pixel of the box, how far to the right the seam goes in the row above. */
  readonly came: Int16Array;
  /** What the cheapest seam to each pixel of a row costs: of the row at work, and the one above. */
  readonly rows: readonly [Float64Array, Float64Array];
}

const roomFor = ({ w, h }: Box): Room => ({
  came: new Int16Array(w * h),
  rows: [new Float64Array(w), new Float64Array(w)],
});

/** The cheapest seam that stays within `reach` columns of the leaning line through the box's middle row at `centre`. */
function seamAround(mask: Uint8Array, { w, h }: Box, centre: number, reach: number, { came, rows }: Room): Seam {
  const within = (y: number): [number, number] => {
    const middle = centre + Math.round(LEAN * (h / 2 - y));
    const left = Math.min(w - 1, Math.max(1, middle - reach));
    return [left, Math.max(left, Math.min(w - 1, middle + reach))];
  };
  came.fill(0);
  let [above, here] = rows;
  above.fill(Infinity);
  const [first, last] = within(0);
  // Seams that start far from the line pay a little, so that of equal ones the nearest wins.
  for (let x = first; x <= last; x++) above[x] = mask[x]! + (0.05 * Math.abs(x - centre - (LEAN * h) / 2)) / reach;
  for (let y = 1; y < h; y++) {
    here.fill(Infinity);
    const [left, right] = within(y);
    const row = y * w;
    for (let x = left; x <= right; x++) {
      let least = above[x]!;
      if (above[x - 1]! + SIDEWAYS < least) {
        least = above[x - 1]! + SIDEWAYS;
        came[row + x] = -1;
      }
      if (x + 1 < w && above[x + 1]! + SIDEWAYS < least) {
        least = above[x + 1]! + SIDEWAYS;
        came[row + x] = 1;
      }
      here[x] = least;
    }
    // Further sideways along the row, through what ink lies there.
    for (let x = left + 1; x <= right; x++) {
      const least = here[x - 1]! + SIDEWAYS + mask[row + x - 1]!;
      if (least < here[x]!) [here[x], came[row + x]] = [least, came[row + x - 1]! - 1];
    }
    for (let x = right - 1; x >= left; x--) {
      const least = here[x + 1]! + SIDEWAYS + mask[row + x + 1]!;
      if (least < here[x]!) [here[x], came[row + x]] = [least, came[row + x + 1]! + 1];
    }
    for (let x = left; x <= right; x++) here[x]! += mask[row + x]!;
    [above, here] = [here, above];
  }
  const [left, right] = within(h - 1);
  let x = left;
  for (let k = left; k <= right; k++) if (above[k]! < above[x]!) x = k;
  const columns = new Int32Array(h);
  let cost = 0;
  for (let y = h - 1; y >= 0; y--) {
    columns[y] = x;
    cost += mask[y * w + x]!;
    if (y > 0) x += came[y * w + x]!;
  }
  return { columns, cost };
}

function slice(
  piece: Piece,
  labels: Int32Array,
  stride: number,
  seams: readonly Int32Array[],
  nextLabel: number,
): Piece[] {
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
      while (k < seams.length && x >= seams[k]![y]!) k++;
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
