// The oracle's matrix products, and how it packs weights for them.
import type { Kernels, Pixels } from './kernels.js';
import { eachPixel, finish } from './reference-loops.js';

/** Index in floats of a pixel of [images, height, width]. */
const indexOf = ({ at, image, row, pixel }: Pixels, i: number, r: number, c: number): number =>
  (at >> 2) + i * image + r * row + c * pixel;

/** The matrix products in plain loops, on this memory. */
export function referenceProducts(
  f: Float32Array,
): Pick<Kernels, 'pack' | 'packTransposed' | 'matmul' | 'matmulGradient' | 'biasGradient'> {
  return {
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
    matmul(extent, x, segment, panels, bias, y, relu, mask) {
      const { depth, segments, outputs } = extent;
      eachPixel(extent, (i, r, c) => {
        for (let n = 0; n < outputs; n++) {
          let sum = bias ? f[(bias >> 2) + n]! : 0;
          for (let s = 0; s < segments; s++) {
            const row = indexOf(x, i, r, c) + s * segment;
            const panel = (panels >> 2) + ((n >> 3) * segments + s) * depth * 8 + (n & 7);
            for (let k = 0; k < depth; k++) sum += f[row + k]! * f[panel + k * 8]!;
          }
          const to = indexOf(y, i, r, c) + n;
          f[to] = finish(f, sum, relu, mask && mask - y.at + 4 * to);
        }
      });
    },
    matmulGradient(extent, x, dy, gradient) {
      const { depth, outputs } = extent;
      for (let k = 0; k < depth; k++)
        for (let n = 0; n < outputs; n++) {
          let sum = 0;
          eachPixel(extent, (i, r, c) => {
            sum += f[indexOf(x, i, r, c) + k]! * f[indexOf(dy, i, r, c) + n]!;
          });
          f[(gradient >> 2) + k * outputs + n]! += sum;
        }
    },
    biasGradient(extent, dy, gradient) {
      for (let n = 0; n < extent.channels; n++) {
        let sum = 0;
        eachPixel(extent, (i, r, c) => {
          sum += f[(dy.at >> 2) + i * dy.image + r * dy.row + c * extent.channels + n]!;
        });
        f[(gradient >> 2) + n]! += sum;
      }
    },
  };
}
