// How much darker each pixel is than the paper around it. Dividing by a local background flattens shadows,
// vignetting and colour casts at once; what is left is what was written (and noise).

import { gridRow } from './coarse-grid.js';
import { extend, trim } from './extend-border.js';
import type { Plane } from './image.js';
import { closing } from './morphology.js';
import { type Reduced, reduce } from './reduce.js';

/** `contrast` planes hold ZERO where a pixel is as light as its background, so that noise on both sides survives. */
export const ZERO = 32;

/** Values above ZERO per unit of relative darkness: black ink on any paper would be ZERO + SPAN. */
export const SPAN = 255 - ZERO;

/** Below this the sensor's own noise is larger than any ink, so dark corners are not divided up further. */
const DARKEST = 24;

/** The background is so smooth that a grid this many pixels wide carries it. */
const GRID = 4;

/**
 * Relative darkness against the local background: ZERO + SPAN · (background - value) / background, clamped to 0…255.
 * The background is the closing with `radius` working pixels; strokes must be narrower than twice that. Of three
 * colours the two that darken most are averaged, so red and blue ink count as much as black.
 */
export function contrast(page: Reduced, radius: number): Plane {
  const { width, height, planes } = page;
  const data = new Uint8Array(width * height);
  const backgrounds = planes.map((plane) => background(plane, radius));
  const rows = planes.map(() => new Float32Array(width));
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < planes.length; c++) {
      const grid = backgrounds[c]!;
      gridRow(grid.data, grid.width, grid.height, y, height, rows[c]!);
    }
    const at = y * width;
    if (planes.length === 3) colourRow(planes, rows, at, width, data);
    else greyRow(planes[0]!.data, rows[0]!, at, width, data);
  }
  return { width, height, data };
}

function greyRow(values: Uint8Array, background: Float32Array, at: number, width: number, out: Uint8Array): void {
  for (let x = 0; x < width; x++) out[at + x] = encode(1 - values[at + x]! / background[x]!);
}

function colourRow(
  planes: readonly Plane[],
  backgrounds: readonly Float32Array[],
  at: number,
  width: number,
  out: Uint8Array,
): void {
  const red = planes[0]!.data;
  const green = planes[1]!.data;
  const blue = planes[2]!.data;
  const underRed = backgrounds[0]!;
  const underGreen = backgrounds[1]!;
  const underBlue = backgrounds[2]!;
  for (let x = 0; x < width; x++) {
    const r = 1 - red[at + x]! / underRed[x]!;
    const g = 1 - green[at + x]! / underGreen[x]!;
    const b = 1 - blue[at + x]! / underBlue[x]!;
    out[at + x] = encode((r + g + b - Math.min(r, g, b)) * 0.5);
  }
}

function encode(darkness: number): number {
  const value = ZERO + SPAN * darkness + 0.5;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** The closing of one channel on a grid of GRID × GRID blocks. */
function background(plane: Plane, radius: number): Plane {
  const coarse = reduce({ width: plane.width, height: plane.height, channels: 1, data: plane.data }, GRID);
  const reach = Math.max(1, Math.round(radius / GRID));
  const closed = trim(closing(extend(coarse.planes[0]!, 2 * reach, reach), reach), 2 * reach);
  return { ...closed, data: closed.data.map((v) => Math.max(DARKEST, v)) };
}
