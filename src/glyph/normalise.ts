// Crop → 28×28, white on black: the one way a glyph's picture is made, for training, learning and reading alike.
// Like MNIST's (LeCun et al. 1998): the ink fits a 20×20 box with its aspect kept, its centre of mass is the picture's
// centre. Beyond MNIST, the pen is drawn towards MNIST's, so hair-thin pencil and marker look alike: the shape is
// redrawn from its signed distance field, and it is the strokes' middles that fill the box, not their flanks.
import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';
import { CHAMFER, distanceTo } from './distance.js';
import { pictureSide, pictureSize } from './picture.js';

/** Side of the box within it that the ink fills. */
const INNER = 20;

/** Fine pixels per picture pixel: the shape is drawn this much larger, then averaged, which smooths its edges. */
const FINE = 3;
const GRID = pictureSide * FINE;

/** MNIST's median pen in picture pixels (2 % to 98 %: 1.7 to 4.0). */
const PEN = 2.6;

/** Widths come this close to PEN: a width of PEN · r is drawn as PEN · r ** KEPT. */
const KEPT = 0.4;

/**
 * The glyph picture, [28, 28], of the ink in `plane`, where a pixel is written from `edge` up and `box` is the written
 * pixels' bounding box; what is not the glyph's must have been cleared. All 0 where nothing is written.
 */
export function normalise(plane: Plane, box: Box, edge: number): Uint8Array {
  const length = Math.max(box.w, box.h);
  const first = (INNER * FINE) / length;
  const measured = draw(plane, box, edge, first);
  const width = strokeWidth(measured);
  if (width === 0) return new Uint8Array(pictureSize);

  const pen = PEN * FINE;
  const wanted = Math.min(INNER * FINE * 0.5, pen * (width / pen) ** KEPT);
  // The strokes' middles span length - width of the crop; drawn with the wanted pen they shall span the box. A dot has
  // no such span: it keeps its own size.
  const source = width / first;
  const scale = Math.min((INNER * FINE - wanted) / Math.max(length - source, 1e-6), 1.5 * first);
  const shape = draw(plane, box, edge, scale);
  return centre(redraw(shape, (wanted - source * scale) / 2));
}

/** A shape on the fine grid, and the window beyond which there is none of it. */
interface Shape {
  /** [GRID, GRID] */
  readonly mask: Uint8Array;
  /** Columns and rows from `left` and `top` on, up to but without `right` and `bottom`. */
  readonly window: Window;
}

interface Window {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A window that is larger by so many fine pixels on every side, as far as the grid goes. */
const grown = ({ left, right, top, bottom }: Window, by: number): Window => ({
  left: Math.max(0, left - by),
  right: Math.min(GRID, right + by),
  top: Math.max(0, top - by),
  bottom: Math.min(GRID, bottom + by),
});

/** The box's ink on the fine grid, magnified by `scale` about the grid's centre. */
function draw(plane: Plane, box: Box, edge: number, scale: number): Shape {
  const mask = new Uint8Array(GRID * GRID);
  const x0 = box.x + box.w / 2;
  const y0 = box.y + box.h / 2;
  const halfW = Math.ceil((box.w * scale) / 2) + 1;
  const halfH = Math.ceil((box.h * scale) / 2) + 1;
  const left = Math.max(0, GRID / 2 - halfW);
  const right = Math.min(GRID, GRID / 2 + halfW);
  const top = Math.max(0, GRID / 2 - halfH);
  const bottom = Math.min(GRID, GRID / 2 + halfH);
  const reach = 0.5 / scale; // half a fine pixel, in the plane's pixels
  const columns = columnsOf(left, right, x0, scale);
  for (let y = top; y < bottom; y++) {
    const v = y0 + (y + 0.5 - GRID / 2) / scale;
    if (scale >= 0.75) drawRow(mask, y * GRID + left, plane, v, columns, edge);
    else
      for (let x = left; x < right; x++) {
        const u = x0 + (x + 0.5 - GRID / 2) / scale;
        if (areaMean(plane, u, v, reach) >= edge) mask[y * GRID + x] = 1;
      }
  }
  return { mask, window: { left, right, top, bottom } };
}

/** For each column of the fine grid the pixel to its left, and how far it lies beyond that one's centre. */
interface Columns {
  readonly pixel: Int32Array;
  readonly beyond: Float64Array;
}

function columnsOf(left: number, right: number, x0: number, scale: number): Columns {
  const pixel = new Int32Array(Math.max(0, right - left));
  const beyond = new Float64Array(pixel.length);
  for (let k = 0; k < pixel.length; k++) {
    const u = x0 + (left + k + 0.5 - GRID / 2) / scale;
    const x = Math.floor(u - 0.5);
    pixel[k] = x;
    beyond[k] = u - 0.5 - x;
  }
  return { pixel, beyond };
}

/** Sets what is written of a row of the fine grid: what `bilinear` says of each of its pixels, but faster. */
function drawRow(
  mask: Uint8Array,
  at0: number,
  plane: Plane,
  v: number,
  { pixel, beyond }: Columns,
  edge: number,
): void {
  const { width, height, data } = plane;
  const y = Math.floor(v - 0.5);
  const fy = v - 0.5 - y;
  const isWithin = y >= 0 && y + 1 < height;
  for (let k = 0; k < pixel.length; k++) {
    const x = pixel[k]!;
    const fx = beyond[k]!;
    let a: number, b: number, c: number, d: number;
    if (isWithin && x >= 0 && x + 1 < width) {
      const p = y * width + x;
      [a, b, c, d] = [data[p]!, data[p + 1]!, data[p + width]!, data[p + width + 1]!];
    } else [a, b, c, d] = [at(plane, x, y), at(plane, x + 1, y), at(plane, x, y + 1), at(plane, x + 1, y + 1)];
    if ((a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy >= edge) mask[at0 + k] = 1;
  }
}

/** The plane at (u, v), pixel centres at half-integers. */
export function bilinear(plane: Plane, u: number, v: number): number {
  const x = Math.floor(u - 0.5);
  const y = Math.floor(v - 0.5);
  const fx = u - 0.5 - x;
  const fy = v - 0.5 - y;
  return (
    (at(plane, x, y) * (1 - fx) + at(plane, x + 1, y) * fx) * (1 - fy) +
    (at(plane, x, y + 1) * (1 - fx) + at(plane, x + 1, y + 1) * fx) * fy
  );
}

/** The mean of the pixels whose centres lie within `reach` of (u, v). */
function areaMean(plane: Plane, u: number, v: number, reach: number): number {
  const x0 = Math.round(u - reach);
  const x1 = Math.max(x0 + 1, Math.round(u + reach));
  const y0 = Math.round(v - reach);
  const y1 = Math.max(y0 + 1, Math.round(v + reach));
  let sum = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += at(plane, x, y);
  return sum / ((x1 - x0) * (y1 - y0));
}

function at(plane: Plane, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= plane.width || y >= plane.height) return 0;
  return plane.data[y * plane.width + x]!;
}

/**
 * Mean width of a shape's strokes: twice its area over its perimeter, the perimeter counted from 2 × 2 blocks (Gray
 * 1971) so that straight and slanted edges come out alike.
 */
function strokeWidth({ mask, window }: Shape): number {
  const { left, right, top, bottom } = grown(window, 1);
  let area = 0;
  let perimeter = 0;
  for (let y = top; y < bottom - 1; y++) {
    for (let x = left, i = y * GRID + left; x < right - 1; x++, i++) {
      const a = mask[i]!;
      const d = mask[i + GRID + 1]!;
      const sum = a + mask[i + 1]! + mask[i + GRID]! + d;
      if (sum === 0) continue;
      area += sum / 4;
      if (sum === 4) continue;
      if (sum === 2) perimeter += a === d ? Math.SQRT2 : 1;
      else perimeter += Math.SQRT1_2;
    }
  }
  return area === 0 ? 0 : Math.max(1, (2 * area) / perimeter);
}

/** Soft coverage of the fine grid, 0 to 1. */
interface Coverage {
  /** [window.bottom - window.top, window.right - window.left] */
  readonly cover: Float32Array;
  /** Nothing is covered outside of it. */
  readonly window: Window;
}

/**
 * The shape grown (or, where negative, thinned) by `by` fine pixels on every side. Growing needs the distances outside
 * the shape only, thinning those inside.
 */
function redraw({ mask, window }: Shape, by: number): Coverage {
  const grows = by >= 0;
  const around = grown(window, Math.ceil(Math.abs(by)) + 2);
  const [width, height] = [around.right - around.left, around.bottom - around.top];
  const within = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (around.top + y) * GRID + around.left;
    within.set(mask.subarray(from, from + width), y * width);
  }
  const distance = distanceTo(within, width, height, grows ? 1 : 0);
  const cover = new Float32Array(within.length);
  // Most pixels are further away than counts: coverage by distance, up to where it no longer changes.
  const coverage = new Float32Array(Math.ceil(CHAMFER * (1 + Math.abs(by))) + 1);
  for (let d = 0; d < coverage.length; d++) {
    const away = d / CHAMFER;
    coverage[d] = Math.min(1, Math.max(0, grows ? (d === 0 ? 1 : 1 + by - away) : away + by));
  }
  const last = coverage.length - 1;
  for (let i = 0; i < cover.length; i++) cover[i] = coverage[Math.min(distance[i]!, last)]!;
  return { cover, window: around };
}

/** The picture pixel that a fine one lies in. */
const CELL = Uint8Array.from({ length: GRID }, (_, i) => Math.floor(i / FINE));

/**
 * Averages FINE × FINE blocks with the shape's centre of mass moved to the picture's centre (no further than its ink
 * allows).
 */
function centre({ cover, window }: Coverage): Uint8Array {
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  let left = GRID;
  let right = -1;
  let top = GRID;
  let bottom = -1;
  for (let y = window.top, i = 0; y < window.bottom; y++) {
    for (let x = window.left; x < window.right; x++, i++) {
      const v = cover[i]!;
      if (v === 0) continue;
      sum += v;
      sumX += v * x;
      sumY += v * y;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (sum === 0) return new Uint8Array(pictureSize);
  const dx = clamp(Math.round((GRID - 1) / 2 - sumX / sum), -left, GRID - 1 - right);
  const dy = clamp(Math.round((GRID - 1) / 2 - sumY / sum), -top, GRID - 1 - bottom);
  const cells = new Float32Array(pictureSize);
  const wide = window.right - window.left;
  for (let y = top; y <= bottom; y++) {
    const row = CELL[y + dy]! * pictureSide;
    let i = (y - window.top) * wide + left - window.left;
    for (let x = left; x <= right; x++, i++) cells[row + CELL[x + dx]!]! += cover[i]!;
  }
  const picture = new Uint8Array(pictureSize);
  for (let k = 0; k < pictureSize; k++) picture[k] = Math.round((255 * cells[k]!) / (FINE * FINE));
  return picture;
}

function clamp(v: number, low: number, high: number): number {
  return v < low ? low : v > high ? high : v;
}
