// The seam between networks as data and the kernels that run them. Two backends stand behind it: plain loops
// (reference.ts, the oracle) and WASM SIMD; the same tests run over both.

export type Activation = 'none' | 'relu';

/** One layer. Convolutions keep the picture's size (zero padding, stride 1); layouts are NHWC. */
export type Layer =
  /** 3×3 or 1×1 convolution, then batch normalisation if asked for, then the activation. */
  | {
      readonly kind: 'conv';
      readonly size: 1 | 3;
      readonly channels: number;
      readonly norm?: 'batch';
      readonly activation: Activation;
    }
  /** 2×2 maximum, stride 2; an odd last row or column is dropped. */
  | { readonly kind: 'maxpool' }
  /** Every pixel becomes 2×2 alike: [h, w, c] → [2h, 2w, c]. */
  | { readonly kind: 'upsample' }
  /** Adds the output of layer `from`, an earlier one with the same shape: a skip (LinkNet, Chaurasia & Culurciello 2017). */
  | { readonly kind: 'add'; readonly from: number }
  /** Mean over all positions: [h, w, c] → [c]. */
  | { readonly kind: 'average' }
  /** Fully connected on the flattened input. */
  | { readonly kind: 'dense'; readonly units: number; readonly norm?: 'batch'; readonly activation: Activation }
  /** Zeroes inputs at this rate while training, scales the rest by 1 / (1 - rate). */
  | { readonly kind: 'dropout'; readonly rate: number };

/** A network as data. */
export interface Network {
  /** [height, width, channels] of one input. */
  readonly input: readonly [number, number, number];
  readonly layers: readonly Layer[];
}

/** A named tensor in row-major order. conv weight: [size, size, in, out]; dense weight: [in, out]; bias, gain, shift, mean, variance: [out]. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Weights by name, `<layer index>.<weight|bias|gain|shift|mean|variance>`. */
export type Weights = ReadonlyMap<string, Tensor>;

/** How strongly training pictures are changed; each is drawn uniformly in ±its value unless said otherwise. All 0: no change. */
export interface Augmentation {
  /** Radians. */
  readonly rotate: number;
  /** Relative change of size, both axes together. */
  readonly scale: number;
  /** Relative change of width against height. */
  readonly stretch: number;
  /** Horizontal shift per unit of height (slant). */
  readonly shear: number;
  /** Pixels. */
  readonly shift: number;
  /** Standard deviation, in pixels, of the displacement at the knots of a coarse grid (elastic distortion). */
  readonly elastic: number;
  /** Change of pen thickness: the picture is blurred and its contrast stretched, thicker or thinner. */
  readonly thickness: number;
  /** Chance, 0 to 1, that one random rectangle of up to a third of the picture's side is erased. */
  readonly erase: number;
}

/** The class of pixels that training passes over. */
export const ignored = 255;

/**
 * One optimisation step's samples, and what is wanted of them. Samples are floats ready to use, or 8-bit pictures, or rows of the loaded
 * data set; the latter two may be augmented in the threads. Wanted is a distribution a sample or, of a network that ends in a
 * picture, a class a pixel.
 */
export interface Batch {
  readonly size: number;
  /** [size, ...input], 0 to 1. Give this or `pictures` or `rows`. */
  readonly inputs?: Float32Array;
  /** [size, ...input], 0 to 255. */
  readonly pictures?: Uint8Array;
  /** [size] indices into the data set given to `load`. */
  readonly rows?: Int32Array;
  /** [size] a seed for each sample's augmentation: the same seed gives the same picture whatever the thread count. */
  readonly seeds?: Uint32Array;
  readonly augmentation?: Augmentation;
  /** [size, classes], each row a distribution (one-hot, smoothed or another model's soft labels). Give this or `labels`. */
  readonly targets?: Float32Array;
  /** [size, height, width] of the output: the class of every pixel, or `ignored`. Augmentation would move the pixels from under them. */
  readonly labels?: Uint8Array;
  /** [channels of the output] how much a labelled pixel of each class counts in the mean. Default: 1 each. */
  readonly classWeights?: Float32Array;
}

/** AdamW (Loshchilov & Hutter 2019). Biases, gains and shifts are not decayed. */
export interface StepOptions {
  readonly rate: number;
  readonly decay?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  /** Weight of the running average of the weights after this step: average = ema · average + (1 - ema) · weights. Absent: no average is kept. */
  readonly ema?: number;
}

export interface StepResult {
  /** Mean cross-entropy of the batch before the step, in nats; of labelled pixels the mean weighted by class. */
  readonly loss: number;
  /** Samples of the batch whose largest logit is the largest target; or labelled pixels whose largest logit is their class, unweighted. */
  readonly correct: number;
  /** How many `correct` is out of: samples, or labelled pixels that are not ignored. */
  readonly total: number;
}

export interface EngineOptions {
  /** Default: 1 in the core; node/ and browser/ pass the machine's. */
  readonly threads?: number;
  /** Plain SIMD even where relaxed SIMD runs: bit-identical weights for the same seed and thread count on any machine. */
  readonly reproducible?: boolean;
  readonly backend?: 'wasm' | 'reference';
  /** The largest batch `step` takes; `predict` takes any number and splits it. Default 64. */
  readonly maxBatch?: number;
}

/**
 * A network ready to run and to train. Calls are synchronous and block for one batch at most, so a caller stays
 * cancellable and responsive by yielding between steps; in a browser it lives in a worker.
 */
export interface Engine {
  readonly network: Network;
  /** Number of outputs a sample: all of a picture's, where the network ends in one. */
  readonly classes: number;
  readonly threads: number;
  readonly simd: 'none' | 'plain' | 'relaxed';
  /** Logits, [count, classes], of inputs [count, ...input]; [count, height, width, channels] where the network ends in a picture. */
  predict(inputs: Float32Array, count: number): Float32Array;
  /** Logits, [count, classes], of 8-bit pictures [count, ...input] (0 to 255), each changed as `step` changes it for its seed where seeds are given. */
  predictPictures(
    pictures: Uint8Array,
    count: number,
    change?: { readonly augmentation: Augmentation; readonly seeds: Uint32Array },
  ): Float32Array;
  /** Copies 8-bit pictures [count, ...input] (0 to 255) in, for batches given by `rows`; replaces the earlier set. */
  load(pictures: Uint8Array, count: number): void;
  step(batch: Batch, options: StepOptions): StepResult;
  /** A copy of the weights; `average` gives the running average that `step`'s `ema` keeps. */
  weights(which?: 'current' | 'average'): Weights;
  /** Replaces the weights and clears the optimiser's state. */
  setWeights(weights: Weights): void;
  /** Ends the threads and frees the memory. Safe to call twice. */
  close(): void;
}

/** Starts an engine and its threads, which each platform does its own way: node/engine/, browser/. */
export type EngineFactory = (network: Network, weights: Weights, options?: EngineOptions) => Promise<Engine>;
