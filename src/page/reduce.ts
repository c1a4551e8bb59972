// A phone photo has ten times the pixels that reading needs. Averaging whole blocks first makes every later
// step cheap and quiets the sensor's noise without moving a stroke.
import type { PageImage, Plane } from './image.js';

/** The page at working scale: one plane per channel, each pixel the mean of a factor × factor block. */
export interface Reduced {
  readonly width: number;
  readonly height: number;
  /** Page pixels per working pixel, a whole number. */
  readonly factor: number;
  readonly planes: readonly Plane[];
}

/** Averages factor × factor blocks of `page`; the last row and column take what is left. */
export function reduce(page: PageImage, factor: number): Reduced {
  const { channels, data } = page;
  const width = Math.ceil(page.width / factor);
  const height = Math.ceil(page.height / factor);
  const planes = Array.from({ length: channels }, () => new Uint8Array(width * height));
  const stride = page.width * channels;
  const sums = new Uint32Array(page.width * channels);
  for (let y = 0; y < height; y++) {
    const rows = Math.min(factor, page.height - y * factor);
    let row = data.subarray(y * factor * stride, (y * factor + 1) * stride);
    sums.set(row);
    for (let r = 1; r < rows; r++) {
      const start = (y * factor + r) * stride;
      row = data.subarray(start, start + stride);
      for (let i = 0; i < stride; i++) sums[i]! += row[i]!;
    }
    for (let c = 0; c < channels; c++)
      averageRow(sums, c, channels, factor, rows, planes[c]!, y * width, width, page.width);
  }
  return { width, height, factor, planes: planes.map((plane) => ({ width, height, data: plane })) };
}

/** The smallest whole factor that brings `width` × `height` to `maxPixels` or fewer. */
export function reductionFor(width: number, height: number, maxPixels: number): number {
  return Math.max(1, Math.ceil(Math.sqrt((width * height) / maxPixels)));
}

function averageRow(
  sums: Uint32Array,
  channel: number,
  channels: number,
  factor: number,
  rows: number,
  out: Uint8Array,
  at: number,
  width: number,
  fullWidth: number,
): void {
  const whole = Math.floor(fullWidth / factor);
  const scale = 1 / (factor * rows);
  let i = channel;
  for (let x = 0; x < whole; x++) {
    let sum = 0;
    for (let k = 0; k < factor; k++, i += channels) sum += sums[i]!;
    out[at + x] = sum * scale + 0.5;
  }
  if (whole < width) {
    const left = fullWidth - whole * factor;
    let sum = 0;
    for (let k = 0; k < left; k++, i += channels) sum += sums[i]!;
    out[at + whole] = sum / (left * rows) + 0.5;
  }
}
