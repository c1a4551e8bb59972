// Loops and the last touch that the oracle's kernels share.
import type { Extent, Pixels } from './kernels.js';

/** Calls `work` for every pixel of every picture. */
export function eachPixel(
  { images, height, width }: { readonly images: number; readonly height: number; readonly width: number },
  work: (image: number, row: number, column: number) => void,
): void {
  for (let i = 0; i < images; i++) for (let r = 0; r < height; r++) for (let c = 0; c < width; c++) work(i, r, c);
}

/** Calls `work` for every value of every picture. */
export function eachValue(extent: Extent, work: (image: number, row: number, column: number, n: number) => void): void {
  eachPixel(extent, (i, r, c) => {
    for (let n = 0; n < extent.channels; n++) work(i, r, c, n);
  });
}

/** Offset in floats of channel `n` of a pixel from the first pixel of the first picture. */
export function offsetOf(pixels: Pixels, extent: Extent, i: number, r: number, c: number, n: number): number {
  return i * pixels.image + r * pixels.row + c * extent.channels + n;
}

/**
 * What is to be written: through a ReLU, or zero where the value at the address `mask` is not above zero (0: no mask).
 */
export function finish(f: Float32Array, value: number, relu: boolean, mask: number): number {
  if (relu) return Math.max(0, value);
  return mask && !(f[mask >> 2]! > 0) ? 0 : value;
}
