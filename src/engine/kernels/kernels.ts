// What a backend must be able to do. Two backends implement it: plain loops (reference-kernels.ts, the oracle) and WASM
// SIMD (wasm-kernels.ts).
//
// Every function works on one memory. An address is an offset in bytes, a multiple of 4; a stride is a number of
// floats; 0 as an address means that there is none. Pictures are NHWC, and channels are counted with their padding to a
// multiple of 8, except a narrow input's. Around a picture that a 3×3 convolution reads lies a border of zeros: one
// pixel above and on the left; below and on the right as much as fills up blocks of 4×4 pixels, and one pixel more.
//
// A `mask` has the layout of what is written. Wherever the value at `mask` is not above zero, zero is written: that is
// ReLU's gradient. Gradients of weights are added to what is there; gradients of values replace it, except where `add`
// says otherwise.

/** Pictures of one size. */
export interface Extent {
  /** Pictures. */
  readonly images: number;
  /** Rows of a picture. */
  readonly height: number;
  /** Columns of a picture. */
  readonly width: number;
  /** Channels in memory, a multiple of 8. */
  readonly channels: number;
}

/** Pictures that a convolution reads and writes: `inputs` channels become `outputs` channels. */
export interface ConvExtent {
  /** Pictures. */
  readonly images: number;
  /** Rows of a picture. */
  readonly height: number;
  /** Columns of a picture. */
  readonly width: number;
  /** Channels that come in, as they lie in memory. */
  readonly inputs: number;
  /** Channels that go out, as they lie in memory. */
  readonly outputs: number;
}

/** Rows of `length` floats, `rows` of them a picture. */
export interface RowExtent {
  /** Pictures. */
  readonly images: number;
  /** Rows of a picture. */
  readonly rows: number;
  /** Floats of a row. */
  readonly length: number;
}

/**
 * A matrix product: one row of the left matrix for each pixel (or sample, as a row of pixels), `depth` floats in each
 * of its `segments`.
 */
export interface ProductExtent {
  /** Pictures. */
  readonly images: number;
  /** Rows of a picture. */
  readonly height: number;
  /** Columns of a picture. */
  readonly width: number;
  /** Values of one segment that are multiplied and summed. */
  readonly depth: number;
  /** Segments that make one row of the product: 3 for a 3×3 window, else 1. */
  readonly segments: number;
  /** Columns of the product. */
  readonly outputs: number;
}

/** Where pictures lie. Only products look at `pixel`; for all others it is the number of channels. */
export interface Pixels {
  /** Address of the first picture's first pixel. */
  readonly at: number;
  /** Floats from one picture to the next. */
  readonly image: number;
  /** Floats from one row to the next. */
  readonly row: number;
  /** Floats from one pixel to the next. */
  readonly pixel: number;
}

/** Where a batch normalisation finds its parameters and leaves its statistics. */
export interface NormParameters {
  /** Address of the gains, one a channel. */
  readonly gain: number;
  /** Address of the shifts, one a channel. */
  readonly shift: number;
  /** What is added to the variance before the root. */
  readonly epsilon: number;
  /** Mean and biased variance, [2, channels], with 16 floats of scratch behind them. */
  readonly saved: number;
}

/** Where AdamW finds one parameter and its state. */
export interface AdamwPlaces {
  /** Address of the weights, which are changed in place. */
  readonly weights: number;
  /** Address of the first thread's gradients. */
  readonly gradients: number;
  /** How many gradients are summed, `stride` floats apart. */
  readonly shares: number;
  /** Bytes from one thread's gradients to the next thread's. */
  readonly stride: number;
  /** The running averages of the gradient and of its square. */
  readonly first: number;
  /** Address of the running means of the squared gradients. */
  readonly second: number;
  /** The running average of the weights; 0: none is kept. */
  readonly average: number;
}

/** The numbers of one AdamW step (Loshchilov & Hutter 2019). */
export interface AdamwNumbers {
  /** Learning rate. */
  readonly rate: number;
  /** Weight decay for each unit of the rate. */
  readonly decay: number;
  /** How much of the mean gradient stays in a step. */
  readonly beta1: number;
  /** How much of the mean squared gradient stays in a step. */
  readonly beta2: number;
  /** 1 / (1 - beta1^steps) and 1 / (1 - beta2^steps). */
  readonly correction1: number;
  /** 1 / (1 - beta2 to the power of the steps taken). */
  readonly correction2: number;
  /** Keeps the division from zero. */
  readonly epsilon: number;
  /** average = ema · average + (1 - ema) · weights */
  readonly ema: number;
}

export interface Kernels {
  /** Rows firstRow to lastRow of [rows, columns] into panels [columns / 8][rows][8], which `matmul` reads. */
  pack(from: number, rows: number, columns: number, firstRow: number, lastRow: number, to: number): void;
  /** The same of the transpose: rows of [rows, columns] into panels [rows / 8][columns][8]. */
  packTransposed(from: number, columns: number, firstRow: number, lastRow: number, to: number): void;
  /** y = x · W (+ bias). A pixel's segments lie `segment` floats apart. */
  matmul(
    extent: ProductExtent,
    x: Pixels,
    segment: number,
    panels: number,
    bias: number,
    y: Pixels,
    relu: boolean,
    mask: number,
  ): void;
  /** gradient[depth, outputs] += xᵀ · dy over all pixels, for products of one segment. */
  matmulGradient(extent: ProductExtent, x: Pixels, dy: Pixels, gradient: number): void;
  /** gradient[channels] += dy summed over all pixels. */
  biasGradient(extent: Extent, dy: Pixels, gradient: number): void;

  /** Weights [3, 3, inputs, outputs] in the form that `conv3` reads, 36 · inputs · outputs floats at most. */
  prepareConv3(weights: number, inputs: number, outputs: number, to: number): void;
  /** The same for the gradient: `conv3` with it takes dy [.., outputs] to dx [.., inputs]. */
  prepareConv3Back(weights: number, inputs: number, outputs: number, to: number): void;
  /** 3×3 convolution. `scratch`: `conv3Scratch` floats of the thread's own. */
  conv3(
    extent: ConvExtent,
    x: Pixels,
    prepared: number,
    bias: number,
    y: Pixels,
    relu: boolean,
    mask: number,
    scratch: number,
  ): void;
  /**
   * Adds the gradient of the weights to `sum`, in a form of the backend's own, 36 · inputs · outputs floats at most.
   */
  conv3Gradient(extent: ConvExtent, x: Pixels, dy: Pixels, sum: number, scratch: number): void;
  /** gradient[3, 3, inputs, outputs] += what `sum` stands for. Overwrites `sum`. */
  conv3GradientEnd(sum: number, inputs: number, outputs: number, gradient: number): void;

  /** Maximum of 2×2 pixels of x (`extent`); an odd last row or column is dropped. */
  maxpool(extent: Extent, x: Pixels, y: Pixels): void;
  /**
   * The first of equal maxima takes the gradient. dx has the layout of x; with `masked`, maxima not above zero pass
   * nothing on.
   */
  maxpoolGradient(extent: Extent, x: Pixels, dy: Pixels, dx: number, masked: boolean): void;
  /** Each pixel of x (`extent`) becomes 2×2 pixels of y. */
  upsample(extent: Extent, x: Pixels, y: Pixels): void;
  /** dx (`extent`) is the sum over 2×2 pixels of dy. */
  upsampleGradient(extent: Extent, dy: Pixels, dx: Pixels, mask: number): void;
  /** Adds x to y; with a mask, only where it is above zero. `length` must be a multiple of 4. */
  add(extent: RowExtent, x: Pixels, y: Pixels, mask: number): void;
  /** Mean over a picture's pixels. */
  average(extent: Extent, x: Pixels, y: Pixels): void;
  /** The gradient of `average`: each position gets an equal share of its channel's gradient. */
  averageGradient(extent: Extent, dy: Pixels, dx: Pixels, mask: number): void;
  /** Copies rows from one layout into another. With a mask, `length` must be a multiple of 4. */
  copy(extent: RowExtent, x: Pixels, y: Pixels, mask: number): void;
  /** Zeroes `count` floats. */
  fill(to: number, count: number): void;
  /**
   * Zeroes values at `rate` and scales the others by 1 / (1 - rate), over whole pictures of one row; their `row` is not
   * used. `seeds`: one 32-bit integer a picture. Its gradient is itself.
   */
  dropout(extent: RowExtent, x: Pixels, y: number, rate: number, seeds: number, salt: number, mask: number): void;

  /** Normalises over all pixels of all pictures. */
  norm(extent: Extent, x: Pixels, parameters: NormParameters, y: Pixels, relu: boolean): void;
  /** dx has the layout of x; `shift` of the parameters is not used. */
  normGradient(
    extent: Extent,
    x: Pixels,
    parameters: NormParameters,
    dy: Pixels,
    gainGradient: number,
    shiftGradient: number,
    dx: number,
  ): void;

  /**
   * Softmax cross-entropy of `count` samples: adds [loss · scale, correct] to `result` and writes the logits' gradient
   * times `scale`. Logits and gradient have `stride` floats a sample, targets `classes`.
   */
  loss(
    count: number,
    classes: number,
    logits: number,
    stride: number,
    targets: number,
    scale: number,
    gradient: number,
    result: number,
  ): void;
  /**
   * Softmax cross-entropy of every pixel: adds [loss, correct] to `result` and writes the logits' gradient, which has
   * their layout. `labels`: a byte a pixel, compact; one that is no class counts for nothing. A pixel of class c counts
   * `scale` times the float at `weights` + 4c. The extent's channels are the classes, without padding.
   */
  pixelLoss(
    extent: Extent,
    logits: Pixels,
    labels: number,
    weights: number,
    scale: number,
    gradient: number,
    result: number,
  ): void;
  /**
   * Softmax of each pixel, 255 for certain: bytes [images, channels, height, width] at `to`. The logits are lost; their
   * pixels have a multiple of 4 channels.
   */
  chances(extent: Extent, logits: Pixels, to: number): void;
  /** One AdamW step of `count` weights (a multiple of 4). */
  adamw(count: number, places: AdamwPlaces, numbers: AdamwNumbers): void;
  /**
   * Adds to gradient[width] that of a logistic regression's log-loss over rows [count, width], each with its weight,
   * that are all true (truth 1) or all false (0). `count` and `width` are multiples of 4.
   */
  logisticGradient(
    count: number,
    width: number,
    rows: number,
    weights: number,
    truth: number,
    factors: number,
    gradient: number,
  ): void;
  /**
   * One picture of bytes (`extent`, of one image) changed as `change` says (augment.ts), as floats 0 to 1 at `to`.
   * `across` and `down`: the spline's weights for columns and rows. `scratch`: `warpScratch` floats of the thread's
   * own.
   */
  warp(
    extent: Extent,
    picture: number,
    change: number,
    across: number,
    down: number,
    to: number,
    scratch: number,
  ): void;
}

/** Floats of scratch that `conv3` and `conv3Gradient` need. */
export function conv3Scratch(inputs: number, outputs: number): number {
  return 36 * (64 * (inputs + outputs) + 32) + 1024;
}
