// How a sheet of paper lies: the way its edges run, from the smallest rectangle around it (Freeman & Shapira 1975).
import type { Plane } from '../image.js';

/** Angles tried, degrees apart. */
const APART = 0.5;

/**
 * The angle, in radians from -π/4 to π/4, by which the region of 1s in `mask` is turned clockwise from the picture's
 * axes; 0 where it is empty.
 */
export function lean({ width, height, data }: Plane): number {
  // The smallest rectangle only rests on the ends of rows.
  const points: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.indexOf(1);
    if (first >= 0) points.push(first, y, row.lastIndexOf(1), y);
  }
  let [best, least] = [0, Infinity];
  for (let degrees = -45; degrees < 45; degrees += APART) {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      const u = cos * points[i]! + sin * points[i + 1]!;
      const v = cos * points[i + 1]! - sin * points[i]!;
      [u0, u1, v0, v1] = [Math.min(u0, u), Math.max(u1, u), Math.min(v0, v), Math.max(v1, v)];
    }
    const area = (u1 - u0 + 1) * (v1 - v0 + 1);
    if (area < least) [best, least] = [angle, area];
  }
  return points.length === 0 ? 0 : best;
}
