// The oracle's batch normalisation, loss and optimiser.
import type { Kernels } from '../kernels.js';

export function referenceNorm(
  f: Float32Array,
): Pick<Kernels, 'norm' | 'normGradient' | 'loss' | 'pixelLoss' | 'adamw' | 'logisticGradient'> {
  return {
    norm(images, rows, columns, channels, x, xImage, xRow, gain, shift, epsilon, saved, y, yImage, yRow, relu) {
      for (let n = 0; n < channels; n++) {
        const each = (work: (from: number, to: number) => void): void => {
          for (let i = 0; i < images; i++)
            for (let r = 0; r < rows; r++)
              for (let c = 0; c < columns; c++) {
                const pixel = c * channels + n;
                work((x >> 2) + i * xImage + r * xRow + pixel, (y >> 2) + i * yImage + r * yRow + pixel);
              }
        };
        const count = images * rows * columns;
        let sum = 0;
        each((from) => {
          sum += f[from]!;
        });
        const mean = sum / count;
        let squares = 0;
        each((from) => {
          squares += (f[from]! - mean) ** 2;
        });
        const variance = squares / count;
        f[(saved >> 2) + n] = mean;
        f[(saved >> 2) + channels + n] = variance;
        each((from, to) => {
          const value =
            ((f[from]! - mean) / Math.sqrt(variance + epsilon)) * f[(gain >> 2) + n]! + f[(shift >> 2) + n]!;
          f[to] = relu ? Math.max(0, value) : value;
        });
      }
    },
    normGradient(
      images,
      rows,
      columns,
      channels,
      x,
      xImage,
      xRow,
      gain,
      epsilon,
      saved,
      dy,
      dyImage,
      dyRow,
      gainGradient,
      shiftGradient,
      dx,
    ) {
      for (let n = 0; n < channels; n++) {
        const mean = f[(saved >> 2) + n]!;
        const invert = 1 / Math.sqrt(f[(saved >> 2) + channels + n]! + epsilon);
        const each = (work: (normalised: number, g: number, to: number) => void): void => {
          for (let i = 0; i < images; i++)
            for (let r = 0; r < rows; r++)
              for (let c = 0; c < columns; c++) {
                const at = i * xImage + r * xRow + c * channels + n;
                work(
                  (f[(x >> 2) + at]! - mean) * invert,
                  f[(dy >> 2) + i * dyImage + r * dyRow + c * channels + n]!,
                  (dx >> 2) + at,
                );
              }
        };
        let [sum, product] = [0, 0];
        each((normalised, g) => {
          sum += g;
          product += g * normalised;
        });
        f[(gainGradient >> 2) + n]! += product;
        f[(shiftGradient >> 2) + n]! += sum;
        const count = images * rows * columns;
        const factor = f[(gain >> 2) + n]! * invert;
        each((normalised, g, to) => {
          f[to] = factor * (g - sum / count - (normalised * product) / count);
        });
      }
    },
    loss(count, classes, logits, stride, targets, scale, gradient, result) {
      for (let i = 0; i < count; i++) {
        const z = f.slice((logits >> 2) + i * stride, (logits >> 2) + i * stride + classes);
        const t = f.slice((targets >> 2) + i * classes, (targets >> 2) + (i + 1) * classes);
        const top = Math.max(...z);
        const sum = z.reduce((s, v) => s + Math.exp(v - top), 0);
        const mass = t.reduce((s, v) => s + v, 0);
        const to = (gradient >> 2) + i * stride;
        f.fill(0, to, to + stride);
        z.forEach((v, c) => {
          f[result >> 2]! += t[c]! * (Math.log(sum) + top - v) * scale;
          f[to + c] = ((Math.exp(v - top) / sum) * mass - t[c]!) * scale;
        });
        if (z.indexOf(top) === t.indexOf(Math.max(...t))) f[(result >> 2) + 1]! += 1;
      }
    },
    pixelLoss(images, rows, columns, classes, logits, image, row, stride, labels, weights, scale, gradient, result) {
      const bytes = new Uint8Array(f.buffer, labels, images * rows * columns);
      let [total, correct] = [0, 0];
      bytes.forEach((label, p) => {
        const [i, r, c] = [Math.floor(p / (rows * columns)), Math.floor(p / columns) % rows, p % columns];
        const at = i * image + r * row + c * stride;
        f.fill(0, (gradient >> 2) + at, (gradient >> 2) + at + stride);
        if (label >= classes) return;
        const z = f.slice((logits >> 2) + at, (logits >> 2) + at + classes);
        const top = Math.max(...z);
        const sum = z.reduce((s, v) => s + Math.exp(v - top), 0);
        const weight = scale * f[(weights >> 2) + label]!;
        z.forEach((v, n) => {
          f[(gradient >> 2) + at + n] = weight * (Math.exp(v - top) / sum - (n === label ? 1 : 0));
        });
        total += weight * (Math.log(sum) + top - z[label]!);
        if (z.indexOf(top) === label) correct++;
      });
      f[result >> 2]! += total;
      f[(result >> 2) + 1]! += correct;
    },
    adamw(
      count,
      weights,
      gradients,
      shares,
      stride,
      first,
      second,
      average,
      rate,
      decay,
      beta1,
      beta2,
      correction1,
      correction2,
      epsilon,
      ema,
    ) {
      for (let k = 0; k < count; k++) {
        let g = 0;
        for (let s = 0; s < shares; s++) g += f[(gradients >> 2) + s * stride + k]!;
        const m = beta1 * f[(first >> 2) + k]! + (1 - beta1) * g;
        const v = beta2 * f[(second >> 2) + k]! + (1 - beta2) * g * g;
        f[(first >> 2) + k] = m;
        f[(second >> 2) + k] = v;
        const w =
          (1 - rate * decay) * f[(weights >> 2) + k]! -
          (rate * correction1 * m) / (Math.sqrt(v * correction2) + epsilon);
        f[(weights >> 2) + k] = w;
        if (average) f[(average >> 2) + k] = ema * f[(average >> 2) + k]! + (1 - ema) * w;
      }
    },
    logisticGradient(count, width, rows, weights, truth, factors, gradient) {
      for (let i = 0; i < count; i++) {
        const row = f.subarray((rows >> 2) + i * width, (rows >> 2) + (i + 1) * width);
        const odds = row.reduce((sum, value, d) => sum + value * f[(factors >> 2) + d]!, 0);
        const error = f[(weights >> 2) + i]! * (1 / (1 + Math.exp(-odds)) - truth);
        for (let d = 0; d < width; d++) f[(gradient >> 2) + d]! += error * row[d]!;
      }
    },
  };
}
