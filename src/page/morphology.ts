// Running maximum and minimum over a square window in time independent of its size (van Herk 1992; Gil & Werman 1993).
// Grey morphology (the local background, the local strength of the ink) is built on these two.
import type { Plane } from './image.js';

/** The largest value within `radius` (Chebyshev) of each pixel. */
export function maximum(plane: Plane, radius: number): Plane {
  return extreme(plane, radius, 0);
}

/** The smallest value within `radius` (Chebyshev) of each pixel. */
export function minimum(plane: Plane, radius: number): Plane {
  return extreme(plane, radius, 255);
}

/**
 * Grey closing: fills dark structures narrower than 2 · radius + 1 and leaves wider ones, edges and slopes in place.
 */
export function closing(plane: Plane, radius: number): Plane {
  return minimum(maximum(plane, radius), radius);
}

/** `flip` = 255 turns the maximum into a minimum: min(v) = 255 - max(255 - v). */
function extreme(plane: Plane, radius: number, flip: 0 | 255): Plane {
  const { width, height, data } = plane;
  const across = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) across[i] = data[i]! ^ flip;
  const buffers = scratch(Math.max(width, height), radius);
  for (let y = 0; y < height; y++) runLine(across, y * width, 1, width, radius, buffers);
  for (let x = 0; x < width; x++) runLine(across, x, width, height, radius, buffers);
  if (flip) for (let i = 0; i < across.length; i++) across[i] = across[i]! ^ flip;
  return { width, height, data: across };
}

interface Scratch {
  readonly line: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

function scratch(length: number, radius: number): Scratch {
  const size = length + 2 * radius;
  return { line: new Uint8Array(size), left: new Uint8Array(size), right: new Uint8Array(size) };
}

/** One row or column in place: block-wise prefix maxima from both sides, then one comparison a pixel. */
function runLine(data: Uint8Array, start: number, step: number, length: number, radius: number, s: Scratch): void {
  const window = 2 * radius + 1;
  const padded = length + 2 * radius;
  const { line, left, right } = s;
  line.fill(0, 0, padded);
  for (let i = 0, at = start; i < length; i++, at += step) line[radius + i] = data[at]!;
  for (let block = 0; block < padded; block += window) {
    const end = Math.min(block + window, padded);
    let most = 0;
    for (let i = block; i < end; i++) {
      if (line[i]! > most) most = line[i]!;
      left[i] = most;
    }
    most = 0;
    for (let i = end - 1; i >= block; i--) {
      if (line[i]! > most) most = line[i]!;
      right[i] = most;
    }
  }
  for (let i = 0, at = start; i < length; i++, at += step) {
    const a = right[i]!;
    const b = left[i + window - 1]!;
    data[at] = a > b ? a : b;
  }
}
