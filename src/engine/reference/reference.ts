// The oracle: every kernel in plain loops, written to be read and believed, not to be fast. The WASM kernels are tested against it.
import { changeSize, referenceWarp, splineSize } from '../augment.js';
import type { Kernels } from '../kernels.js';
import { referenceConv3 } from './conv3-reference.js';
import { referenceNorm } from './norm-reference.js';

/** Numbers up to n. */
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The kernels on one memory. */
export function referenceKernels(buffer: ArrayBufferLike): Kernels {
  const f = new Float32Array(buffer);
  /** What may be written where `mask` says. */
  const finish = (value: number, relu: boolean, mask: number, at: number): number => {
    if (relu) return Math.max(0, value);
    return mask && !(f[(mask >> 2) + at]! > 0) ? 0 : value;
  };
  return {
    ...referenceConv3(f),
    ...referenceNorm(f),

    pack(from, rows, columns, firstRow, lastRow, to) {
      for (let k = firstRow; k < lastRow; k++) {
        for (let n = 0; n < columns; n++)
          f[(to >> 2) + ((n >> 3) * rows + k) * 8 + (n & 7)] = f[(from >> 2) + k * columns + n]!;
      }
    },
    packTransposed(from, columns, firstRow, lastRow, to) {
      for (let k = firstRow; k < lastRow; k++) {
        for (let n = 0; n < columns; n++)
          f[(to >> 2) + ((k >> 3) * columns + n) * 8 + (k & 7)] = f[(from >> 2) + k * columns + n]!;
      }
    },
    matmul(
      images,
      rows,
      columns,
      depth,
      segments,
      outputs,
      x,
      xImage,
      xRow,
      xPixel,
      xSegment,
      panels,
      bias,
      y,
      yImage,
      yRow,
      yPixel,
      relu,
      mask,
    ) {
      for (const i of upTo(images))
        for (const r of upTo(rows))
          for (const c of upTo(columns))
            for (const n of upTo(outputs)) {
              let sum = bias ? f[(bias >> 2) + n]! : 0;
              for (let s = 0; s < segments; s++) {
                const row = (x >> 2) + i * xImage + r * xRow + c * xPixel + s * xSegment;
                const panel = (panels >> 2) + ((n >> 3) * segments + s) * depth * 8 + (n & 7);
                for (let k = 0; k < depth; k++) sum += f[row + k]! * f[panel + k * 8]!;
              }
              const at = i * yImage + r * yRow + c * yPixel + n;
              f[(y >> 2) + at] = finish(sum, relu, mask, at);
            }
    },
    matmulGradient(
      images,
      rows,
      columns,
      depth,
      outputs,
      x,
      xImage,
      xRow,
      xPixel,
      dy,
      dyImage,
      dyRow,
      dyPixel,
      gradient,
    ) {
      for (const k of upTo(depth))
        for (const n of upTo(outputs)) {
          let sum = 0;
          for (let i = 0; i < images; i++)
            for (let r = 0; r < rows; r++)
              for (let c = 0; c < columns; c++) {
                sum +=
                  f[(x >> 2) + i * xImage + r * xRow + c * xPixel + k]! *
                  f[(dy >> 2) + i * dyImage + r * dyRow + c * dyPixel + n]!;
              }
          f[(gradient >> 2) + k * outputs + n]! += sum;
        }
    },
    biasGradient(images, rows, columns, channels, dy, dyImage, dyRow, gradient) {
      for (const n of upTo(channels)) {
        let sum = 0;
        for (let i = 0; i < images; i++)
          for (let r = 0; r < rows; r++)
            for (let c = 0; c < columns; c++) sum += f[(dy >> 2) + i * dyImage + r * dyRow + c * channels + n]!;
        f[(gradient >> 2) + n]! += sum;
      }
    },

    maxpool(images, height, width, channels, x, xImage, xRow, y, yImage, yRow) {
      for (const i of upTo(images))
        for (const r of upTo(height >> 1))
          for (const c of upTo(width >> 1))
            for (const n of upTo(channels)) {
              const at = (x >> 2) + i * xImage + 2 * r * xRow + 2 * c * channels + n;
              const to = (y >> 2) + i * yImage + r * yRow + c * channels + n;
              f[to] = Math.max(f[at]!, f[at + channels]!, f[at + xRow]!, f[at + xRow + channels]!);
            }
    },
    maxpoolGradient(images, height, width, channels, x, xImage, xRow, dy, dyImage, dyRow, dx, masked) {
      for (const i of upTo(images))
        for (const r of upTo(height >> 1))
          for (const c of upTo(width >> 1))
            for (const n of upTo(channels)) {
              const at = i * xImage + 2 * r * xRow + 2 * c * channels + n;
              const window = [at, at + channels, at + xRow, at + xRow + channels];
              const values = window.map((k) => f[(x >> 2) + k]!);
              const most = Math.max(...values);
              const winner = masked && !(most > 0) ? -1 : values.indexOf(most);
              const g = f[(dy >> 2) + i * dyImage + r * dyRow + c * channels + n]!;
              window.forEach((k, j) => {
                f[(dx >> 2) + k] = j === winner ? g : 0;
              });
            }
    },
    upsample(images, height, width, channels, x, xImage, xRow, y, yImage, yRow) {
      for (const i of upTo(images))
        for (const r of upTo(2 * height))
          for (const c of upTo(2 * width))
            for (const n of upTo(channels)) {
              const at = i * xImage + (r >> 1) * xRow + (c >> 1) * channels + n;
              f[(y >> 2) + i * yImage + r * yRow + c * channels + n] = f[(x >> 2) + at]!;
            }
    },
    upsampleGradient(images, height, width, channels, dy, dyImage, dyRow, dx, dxImage, dxRow, mask) {
      for (const i of upTo(images))
        for (const r of upTo(height))
          for (const c of upTo(width))
            for (const n of upTo(channels)) {
              const from = (dy >> 2) + i * dyImage + 2 * r * dyRow + 2 * c * channels + n;
              const sum = f[from]! + f[from + channels]! + f[from + dyRow]! + f[from + dyRow + channels]!;
              const at = i * dxImage + r * dxRow + c * channels + n;
              f[(dx >> 2) + at] = finish(sum, false, mask, at);
            }
    },
    add(images, rows, length, x, xImage, xRow, y, yImage, yRow, mask) {
      for (let i = 0; i < images; i++)
        for (let r = 0; r < rows; r++)
          for (let k = 0; k < length; k++) {
            const at = i * yImage + r * yRow + k;
            f[(y >> 2) + at]! += finish(f[(x >> 2) + i * xImage + r * xRow + k]!, false, mask, at);
          }
    },
    average(images, rows, columns, channels, x, xImage, xRow, y, yImage) {
      for (const i of upTo(images))
        for (const n of upTo(channels)) {
          let sum = 0;
          for (const r of upTo(rows))
            for (const c of upTo(columns)) sum += f[(x >> 2) + i * xImage + r * xRow + c * channels + n]!;
          f[(y >> 2) + i * yImage + n] = sum / (rows * columns);
        }
    },
    averageGradient(images, rows, columns, channels, dy, dyImage, dx, dxImage, dxRow, mask) {
      for (const i of upTo(images))
        for (const r of upTo(rows))
          for (const c of upTo(columns))
            for (const n of upTo(channels)) {
              const at = i * dxImage + r * dxRow + c * channels + n;
              f[(dx >> 2) + at] = finish(f[(dy >> 2) + i * dyImage + n]! / (rows * columns), false, mask, at);
            }
    },

    copy(images, rows, length, x, xImage, xRow, y, yImage, yRow, mask) {
      for (let i = 0; i < images; i++)
        for (let r = 0; r < rows; r++)
          for (let k = 0; k < length; k++) {
            const at = i * yImage + r * yRow + k;
            f[(y >> 2) + at] = finish(f[(x >> 2) + i * xImage + r * xRow + k]!, false, mask, at);
          }
    },
    fill(to, count) {
      f.fill(0, to >> 2, (to >> 2) + count);
    },
    dropout(images, length, x, y, image, rate, seeds, salt, mask) {
      const integers = new Int32Array(buffer);
      const limit = Math.trunc(rate * 16777216);
      for (let i = 0; i < images; i++) {
        const start = hash(integers[(seeds >> 2) + i]! ^ salt);
        for (let k = 0; k < length; k++) {
          const at = i * image + k;
          const kept = hash(start + k) >>> 8 >= limit;
          f[(y >> 2) + at] = finish(kept ? f[(x >> 2) + at]! / (1 - rate) : 0, false, mask, at);
        }
      }
    },
    warp(picture, height, width, channels, change, across, down, to) {
      const bytes = new Uint8Array(buffer, picture, height * width * channels);
      const part = (at: number, size: number): Float32Array => f.subarray(at >> 2, (at >> 2) + size);
      referenceWarp(
        bytes,
        height,
        width,
        channels,
        part(change, changeSize),
        part(across, splineSize(width)),
        part(down, splineSize(height)),
        part(to, bytes.length),
      );
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
