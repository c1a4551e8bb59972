// The oracle's 3×3 convolution and its gradients: the definition, nine products a channel. Its prepared weights are [3,
// 3, in, out], unchanged.
import type { ConvExtent, Kernels, Pixels } from './kernels.js';
import { eachPixel, finish } from './reference-loops.js';

/** The convolution kernels in plain loops, on this memory. */
export function referenceConv3(
  f: Float32Array,
): Pick<Kernels, 'prepareConv3' | 'prepareConv3Back' | 'conv3' | 'conv3Gradient' | 'conv3GradientEnd'> {
  /** Index of the input pixel under tap `k`, 0 to 8, of the window around a pixel. */
  const tap = ({ inputs }: ConvExtent, x: Pixels, k: number, i: number, r: number, c: number): number =>
    (x.at >> 2) + i * x.image + (r + Math.floor(k / 3) - 1) * x.row + (c + (k % 3) - 1) * inputs;
  return {
    prepareConv3(weights, inputs, outputs, to) {
      f.copyWithin(to >> 2, weights >> 2, (weights >> 2) + 9 * inputs * outputs);
    },
    prepareConv3Back(weights, inputs, outputs, to) {
      // The gradient of a correlation is the correlation with the window turned by half a turn, inputs and outputs
      // exchanged.
      for (let k = 0; k < 9; k++)
        for (let i = 0; i < inputs; i++)
          for (let o = 0; o < outputs; o++)
            f[(to >> 2) + ((8 - k) * outputs + o) * inputs + i] = f[(weights >> 2) + (k * inputs + i) * outputs + o]!;
    },
    conv3(extent, x, prepared, bias, y, relu, mask) {
      const { inputs, outputs } = extent;
      const sums = new Float64Array(outputs);
      eachPixel(extent, (i, r, c) => {
        for (let o = 0; o < outputs; o++) sums[o] = bias ? f[(bias >> 2) + o]! : 0;
        for (let k = 0; k < 9; k++) {
          const from = tap(extent, x, k, i, r, c);
          for (let n = 0; n < inputs; n++) {
            const w = (prepared >> 2) + (k * inputs + n) * outputs;
            for (let o = 0; o < outputs; o++) sums[o]! += f[from + n]! * f[w + o]!;
          }
        }
        for (let o = 0; o < outputs; o++) {
          const at = i * y.image + r * y.row + c * outputs + o;
          f[(y.at >> 2) + at] = finish(f, sums[o]!, relu, mask && mask + 4 * at);
        }
      });
    },
    conv3Gradient(extent, x, dy, sum) {
      const { inputs, outputs } = extent;
      const sums = new Float64Array(9 * inputs * outputs);
      eachPixel(extent, (i, r, c) => {
        const d = (dy.at >> 2) + i * dy.image + r * dy.row + c * outputs;
        for (let k = 0; k < 9; k++) {
          const from = tap(extent, x, k, i, r, c);
          for (let n = 0; n < inputs; n++)
            for (let o = 0; o < outputs; o++) sums[(k * inputs + n) * outputs + o]! += f[from + n]! * f[d + o]!;
        }
      });
      for (let k = 0; k < sums.length; k++) f[(sum >> 2) + k]! += sums[k]!;
    },
    conv3GradientEnd(sum, inputs, outputs, gradient) {
      for (let k = 0; k < 9 * inputs * outputs; k++) f[(gradient >> 2) + k]! += f[(sum >> 2) + k]!;
    },
  };
}
