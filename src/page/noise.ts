// What the paper itself looks like, place by place: the level and the spread of its darkness. Texture, sensor
// noise and what is left of a shadow all show up here, so a threshold in these units means the same everywhere.
import type { Plane } from './image.js';

/** Paper level and spread on a grid of square tiles, both in units of the plane they were measured on. */
export interface PaperNoise {
  /** Side of a tile, about, in pixels. */
  readonly tile: number;
  /** How many tiles there are from left to right. */
  readonly columns: number;
  /** How many tiles there are from top to bottom. */
  readonly rows: number;
  /** [rows, columns] */
  readonly level: Float32Array;
  /** [rows, columns], standard deviations */
  readonly spread: Float32Array;
}

// Ink covers less than half of any tile, so the lower quantiles are paper's. For a normal distribution these two lie
// 1.15 standard deviations apart when 0 % is ink, and 0.9 when 30 % is: the estimate is good to 15 % either way.
const LEVEL_QUANTILE = 0.4;
const LOW_QUANTILE = 0.08;
const QUANTILE_DISTANCE = 1.02;

/** Measures paper in tiles of `tile` pixels: robust against the ink on it, smoothed over neighbours. */
export function measureNoise(plane: Plane, tile: number): PaperNoise {
  const columns = Math.max(1, Math.round(plane.width / tile));
  const rows = Math.max(1, Math.round(plane.height / tile));
  const level = new Float32Array(columns * rows);
  const spread = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let r = 0; r < rows; r++) {
    const y0 = Math.floor((r * plane.height) / rows);
    const y1 = Math.floor(((r + 1) * plane.height) / rows);
    for (let c = 0; c < columns; c++) {
      const x0 = Math.floor((c * plane.width) / columns);
      const x1 = Math.floor(((c + 1) * plane.width) / columns);
      histogram.fill(0);
      // Every other pixel of every other row: hundreds are enough for a quantile.
      let count = 0;
      for (let y = y0; y < y1; y += 2) {
        const row = y * plane.width;
        for (let x = x0; x < x1; x += 2) histogram[plane.data[row + x]!]!++;
        count += (x1 - x0 + 1) >> 1;
      }
      const middle = quantile(histogram, count * LEVEL_QUANTILE);
      level[r * columns + c] = middle;
      spread[r * columns + c] = (middle - quantile(histogram, count * LOW_QUANTILE)) / QUANTILE_DISTANCE;
    }
  }
  return { tile, columns, rows, level: smooth(level, columns, rows), spread: smooth(spread, columns, rows) };
}

/**
 * The median spread of the tiles whose middle lies on the page, or of all where none does. Middles are given as shares
 * (0 to 1) of the picture's width and height.
 */
export function usualSpread(
  { columns, rows, spread }: PaperNoise,
  isOnPage: (x: number, y: number) => boolean = () => true,
): number {
  const inside = spread.filter((_, k) =>
    isOnPage(((k % columns) + 0.5) / columns, (Math.floor(k / columns) + 0.5) / rows),
  );
  const sorted = (inside.length > 0 ? inside : spread).slice().sort();
  return sorted[sorted.length >> 1]!;
}

/** The value below which `target` counts lie, interpolated within its bin so that clean scans do not all read 0. */
function quantile(histogram: Uint32Array, target: number): number {
  let seen = 0;
  for (let v = 0; v < 256; v++) {
    const count = histogram[v]!;
    if (seen + count > target) return v - 0.5 + (target - seen) / count;
    seen += count;
  }
  return 255;
}

/** Median of each tile's 3 × 3 neighbourhood: a tile that a thick stroke fills takes its neighbours' paper. */
function smooth(grid: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(grid.length);
  const around: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      around.length = 0;
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++) {
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++) around.push(grid[y * columns + x]!);
      }
      around.sort((a, b) => a - b);
      out[r * columns + c] = around[(around.length - 1) >> 1]!;
    }
  }
  return out;
}
