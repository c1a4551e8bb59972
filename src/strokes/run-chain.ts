// Chains of runs: what a rule looks like to those that find it, and to those that tell whether it is one.
import type { Plane } from '../page/image.js';

/** A binary picture, [height, width], 1 where written. */
export type Mask = Plane;

/** A horizontal run of written pixels in row y, from x0 up to x1. */
export interface PixelRun {
  /** The row, from 0 at the top. */
  readonly y: number;
  /** The first column of the run. */
  readonly x0: number;
  /** The column after the last of the run. */
  readonly x1: number;
}

/** The vertical run through (x, y), looked at no further than `far` beyond: [top, bottom). */
export function span(mask: Mask, x: number, y: number, far: number): [number, number] {
  const { width, height, data } = mask;
  let top = y;
  let bottom = y + 1;
  while (top > 0 && y - top <= far && data[(top - 1) * width + x] === 1) top--;
  while (bottom < height && bottom - y <= far && data[bottom * width + x] === 1) bottom++;
  return [top, bottom];
}

/** The columns from a chain's first pixel to its last. */
export function extent(chain: readonly PixelRun[]): number {
  return chain.at(-1)!.x1 - chain[0]!.x0;
}

/**
 * The value two fifths up from the least, for thickness and darkness along a rule: strokes on the rule only ever add to
 * them, so the median would be too much. 0 where there is none; sorts `values`.
 */
export function twoFifthsUp(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length * 0.4)] ?? 0;
}
