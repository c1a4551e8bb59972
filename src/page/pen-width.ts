// How wide the pen is, in pixels. Every size in the page's treatment (background, texture, gaps) is a multiple of it,
// so a marker filling the picture and a hair-thin pencil in a corner go the same way.
import type { Plane } from './image.js';

/**
 * The pen's width in pixels: the median over written pixels (`plane` ≥ `threshold`) of the shorter of the
 * horizontal and vertical run through each, leaving out runs longer than `longest`. Pixels count by the cube of
 * their value, so that specks of noise, many but faint, do not outvote the pen, and by the inverse of their width, so
 * that it is the length of strokes that votes, and a dark margin does not. 0 where nothing is written.
 */
export function penWidth(plane: Plane, threshold: number, longest: number): number {
  const { width, height, data } = plane;
  const limit = Math.min(0xffff, Math.max(1, Math.floor(longest)));
  const across = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    for (let i = y * width; i < end; i++) {
      if (data[i]! < threshold) continue;
      const start = i;
      while (i < end && data[i]! >= threshold) i++;
      across.fill(Math.min(i - start, limit + 1), start, i);
    }
  }
  const counts = new Float64Array(limit + 2);
  const cubes = Float64Array.from({ length: 256 }, (_, v) => v ** 3);
  const open = new Int32Array(width).fill(-1); // first row of the run that is open in each column
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x < width; x++) {
      const written = y < height && data[y * width + x]! >= threshold;
      if (written) {
        if (open[x]! < 0) open[x] = y;
      } else if (open[x]! >= 0) {
        const run = y - open[x]!;
        for (let k = open[x]!; k < y; k++) {
          const i = k * width + x;
          const shorter = Math.min(run, across[i]!);
          if (shorter <= limit) counts[shorter]! += cubes[data[i]!]! / shorter;
        }
        open[x] = -1;
      }
    }
  }
  return medianWidth(counts);
}

/** The median of widths that `counts` holds by width, interpolated within its bin; 0 where there is none. */
function medianWidth(counts: Float64Array): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  let seen = 0;
  for (let v = 1; v < counts.length; v++) {
    const n = counts[v]!;
    if (seen + n >= total / 2) return v - 0.5 + (total / 2 - seen) / n;
    seen += n;
  }
  return 0;
}
