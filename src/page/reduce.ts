// A phone photo has ten times the pixels that reading needs. Averaging whole blocks first makes every later
// step cheap and quiets the sensor's noise without moving a stroke.
import type { Box } from '../geometry/box.js';
import type { PageImage, Plane } from './image.js';

/** A page at working scale: each pixel is the mean of a factor × factor block. */
export interface Reduced {
  /** Working pixels across. */
  readonly width: number;
  /** Working pixels down. */
  readonly height: number;
  /** Page pixels per working pixel, a whole number. */
  readonly factor: number;
  /** One for each channel. */
  readonly planes: readonly Plane[];
}

/** Averages factor × factor blocks of `page`; the last row and column take what is left. */
export function reduce(page: PageImage, factor: number): Reduced {
  const { channels, data } = page;
  const width = Math.ceil(page.width / factor);
  const height = Math.ceil(page.height / factor);
  const planes = Array.from({ length: channels }, () => new Uint8Array(width * height));
  const stride = page.width * channels;
  const sums = new Uint32Array(width * channels);
  const lastColumns = page.width - (width - 1) * factor;
  for (let y = 0; y < height; y++) {
    const rows = Math.min(factor, page.height - y * factor);
    sums.fill(0);
    for (let r = 0; r < rows; r++) {
      const row = data.subarray((y * factor + r) * stride, (y * factor + r + 1) * stride);
      if (channels === 3 && factor === 3) addColourByThrees(row, sums);
      else if (channels === 3) addColour(row, factor, sums);
      else if (factor === 2) addGreyByTwos(row, sums);
      else if (factor === 4) addGreyByFours(row, sums);
      else addGrey(row, factor, sums);
    }
    for (let c = 0; c < channels; c++) {
      const out = planes[c]!;
      const scale = 1 / (factor * rows);
      const at = y * width;
      for (let x = 0, i = c; x < width; x++, i += channels) out[at + x] = sums[i]! * scale + 0.5;
      out[at + width - 1] = sums[(width - 1) * channels + c]! / (lastColumns * rows) + 0.5;
    }
  }
  return { width, height, factor, planes: planes.map((plane) => ({ width, height, data: plane })) };
}

// The loops that see every pixel of the photo. Written out by channel, and for the phones' usual 12 megapixels by
// factor too, which halves their time: they are most of what is spent here.

function addColour(row: Uint8Array, factor: number, sums: Uint32Array): void {
  const step = 3 * factor;
  for (let from = 0, out = 0; from < row.length; from += step, out += 3) {
    const to = Math.min(from + step, row.length);
    let r = 0;
    let g = 0;
    let b = 0;
    for (let i = from; i < to; i += 3) {
      r += row[i]!;
      g += row[i + 1]!;
      b += row[i + 2]!;
    }
    sums[out]! += r;
    sums[out + 1]! += g;
    sums[out + 2]! += b;
  }
}

function addColourByThrees(row: Uint8Array, sums: Uint32Array): void {
  const whole = row.length - (row.length % 9);
  for (let i = 0, out = 0; i < whole; i += 9, out += 3) {
    sums[out]! += row[i]! + row[i + 3]! + row[i + 6]!;
    sums[out + 1]! += row[i + 1]! + row[i + 4]! + row[i + 7]!;
    sums[out + 2]! += row[i + 2]! + row[i + 5]! + row[i + 8]!;
  }
  addColour(row.subarray(whole), 3, sums.subarray(whole / 3));
}

function addGreyByTwos(row: Uint8Array, sums: Uint32Array): void {
  const whole = row.length >> 1;
  for (let i = 0, out = 0; out < whole; i += 2, out++) sums[out]! += row[i]! + row[i + 1]!;
  if (row.length & 1) sums[whole]! += row[row.length - 1]!;
}

function addGreyByFours(row: Uint8Array, sums: Uint32Array): void {
  const whole = row.length >> 2;
  for (let i = 0, out = 0; out < whole; i += 4, out++) {
    sums[out]! += row[i]! + row[i + 1]! + row[i + 2]! + row[i + 3]!;
  }
  if (row.length & 3) addGrey(row.subarray(4 * whole), 4, sums.subarray(whole));
}

function addGrey(row: Uint8Array, factor: number, sums: Uint32Array): void {
  for (let from = 0, out = 0; from < row.length; from += factor, out++) {
    const to = Math.min(from + factor, row.length);
    let sum = 0;
    for (let i = from; i < to; i++) sum += row[i]!;
    sums[out]! += sum;
  }
}

/** The smallest whole factor that brings `width` × `height` to `maxPixels` or fewer. */
export function reductionFor(width: number, height: number, maxPixels: number): number {
  return Math.max(1, Math.ceil(Math.sqrt((width * height) / maxPixels)));
}

/**
 * A box of working pixels in pixels of the page that was reduced by `factor`, cut off at the page's right and lower
 * border.
 */
export function unreduced(box: Box, page: Pick<PageImage, 'width' | 'height'>, factor: number): Box {
  const x = box.x * factor;
  const y = box.y * factor;
  return { x, y, w: Math.min(box.w * factor, page.width - x), h: Math.min(box.h * factor, page.height - y) };
}
