// A hypothesis as it stands in its line: its own ink, and all the ink around it, at the line's scale. A piece of a 4
// may look like a 1 by itself; beside the rest of the 4 it does not.
import { type Box, union } from '../../geometry/box.js';
import type { Plane } from '../../page/image.js';
import type { Piece } from '../../strokes/piece.js';

/** The view's height and width in cells. */
export const VIEW_HEIGHT = 24;
export const VIEW_WIDTH = 40;

/** The view's height in digit heights. */
const TALL = 1.5;

/** Values of one view: [VIEW_HEIGHT, VIEW_WIDTH, 2], the hypothesis' own ink and all ink, 0 to 255. */
export const VIEW_SIZE = VIEW_HEIGHT * VIEW_WIDTH * 2;

/**
 * Draws the pieces in `box` and what surrounds them into `view` from `at` on, for digits `height` pixels high. Each
 * cell is the mean of its pixels.
 */
export type DrawView = (view: Uint8Array, at: number, pieces: readonly Piece[], box: Box, height: number) => void;

/** Draws views of a page's ink; its pixels are summed up once for all of them. */
export function openViews(ink: Plane, labels: Int32Array): DrawView {
  const sums = sumsOf(ink, labels);
  const stride = ink.width + 1;
  return (view, at, pieces, box, height) => {
    const cell = (TALL * height) / VIEW_HEIGHT;
    const columns = edges(box.x + box.w / 2 - (cell * VIEW_WIDTH) / 2, cell, VIEW_WIDTH);
    const rows = edges(box.y + box.h / 2 - (cell * VIEW_HEIGHT) / 2, cell, VIEW_HEIGHT);
    const wanted = pieces.map((piece) => piece.label);
    const around = union(pieces.map((piece) => piece.box));
    const [bottomOfOwn, rightOfOwn] = [around.y + around.h, around.x + around.w];
    for (let r = 0; r < VIEW_HEIGHT; r++) {
      const top = Math.max(0, rows[2 * r]!);
      const bottom = Math.max(top, Math.min(ink.height, rows[2 * r + 1]!));
      for (let c = 0; c < VIEW_WIDTH; c++) {
        const left = Math.max(0, columns[2 * c]!);
        const right = Math.max(left, Math.min(ink.width, columns[2 * c + 1]!));
        const [above, below] = [top * stride, bottom * stride];
        const all = (sums[below + right]! - sums[below + left]! - sums[above + right]! + sums[above + left]!) >>> 0;
        let own = 0;
        if (all > 0)
          for (let y = Math.max(top, around.y); y < Math.min(bottom, bottomOfOwn); y++) {
            const last = y * ink.width + Math.min(right, rightOfOwn);
            for (let i = y * ink.width + Math.max(left, around.x); i < last; i++)
              if (wanted.includes(labels[i]!)) own += ink.data[i]!;
          }
        const area = (rows[2 * r + 1]! - rows[2 * r]!) * (columns[2 * c + 1]! - columns[2 * c]!);
        view[at + 2 * (r * VIEW_WIDTH + c)] = own / area;
        view[at + 2 * (r * VIEW_WIDTH + c) + 1] = all / area;
      }
    }
  };
}

/**
 * Sums of the ink of all pieces left of and above each corner, [height + 1, width + 1], modulo 2³² (an integral image:
 * Crow 1984).
 */
function sumsOf({ width, height, data }: Plane, labels: Int32Array): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0, i = y * width, to = (y + 1) * (width + 1) + 1; x < width; x++, i++, to++) {
      if (labels[i] !== 0) row += data[i]!;
      sums[to] = sums[to - width - 1]! + row;
    }
  }
  return sums;
}

/** First pixel and last but one of each of `count` cells from `from` on; every cell has a pixel. */
function edges(from: number, cell: number, count: number): Int32Array {
  const out = new Int32Array(2 * count);
  for (let k = 0; k < count; k++) {
    out[2 * k] = Math.floor(from + k * cell);
    out[2 * k + 1] = Math.max(out[2 * k]! + 1, Math.floor(from + (k + 1) * cell));
  }
  return out;
}
