// The oracle's 3×3 convolution and its gradients: the definition, nine products a channel. Prepared weights are [3, 3, in, out] as they stand.
import type { Kernels } from '../kernels.js';

export function referenceConv3(
  f: Float32Array,
): Pick<Kernels, 'prepareConv3' | 'prepareConv3Back' | 'conv3' | 'conv3Gradient' | 'conv3GradientEnd'> {
  return {
    prepareConv3(weights, inputs, outputs, to) {
      f.copyWithin(to >> 2, weights >> 2, (weights >> 2) + 9 * inputs * outputs);
    },
    prepareConv3Back(weights, inputs, outputs, to) {
      // The gradient of a correlation is the correlation with the window turned by half a turn, inputs and outputs exchanged.
      for (let k = 0; k < 9; k++)
        for (let i = 0; i < inputs; i++)
          for (let o = 0; o < outputs; o++)
            f[(to >> 2) + ((8 - k) * outputs + o) * inputs + i] = f[(weights >> 2) + (k * inputs + i) * outputs + o]!;
    },
    conv3(images, height, width, inputs, outputs, x, xImage, xRow, prepared, bias, y, yImage, yRow, relu, mask) {
      const sums = new Float64Array(outputs);
      for (let i = 0; i < images; i++)
        for (let r = 0; r < height; r++)
          for (let c = 0; c < width; c++) {
            for (let o = 0; o < outputs; o++) sums[o] = bias ? f[(bias >> 2) + o]! : 0;
            for (let k = 0; k < 9; k++) {
              const from = (x >> 2) + i * xImage + (r + Math.floor(k / 3) - 1) * xRow + (c + (k % 3) - 1) * inputs;
              for (let n = 0; n < inputs; n++) {
                const w = (prepared >> 2) + (k * inputs + n) * outputs;
                for (let o = 0; o < outputs; o++) sums[o]! += f[from + n]! * f[w + o]!;
              }
            }
            for (let o = 0; o < outputs; o++) {
              const at = i * yImage + r * yRow + c * outputs + o;
              const passes = relu ? sums[o]! > 0 : !mask || f[(mask >> 2) + at]! > 0;
              f[(y >> 2) + at] = passes ? sums[o]! : 0;
            }
          }
    },
    conv3Gradient(images, height, width, inputs, outputs, x, xImage, xRow, dy, dyImage, dyRow, sum) {
      const sums = new Float64Array(9 * inputs * outputs);
      for (let i = 0; i < images; i++)
        for (let r = 0; r < height; r++)
          for (let c = 0; c < width; c++)
            for (let k = 0; k < 9; k++) {
              const from = (x >> 2) + i * xImage + (r + Math.floor(k / 3) - 1) * xRow + (c + (k % 3) - 1) * inputs;
              const d = (dy >> 2) + i * dyImage + r * dyRow + c * outputs;
              for (let n = 0; n < inputs; n++)
                for (let o = 0; o < outputs; o++) sums[(k * inputs + n) * outputs + o]! += f[from + n]! * f[d + o]!;
            }
      for (let k = 0; k < sums.length; k++) f[(sum >> 2) + k]! += sums[k]!;
    },
    conv3GradientEnd(sum, inputs, outputs, gradient) {
      for (let k = 0; k < 9 * inputs * outputs; k++) f[(gradient >> 2) + k]! += f[(sum >> 2) + k]!;
    },
  };
}
