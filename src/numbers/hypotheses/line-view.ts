// A hypothesis as it stands in its line: its own ink, and all the ink around it, at the line's scale. A piece of a 4
// may look like a 1 by itself; beside the rest of the 4 it does not.
import type { Box } from '../../geometry/box.js';
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
export function drawView(
  view: Uint8Array,
  at: number,
  ink: Plane,
  labels: Int32Array,
  pieces: readonly Piece[],
  box: Box,
  height: number,
): void {
  const cell = (TALL * height) / VIEW_HEIGHT;
  const columns = edges(box.x + box.w / 2 - (cell * VIEW_WIDTH) / 2, cell, VIEW_WIDTH);
  const rows = edges(box.y + box.h / 2 - (cell * VIEW_HEIGHT) / 2, cell, VIEW_HEIGHT);
  const wanted = pieces.map((piece) => piece.label);
  const only = wanted[0]!;
  for (let r = 0; r < VIEW_HEIGHT; r++) {
    const [top, bottom] = [Math.max(0, rows[2 * r]!), Math.min(ink.height, rows[2 * r + 1]!)];
    for (let c = 0; c < VIEW_WIDTH; c++) {
      const [left, right] = [Math.max(0, columns[2 * c]!), Math.min(ink.width, columns[2 * c + 1]!)];
      let [own, all] = [0, 0];
      for (let y = top; y < bottom; y++) {
        for (let i = y * ink.width + left; i < y * ink.width + right; i++) {
          const label = labels[i]!;
          if (label === 0) continue;
          all += ink.data[i]!;
          if (label === only || (wanted.length > 1 && wanted.includes(label))) own += ink.data[i]!;
        }
      }
      const area = (rows[2 * r + 1]! - rows[2 * r]!) * (columns[2 * c + 1]! - columns[2 * c]!);
      view[at + 2 * (r * VIEW_WIDTH + c)] = own / area;
      view[at + 2 * (r * VIEW_WIDTH + c) + 1] = all / area;
    }
  }
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
