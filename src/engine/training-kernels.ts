// What a backend must be able to do at the two ends of a training step: pictures changed, losses, and the optimiser. See kernels.ts.

export interface TrainingKernels {
  /**
   * Softmax cross-entropy: adds [loss · scale, correct] to `result` and writes the logits' gradient times `scale`.
   * Logits and gradient are `stride` floats a sample, targets `classes`.
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
   * Softmax cross-entropy of every pixel: adds [loss, correct] to `result` and writes the logits' gradient. `labels`: a byte a pixel,
   * compact; one that is no class counts for nothing. A pixel of class c counts `scale` · the float at `weights` + 4c.
   */
  pixelLoss(
    images: number,
    rows: number,
    columns: number,
    classes: number,
    logits: number,
    image: number,
    row: number,
    stride: number,
    labels: number,
    weights: number,
    scale: number,
    gradient: number,
    result: number,
  ): void;
  /**
   * One AdamW update of `count` weights (a multiple of 4) from the sum of `shares` gradients, `stride` floats apart.
   * `average` (0: none) becomes ema · average + (1 - ema) · weights. corrections: 1 / (1 - beta^t).
   */
  adamw(
    count: number,
    weights: number,
    gradients: number,
    shares: number,
    stride: number,
    first: number,
    second: number,
    average: number,
    rate: number,
    decay: number,
    beta1: number,
    beta2: number,
    correction1: number,
    correction2: number,
    epsilon: number,
    ema: number,
  ): void;
  /**
   * Adds to gradient[width] that of a logistic regression's log-loss over rows [count, width], each with its weight, that are all
   * true (truth 1) or all false (0). `count` and `width` are multiples of 4.
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
   * One picture of bytes [height, width, channels] changed as `change` says (augment.ts), as floats 0 to 1 at `to`;
   * `across` and `down`: the spline's weights for columns and rows; `scratch`: `warpScratch` floats of the thread's own.
   */
  warp(
    picture: number,
    height: number,
    width: number,
    channels: number,
    change: number,
    across: number,
    down: number,
    to: number,
    scratch: number,
  ): void;
}
