// What was found on a page, turned by quarters: pixel for pixel, so nothing need be found again.
import type { Plane } from './image.js';

/** Quarter turns clockwise on the screen. */
export type Quarters = 0 | 1 | 2 | 3;

/** A copy of `plane`, turned. */
export function quarterTurned({ width, height, data }: Plane, quarters: Quarters): Plane {
  if (quarters === 0) return { width, height, data: data.slice() };
  if (quarters === 2) return { width, height, data: data.slice().reverse() };
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const first = quarters === 1 ? height - 1 - y : (width - 1) * height + y;
    const step = quarters === 1 ? height : -height;
    const row = y * width;
    for (let x = 0, to = first; x < width; x++, to += step) out[to] = data[row + x]!;
  }
  return { width: height, height: width, data: out };
}
