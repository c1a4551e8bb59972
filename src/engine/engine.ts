// The seam between networks as data and what runs them. Two backends implement it, plain loops and WASM SIMD
// (kernels/), and the same tests run over both.

/** What follows a layer's sums. */
export type Activation = 'none' | 'relu';

/** One layer. Layouts are NHWC. Convolutions keep the size of a picture (zero padding, stride 1). */
export type Layer =
  /** 3×3 or 1×1 convolution, then batch normalisation (Ioffe & Szegedy 2015) if asked for, then the activation. */
  | {
      readonly kind: 'conv';
      readonly size: 1 | 3;
      readonly channels: number;
      readonly norm?: 'batch';
      readonly activation: Activation;
    }
  /** 2×2 maximum, stride 2; an odd last row or column is dropped. */
  | { readonly kind: 'maxpool' }
  /** Repeats every pixel as 2×2 pixels (nearest neighbour): [h, w, c] → [2h, 2w, c]. */
  | { readonly kind: 'upsample' }
  /**
   * A skip: adds the output of layer `from`, an earlier one of the same shape (LinkNet, Chaurasia & Culurciello 2017).
   */
  | { readonly kind: 'add'; readonly from: number }
  /** Mean over all positions: [h, w, c] → [c]. */
  | { readonly kind: 'average' }
  /** Fully connected on the flattened input, then batch normalisation if asked for, then the activation. */
  | { readonly kind: 'dense'; readonly units: number; readonly norm?: 'batch'; readonly activation: Activation }
  /** Training, zeroes inputs at this rate and scales the others by 1 / (1 - rate) (Srivastava et al. 2014). */
  | { readonly kind: 'dropout'; readonly rate: number };

/** A network as data. */
export interface Network {
  /** [height, width, channels] of one input. */
  readonly input: readonly [number, number, number];
  /** From the input on; weights and skips count them from 0. */
  readonly layers: readonly Layer[];
}

/**
 * Numbers in row-major order. A convolution's weight is [size, size, in, out], a dense layer's [in, out]; bias, gain,
 * shift, mean and variance are [out].
 */
export interface Tensor {
  /** Sizes of the dimensions, the slowest first. */
  readonly shape: readonly number[];
  /** As many values as the shape's product. */
  readonly data: Float32Array;
}

/** Weights by name, `<layer index>.<weight|bias|gain|shift|mean|variance>`. */
export type Weights = ReadonlyMap<string, Tensor>;

/**
 * How strongly pictures are changed in training. Each change is drawn uniformly within ± its number, unless noted. All
 * 0: no change.
 */
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
  /**
   * Change of the pen's thickness, up to 1: the picture is blurred, and its contrast stretched to make strokes thicker
   * or thinner.
   */
  readonly thickness: number;
  /** Chance, 0 to 1, that one random rectangle is erased, with sides of up to a third of the picture's. */
  readonly erase: number;
}

/** The class of pixels that training passes over. */
export const ignored = 255;

/**
 * The samples of one optimisation step, and what the network should say about them. Samples are given as floats ready
 * to use, as 8-bit pictures, or as rows of the loaded data set; the latter two can be augmented, which the threads do.
 * What is wanted is one distribution a sample or, of a network that ends in a picture, one class a pixel.
 */
export interface Batch {
  /** Number of samples. */
  readonly size: number;
  /** [size, ...input], 0 to 1. Give this or `pictures` or `rows`. */
  readonly inputs?: Float32Array;
  /** [size, ...input], 0 to 255. */
  readonly pictures?: Uint8Array;
  /** [size] indices into the data set given to `load`. */
  readonly rows?: Int32Array;
  /**
   * [size] a seed for each sample's augmentation: the same seed gives the same picture, whatever the number of threads.
   */
  readonly seeds?: Uint32Array;
  /** Of `pictures` or `rows`; not with `labels`, whose pixels it would move. Default: none. */
  readonly augmentation?: Augmentation;
  /**
   * [size, classes], a distribution a sample (one-hot, smoothed or another model's soft labels). Give this or `labels`.
   */
  readonly targets?: Float32Array;
  /** [size, height, width] of the output: the class of every pixel, or `ignored`. */
  readonly labels?: Uint8Array;
  /** [channels of the output] how much a pixel of each class counts in the mean. Default: 1 each. */
  readonly classWeights?: Float32Array;
}

/** AdamW (Loshchilov & Hutter 2019). Biases, gains and shifts are not decayed. */
export interface StepOptions {
  /** Learning rate. */
  readonly rate: number;
  /** Weight decay, in units of the rate. Default 0. */
  readonly decay?: number;
  /** Memory of the running average of the gradient. Default 0.9. */
  readonly beta1?: number;
  /** Memory of the running average of its square. Default 0.999. */
  readonly beta2?: number;
  /**
   * Memory of the running average of the weights: average = ema · average + (1 - ema) · weights. Absent: no average is
   * kept.
   */
  readonly ema?: number;
}

export interface StepResult {
  /** Mean cross-entropy of the batch before the step, in nats; of labels the mean over pixels, weighted by class. */
  readonly loss: number;
  /**
   * Samples whose largest logit is at their largest target; of labels, pixels whose largest logit is at their class.
   */
  readonly correct: number;
  /** How many could be correct: the samples; of labels, the pixels that are not ignored. */
  readonly total: number;
}

export interface EngineOptions {
  /** How many threads share the work. Default: 1 in the core; node/ and browser/ pass the number of cores. */
  readonly threads?: number;
  /**
   * Plain SIMD even where relaxed SIMD runs: the same seed and number of threads give bit-identical weights on any
   * machine. Default false.
   */
  readonly reproducible?: boolean;
  /** Default 'wasm'; 'reference' is slow and for tests. */
  readonly backend?: 'wasm' | 'reference';
  /** Whether its threads start at once, not with the first work. Default false. */
  readonly startsThreads?: boolean;
  /** Whether it will ever train; without, it takes less memory, and `step` throws. Default true. */
  readonly trains?: boolean;
  /**
   * The largest batch that `step` takes; `predict` takes any number and splits it. Memory grows with it. Default 64.
   */
  readonly maxBatch?: number;
}

/** All that training goes on from where it stopped. */
export interface EngineState {
  /** Steps taken since the weights were set. */
  readonly steps: number;
  /** The weights as they are now. */
  readonly weights: Weights;
  /** The running average of the weights; absent where none is kept. */
  readonly average?: Weights;
  /** AdamW's running means of the gradient and of its square, named as the weights are. */
  readonly firstMoments: Weights;
  /** AdamW's running mean of the square of the gradient, named as the weights are. */
  readonly secondMoments: Weights;
}

/**
 * A network ready to run and to train. Calls are synchronous and block for one batch at most, so a caller can yield
 * between them to stay responsive and cancellable. In a browser an engine belongs in a worker.
 */
export interface Engine {
  /** The network that it runs. */
  readonly network: Network;
  /** Outputs a sample: all of a picture's, where the network ends in one. */
  readonly classes: number;
  /** How many threads share the work. */
  readonly threads: number;
  /** Which kernels run: plain loops, plain SIMD, or relaxed SIMD with fused multiply-add. */
  readonly simd: 'none' | 'plain' | 'relaxed';
  /**
   * Logits, [count, classes], of inputs [count, ...input]; [count, height, width, channels] where the network ends in a
   * picture.
   */
  predict(inputs: Float32Array, count: number): Float32Array;
  /**
   * The same of 8-bit pictures [count, ...input], 0 to 255. With `change`, each is changed as `step` would change it
   * for its seed.
   */
  predictPictures(
    pictures: Uint8Array,
    count: number,
    change?: { readonly augmentation: Augmentation; readonly seeds: Uint32Array },
  ): Float32Array;
  /**
   * The chances (softmax) of each class at each pixel of such pictures, 255 for certain: [count, classes, height,
   * width]. For a network that ends in a picture.
   */
  predictChances(pictures: Uint8Array, count: number): Uint8Array;
  /**
   * Copies a data set of 8-bit pictures [count, ...input], 0 to 255, for batches given by `rows`; replaces the one
   * before.
   */
  load(pictures: Uint8Array, count: number): void;
  /** One step of AdamW on a batch. */
  step(batch: Batch, options: StepOptions): StepResult;
  /** A copy of the weights; 'average': of their running average, which `step` keeps if given an `ema`. */
  weights(which?: 'current' | 'average'): Weights;
  /** Replaces the weights and clears the optimiser's state. */
  setWeights(weights: Weights): void;
  /** A copy of all that the next step depends on. */
  state(): EngineState;
  /** Goes on from a state, of an engine with the same network, as if training had never stopped. */
  restore(state: EngineState): void;
  /** Ends the threads and frees the memory. Safe to call twice. */
  close(): void;
}

/** Starts an engine and its threads, which each platform does in its own way (node/engine/, browser/). */
export type EngineFactory = (network: Network, weights: Weights, options?: EngineOptions) => Promise<Engine>;
