// The oracle's batch normalisation, losses, optimiser and augmentation.
import { changeSize, referenceWarp, splineSize } from '../augment.js';
import type { Kernels } from './kernels.js';
import { eachPixel, offsetOf } from './reference-loops.js';

/** The kernels of normalisation, loss and optimiser in plain loops, on this memory. */
export function referenceTraining(
  f: Float32Array,
): Pick<Kernels, 'norm' | 'normGradient' | 'loss' | 'pixelLoss' | 'chances' | 'adamw' | 'logisticGradient' | 'warp'> {
  return {
    norm(extent, x, { gain, shift, epsilon, saved }, y, relu) {
      const { images, height, width, channels } = extent;
      const count = images * height * width;
      for (let n = 0; n < channels; n++) {
        const each = (work: (value: number, to: number) => void): void =>
          eachPixel(extent, (i, r, c) =>
            work(f[(x.at >> 2) + offsetOf(x, extent, i, r, c, n)]!, (y.at >> 2) + offsetOf(y, extent, i, r, c, n)),
          );
        let sum = 0;
        each((value) => {
          sum += value;
        });
        const mean = sum / count;
        let squares = 0;
        each((value) => {
          squares += (value - mean) ** 2;
        });
        const variance = squares / count;
        f[(saved >> 2) + n] = mean;
        f[(saved >> 2) + channels + n] = variance;
        each((value, to) => {
          const normalised =
            ((value - mean) / Math.sqrt(variance + epsilon)) * f[(gain >> 2) + n]! + f[(shift >> 2) + n]!;
          f[to] = relu ? Math.max(0, normalised) : normalised;
        });
      }
    },
    normGradient(extent, x, { gain, epsilon, saved }, dy, gainGradient, shiftGradient, dx) {
      const { images, height, width, channels } = extent;
      const count = images * height * width;
      for (let n = 0; n < channels; n++) {
        const mean = f[(saved >> 2) + n]!;
        const invert = 1 / Math.sqrt(f[(saved >> 2) + channels + n]! + epsilon);
        const each = (work: (normalised: number, g: number, to: number) => void): void =>
          eachPixel(extent, (i, r, c) => {
            const at = offsetOf(x, extent, i, r, c, n);
            const g = f[(dy.at >> 2) + offsetOf(dy, extent, i, r, c, n)]!;
            work((f[(x.at >> 2) + at]! - mean) * invert, g, (dx >> 2) + at);
          });
        let [sum, product] = [0, 0];
        each((normalised, g) => {
          sum += g;
          product += g * normalised;
        });
        f[(gainGradient >> 2) + n]! += product;
        f[(shiftGradient >> 2) + n]! += sum;
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
    pixelLoss(extent, logits, labels, weights, scale, gradient, result) {
      const { images, height, width, channels } = extent;
      const bytes = new Uint8Array(f.buffer, labels, images * height * width);
      let [total, correct] = [0, 0];
      eachPixel(extent, (i, r, c) => {
        const label = bytes[(i * height + r) * width + c]!;
        const at = i * logits.image + r * logits.row + c * logits.pixel;
        const g = (gradient >> 2) + at;
        f.fill(0, g, g + logits.pixel);
        if (label >= channels) return;
        const z = f.slice((logits.at >> 2) + at, (logits.at >> 2) + at + channels);
        const top = Math.max(...z);
        const sum = z.reduce((s, v) => s + Math.exp(v - top), 0);
        const weight = scale * f[(weights >> 2) + label]!;
        z.forEach((v, n) => {
          f[g + n] = weight * (Math.exp(v - top) / sum - (n === label ? 1 : 0));
        });
        total += weight * (Math.log(sum) + top - z[label]!);
        if (z.indexOf(top) === label) correct++;
      });
      f[result >> 2]! += total;
      f[(result >> 2) + 1]! += correct;
    },
    chances(extent, logits, to) {
      const { images, height, width, channels } = extent;
      const bytes = new Uint8Array(f.buffer, to, images * channels * height * width);
      eachPixel(extent, (i, r, c) => {
        const at = (logits.at >> 2) + i * logits.image + r * logits.row + c * logits.pixel;
        const z = f.slice(at, at + channels);
        const top = Math.max(...z);
        const sum = z.reduce((s, v) => s + Math.exp(v - top), 0);
        z.forEach((v, n) => {
          bytes[((i * channels + n) * height + r) * width + c] = (255 * Math.exp(v - top)) / sum + 0.5;
        });
      });
    },
    adamw(count, places, { rate, decay, beta1, beta2, correction1, correction2, epsilon, ema }) {
      const { weights, gradients, shares, stride, first, second, average } = places;
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
    warp({ height, width, channels }, picture, change, across, down, to) {
      const bytes = new Uint8Array(f.buffer, picture, height * width * channels);
      const part = (at: number, size: number): Float32Array => f.subarray(at >> 2, (at >> 2) + size);
      referenceWarp(
        bytes,
        [height, width, channels],
        part(change, changeSize),
        part(across, splineSize(width)),
        part(down, splineSize(height)),
        part(to, bytes.length),
      );
    },
  };
}
