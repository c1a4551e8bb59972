// The WASM backend. A WASM function takes nothing but numbers, and up to nineteen of them here: this file is the one
// place where their order matters. Building the objects that are taken apart here costs well under a microsecond a
// call, against ten and more that a kernel runs.
import type { Memory } from '../memory.js';
import type { Kernels } from './kernels.js';
import { type Build, type Exports, instantiate } from './wasm-module.js';

/** The kernels at work on `memory`. Every thread makes its own. */
export function wasmKernels(build: Build, memory: Memory, shared: boolean): Kernels {
  const raw = instantiate(build, memory, shared) as Exports & Record<keyof Kernels, Exports[string]>;
  return {
    pack: raw.pack,
    packTransposed: raw.packTransposed,
    matmul: ({ images, height, width, depth, segments, outputs }, x, segment, panels, bias, y, relu, mask) =>
      raw.matmul(
        images,
        height,
        width,
        depth,
        segments,
        outputs,
        x.at,
        x.image,
        x.row,
        x.pixel,
        segment,
        panels,
        bias,
        y.at,
        y.image,
        y.row,
        y.pixel,
        relu,
        mask,
      ),
    matmulGradient: ({ images, height, width, depth, outputs }, x, dy, gradient) =>
      raw.matmulGradient(
        images,
        height,
        width,
        depth,
        outputs,
        x.at,
        x.image,
        x.row,
        x.pixel,
        dy.at,
        dy.image,
        dy.row,
        dy.pixel,
        gradient,
      ),
    biasGradient: ({ images, height, width, channels }, dy, gradient) =>
      raw.biasGradient(images, height, width, channels, dy.at, dy.image, dy.row, gradient),

    prepareConv3: raw.prepareConv3,
    prepareConv3Back: raw.prepareConv3Back,
    conv3: ({ images, height, width, inputs, outputs }, x, prepared, bias, y, relu, mask, scratch) =>
      raw.conv3(
        images,
        height,
        width,
        inputs,
        outputs,
        x.at,
        x.image,
        x.row,
        prepared,
        bias,
        y.at,
        y.image,
        y.row,
        relu,
        mask,
        scratch,
      ),
    conv3Gradient: ({ images, height, width, inputs, outputs }, x, dy, sum, scratch) =>
      raw.conv3Gradient(
        images,
        height,
        width,
        inputs,
        outputs,
        x.at,
        x.image,
        x.row,
        dy.at,
        dy.image,
        dy.row,
        sum,
        scratch,
      ),
    conv3GradientEnd: raw.conv3GradientEnd,

    maxpool: ({ images, height, width, channels }, x, y) =>
      raw.maxpool(images, height, width, channels, x.at, x.image, x.row, y.at, y.image, y.row),
    maxpoolGradient: ({ images, height, width, channels }, x, dy, dx, masked) =>
      raw.maxpoolGradient(images, height, width, channels, x.at, x.image, x.row, dy.at, dy.image, dy.row, dx, masked),
    upsample: ({ images, height, width, channels }, x, y) =>
      raw.upsample(images, height, width, channels, x.at, x.image, x.row, y.at, y.image, y.row),
    upsampleGradient: ({ images, height, width, channels }, dy, dx, mask) =>
      raw.upsampleGradient(images, height, width, channels, dy.at, dy.image, dy.row, dx.at, dx.image, dx.row, mask),
    add: ({ images, rows, length }, x, y, mask) =>
      raw.add(images, rows, length, x.at, x.image, x.row, y.at, y.image, y.row, mask),
    average: ({ images, height, width, channels }, x, y) =>
      raw.average(images, height, width, channels, x.at, x.image, x.row, y.at, y.image),
    averageGradient: ({ images, height, width, channels }, dy, dx, mask) =>
      raw.averageGradient(images, height, width, channels, dy.at, dy.image, dx.at, dx.image, dx.row, mask),
    copy: ({ images, rows, length }, x, y, mask) =>
      raw.copy(images, rows, length, x.at, x.image, x.row, y.at, y.image, y.row, mask),
    fill: raw.fill,
    dropout: ({ images, length }, x, y, rate, seeds, salt, mask) =>
      raw.dropout(images, length, x.at, y, x.image, rate, seeds, salt, mask),

    norm: ({ images, height, width, channels }, x, { gain, shift, epsilon, saved }, y, relu) =>
      raw.norm(
        images,
        height,
        width,
        channels,
        x.at,
        x.image,
        x.row,
        gain,
        shift,
        epsilon,
        saved,
        y.at,
        y.image,
        y.row,
        relu,
      ),
    normGradient: (
      { images, height, width, channels },
      x,
      { gain, epsilon, saved },
      dy,
      gainGradient,
      shiftGradient,
      dx,
    ) =>
      raw.normGradient(
        images,
        height,
        width,
        channels,
        x.at,
        x.image,
        x.row,
        gain,
        epsilon,
        saved,
        dy.at,
        dy.image,
        dy.row,
        gainGradient,
        shiftGradient,
        dx,
      ),

    loss: raw.loss,
    pixelLoss: ({ images, height, width, channels }, logits, labels, weights, scale, gradient, result) =>
      raw.pixelLoss(
        images,
        height,
        width,
        channels,
        logits.at,
        logits.image,
        logits.row,
        logits.pixel,
        labels,
        weights,
        scale,
        gradient,
        result,
      ),
    chances: ({ images, height, width, channels }, logits, to) =>
      raw.chances(images, height, width, channels, logits.at, logits.image, logits.row, logits.pixel, to),
    adamw: (
      count,
      { weights, gradients, shares, stride, first, second, average },
      { rate, decay, beta1, beta2, correction1, correction2, epsilon, ema },
    ) =>
      raw.adamw(
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
      ),
    logisticGradient: raw.logisticGradient,
    warp: ({ height, width, channels }, picture, change, across, down, to, scratch) =>
      raw.warp(picture, height, width, channels, change, across, down, to, scratch),
  };
}
