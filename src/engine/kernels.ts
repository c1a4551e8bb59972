// What a backend must be able to do. Every function works on one memory: addresses are byte offsets (multiples of 4), strides are in floats.
//
// Pictures are NHWC. `x` is the address of a picture's first pixel, `xImage` and `xRow` the strides between pictures and between rows; pixels of a row
// are contiguous. Around a picture that a 3×3 convolution reads lies a border of zeros: one pixel above and on the left, and below and on the right
// as much as fills up blocks of 4×4 pixels, and one more. Channels are counted with their padding to a multiple of 8, except a narrow input's.
// A `mask` has the layout of what is written, and zeroes it wherever the value at `mask` is not above zero: ReLU's gradient. 0: no mask.
// Gradients of weights are added to what is there; gradients of values are written.
import type { TrainingKernels } from './training-kernels.js';

export interface Kernels extends TrainingKernels {
  /** Rows firstRow to lastRow of [rows, columns] into panels [columns / 8][rows][8], what `matmul` reads. */
  pack(from: number, rows: number, columns: number, firstRow: number, lastRow: number, to: number): void;
  /** The same of the transpose: rows of [rows, columns] into panels [rows / 8][columns][8]. */
  packTransposed(from: number, columns: number, firstRow: number, lastRow: number, to: number): void;
  /** y = x · W (+ bias). One row of x is a pixel's `segments` runs of `depth` floats, `xSegment` apart. */
  matmul(
    images: number,
    rows: number,
    columns: number,
    depth: number,
    segments: number,
    outputs: number,
    x: number,
    xImage: number,
    xRow: number,
    xPixel: number,
    xSegment: number,
    panels: number,
    bias: number,
    y: number,
    yImage: number,
    yRow: number,
    yPixel: number,
    relu: boolean,
    mask: number,
  ): void;
  /** gradient[depth, outputs] += xᵀ · dy over all pixels. */
  matmulGradient(
    images: number,
    rows: number,
    columns: number,
    depth: number,
    outputs: number,
    x: number,
    xImage: number,
    xRow: number,
    xPixel: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    dyPixel: number,
    gradient: number,
  ): void;
  /** gradient[channels] += dy summed over all pixels. */
  biasGradient(
    images: number,
    rows: number,
    columns: number,
    channels: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    gradient: number,
  ): void;

  /** Weights [3, 3, inputs, outputs] into the form `conv3` reads, 36 · inputs · outputs floats at most. */
  prepareConv3(weights: number, inputs: number, outputs: number, to: number): void;
  /** The same for the gradient: `conv3` with it takes dy [.., outputs] to dx [.., inputs]. */
  prepareConv3Back(weights: number, inputs: number, outputs: number, to: number): void;
  /** 3×3 convolution. `scratch`: `conv3Scratch` floats of the thread's own. */
  conv3(
    images: number,
    height: number,
    width: number,
    inputs: number,
    outputs: number,
    x: number,
    xImage: number,
    xRow: number,
    prepared: number,
    bias: number,
    y: number,
    yImage: number,
    yRow: number,
    relu: boolean,
    mask: number,
    scratch: number,
  ): void;
  /** Adds the weights' gradient to `sum`, in a form of the backend's own, 36 · inputs · outputs floats at most. */
  conv3Gradient(
    images: number,
    height: number,
    width: number,
    inputs: number,
    outputs: number,
    x: number,
    xImage: number,
    xRow: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    sum: number,
    scratch: number,
  ): void;
  /** gradient[3, 3, inputs, outputs] += what `sum` stands for. */
  conv3GradientEnd(sum: number, inputs: number, outputs: number, gradient: number): void;

  maxpool(
    images: number,
    height: number,
    width: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    y: number,
    yImage: number,
    yRow: number,
  ): void;
  /** The first of equal maxima takes the gradient. dx has the layout of x; with `masked`, maxima not above zero pass nothing. */
  maxpoolGradient(
    images: number,
    height: number,
    width: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    dx: number,
    masked: boolean,
  ): void;
  /** Each pixel of x [height, width] becomes 2×2 of y. */
  upsample(
    images: number,
    height: number,
    width: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    y: number,
    yImage: number,
    yRow: number,
  ): void;
  /** dx [height, width] is the sum over 2×2 of dy; `mask` has the layout of dx. */
  upsampleGradient(
    images: number,
    height: number,
    width: number,
    channels: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    dx: number,
    dxImage: number,
    dxRow: number,
    mask: number,
  ): void;
  /** Adds x to y, rows of `length` floats (a multiple of 4). `mask`: only where it is above zero. */
  add(
    images: number,
    rows: number,
    length: number,
    x: number,
    xImage: number,
    xRow: number,
    y: number,
    yImage: number,
    yRow: number,
    mask: number,
  ): void;
  /** Mean over a picture's pixels. */
  average(
    images: number,
    rows: number,
    columns: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    y: number,
    yImage: number,
  ): void;
  averageGradient(
    images: number,
    rows: number,
    columns: number,
    channels: number,
    dy: number,
    dyImage: number,
    dx: number,
    dxImage: number,
    dxRow: number,
    mask: number,
  ): void;

  /** Rows of `length` floats from one layout into another. With a mask, length must be a multiple of 4. */
  copy(
    images: number,
    rows: number,
    length: number,
    x: number,
    xImage: number,
    xRow: number,
    y: number,
    yImage: number,
    yRow: number,
    mask: number,
  ): void;
  /** Zeroes `count` floats. */
  fill(to: number, count: number): void;
  /** Zeroes values at `rate` and scales the others by 1 / (1 - rate); `seeds`: one 32-bit integer an image. Its gradient is itself. */
  dropout(
    images: number,
    length: number,
    x: number,
    y: number,
    image: number,
    rate: number,
    seeds: number,
    salt: number,
    mask: number,
  ): void;

  /** Normalises over all pixels of all images; leaves mean and (biased) variance at `saved`, [2, channels], with 16 floats of scratch behind. */
  norm(
    images: number,
    rows: number,
    columns: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    gain: number,
    shift: number,
    epsilon: number,
    saved: number,
    y: number,
    yImage: number,
    yRow: number,
    relu: boolean,
  ): void;
  /** dx has the layout of x. */
  normGradient(
    images: number,
    rows: number,
    columns: number,
    channels: number,
    x: number,
    xImage: number,
    xRow: number,
    gain: number,
    epsilon: number,
    saved: number,
    dy: number,
    dyImage: number,
    dyRow: number,
    gainGradient: number,
    shiftGradient: number,
    dx: number,
  ): void;
}

/** Floats of scratch that `conv3` and `conv3Gradient` need. */
export function conv3Scratch(inputs: number, outputs: number): number {
  return 36 * (64 * (inputs + outputs) + 32) + 1024;
}
