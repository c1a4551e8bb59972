// Which way the page lies, up to quarter turns: ruling, table borders and upright strokes pile up in two directions.
import type { Plane } from './image.js';
import { reduce } from './reduce.js';

/** One degree a bin. */
const BINS = 90;

/** The peak holds this many times what an even spread would. */
const CLEAR = 2;

/**
 * The angle, in radians from -π/4 to π/4, by which the main direction of the strokes in `ink` is turned clockwise from
 * the picture's axes; 0 where no direction stands out.
 */
export function mainDirection(ink: Plane): number {
  // The ink is nearly black and white, and the slope of a hard edge knows only a few directions: soften it first.
  const { width, height, data } = soften(soften(reduce({ ...ink, channels: 1 }, 2).planes[0]!));
  const bins = new Float64Array(BINS);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      const dx = data[i + 1]! - data[i - 1]!;
      const dy = data[i + width]! - data[i - width]!;
      const size = dx * dx + dy * dy;
      if (size < 40 * 40) continue;
      const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
      bins[Math.floor(degrees + 360) % BINS]! += Math.sqrt(size);
    }
  }
  const total = bins.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  // Three bins about each: strokes are never quite straight.
  const around = Array.from(bins, (n, k) => n + bins[(k + 1) % BINS]! + bins[(k + BINS - 1) % BINS]!);
  const peak = around.reduce((best, n, k) => (n > around[best]! ? k : best), 0);
  if (around[peak]! < (CLEAR * 3 * total) / BINS) return 0;
  let offset = 0;
  for (const step of [-1, 0, 1]) offset += (step * bins[(peak + step + BINS) % BINS]!) / around[peak]!;
  const degrees = peak + 0.5 + offset;
  return ((degrees > BINS / 2 ? degrees - BINS : degrees) * Math.PI) / 180;
}

/** The 3 × 3 binomial mean; the border stays as it is. */
function soften({ width, height, data }: Plane): Plane {
  const out = data.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const up = i - width;
      const down = i + width;
      const corners = data[up - 1]! + data[up + 1]! + data[down - 1]! + data[down + 1]!;
      const sides = data[up]! + data[down]! + data[i - 1]! + data[i + 1]!;
      out[i] = (corners + 2 * sides + 4 * data[i]!) / 16;
    }
  }
  return { width, height, data: out };
}
