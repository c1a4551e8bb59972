// The oracle's layers without weights: maxima, means, pixels doubled, pictures added, copies and dropout.
import type { Extent, Kernels, Pixels, RowExtent } from './kernels.js';
import { eachPixel, eachValue, finish, offsetOf } from './reference-loops.js';

const halved = (extent: Extent): Extent => ({ ...extent, height: extent.height >> 1, width: extent.width >> 1 });

/** The kernels that pool, double and average, in plain loops, on this memory. */
export function referencePooling(
  f: Float32Array,
): Pick<
  Kernels,
  | 'maxpool'
  | 'maxpoolGradient'
  | 'upsample'
  | 'upsampleGradient'
  | 'add'
  | 'average'
  | 'averageGradient'
  | 'copy'
  | 'fill'
  | 'dropout'
> {
  /** Calls `work` with the offsets of every float in two layouts. */
  const eachFloat = (
    { images, rows, length }: RowExtent,
    x: Pixels,
    y: Pixels,
    work: (from: number, to: number) => void,
  ): void => {
    for (let i = 0; i < images; i++)
      for (let r = 0; r < rows; r++)
        for (let k = 0; k < length; k++) work(i * x.image + r * x.row + k, i * y.image + r * y.row + k);
  };
  /** Offsets of the four pixels that a pool looks at. */
  const windowOf = (x: Pixels, extent: Extent, i: number, r: number, c: number, n: number): number[] =>
    [0, 1].flatMap((dr) => [0, 1].map((dc) => offsetOf(x, extent, i, 2 * r + dr, 2 * c + dc, n)));
  return {
    maxpool(extent, x, y) {
      eachValue(halved(extent), (i, r, c, n) => {
        const values = windowOf(x, extent, i, r, c, n).map((k) => f[(x.at >> 2) + k]!);
        f[(y.at >> 2) + offsetOf(y, extent, i, r, c, n)] = Math.max(...values);
      });
    },
    maxpoolGradient(extent, x, dy, dx, masked) {
      eachValue(halved(extent), (i, r, c, n) => {
        const places = windowOf(x, extent, i, r, c, n);
        const values = places.map((k) => f[(x.at >> 2) + k]!);
        const most = Math.max(...values);
        const winner = masked && !(most > 0) ? -1 : values.indexOf(most);
        const gradient = f[(dy.at >> 2) + offsetOf(dy, extent, i, r, c, n)]!;
        places.forEach((k, j) => {
          f[(dx >> 2) + k] = j === winner ? gradient : 0;
        });
      });
    },
    upsample(extent, x, y) {
      eachValue({ ...extent, height: 2 * extent.height, width: 2 * extent.width }, (i, r, c, n) => {
        f[(y.at >> 2) + offsetOf(y, extent, i, r, c, n)] = f[(x.at >> 2) + offsetOf(x, extent, i, r >> 1, c >> 1, n)]!;
      });
    },
    upsampleGradient(extent, dy, dx, mask) {
      eachValue(extent, (i, r, c, n) => {
        const sum = windowOf(dy, extent, i, r, c, n).reduce((before, k) => before + f[(dy.at >> 2) + k]!, 0);
        const to = offsetOf(dx, extent, i, r, c, n);
        f[(dx.at >> 2) + to] = finish(f, sum, false, mask && mask + 4 * to);
      });
    },
    add(extent, x, y, mask) {
      eachFloat(extent, x, y, (from, to) => {
        f[(y.at >> 2) + to]! += finish(f, f[(x.at >> 2) + from]!, false, mask && mask + 4 * to);
      });
    },
    average(extent, x, y) {
      const { images, height, width, channels } = extent;
      for (let i = 0; i < images; i++)
        for (let n = 0; n < channels; n++) {
          let sum = 0;
          eachPixel({ images: 1, height, width }, (_, r, c) => {
            sum += f[(x.at >> 2) + offsetOf(x, extent, i, r, c, n)]!;
          });
          f[(y.at >> 2) + i * y.image + n] = sum / (height * width);
        }
    },
    averageGradient(extent, dy, dx, mask) {
      eachValue(extent, (i, r, c, n) => {
        const part = f[(dy.at >> 2) + i * dy.image + n]! / (extent.height * extent.width);
        const to = offsetOf(dx, extent, i, r, c, n);
        f[(dx.at >> 2) + to] = finish(f, part, false, mask && mask + 4 * to);
      });
    },
    copy(extent, x, y, mask) {
      eachFloat(extent, x, y, (from, to) => {
        f[(y.at >> 2) + to] = finish(f, f[(x.at >> 2) + from]!, false, mask && mask + 4 * to);
      });
    },
    fill(to, count) {
      f.fill(0, to >> 2, (to >> 2) + count);
    },
    dropout({ images, length }, x, y, rate, seeds, salt, mask) {
      const integers = new Int32Array(f.buffer);
      const limit = Math.trunc(rate * 16777216);
      for (let i = 0; i < images; i++) {
        const start = hash(integers[(seeds >> 2) + i]! ^ salt);
        for (let k = 0; k < length; k++) {
          const at = i * x.image + k;
          const kept = hash(start + k) >>> 8 >= limit;
          const value = kept ? f[(x.at >> 2) + at]! / (1 - rate) : 0;
          f[(y >> 2) + at] = finish(f, value, false, mask && mask + 4 * at);
        }
      }
    },
  };
}

/** A 32-bit integer hash (Chris Wellons' lowbias32, 2018). */
function hash(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
