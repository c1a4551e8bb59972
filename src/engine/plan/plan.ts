// Where everything lies in an engine's one memory, and which operations its network comes down to. A plan is made from
// the network alone, so that every thread makes the same one by itself and only the memory has to be shared.
import { changeSize, splineSize, warpScratch } from '../augment.js';
import type { Network } from '../engine.js';
import type { Allocate, Area, AreaUse } from './area.js';
import { placeGradients } from './gradient-memory.js';
import { lowerNetwork } from './lower-network.js';
import type { Op } from './operations.js';
import { type ParameterSet, parametersOf } from './parameters.js';

export interface Plan {
  /** The network that was planned. */
  readonly network: Network;
  /** Outputs a sample. */
  readonly classes: number;
  /** Threads that share the memory. */
  readonly threads: number;
  /** The largest batch of a step. */
  readonly maxBatch: number;
  /** Samples that go through the layers together in training, few enough for their values to stay in the cache. */
  readonly group: number;
  /** The same in prediction, which needs no statistics of a group: fewer where pictures are large. */
  readonly predictGroup: number;
  /** The operations in their order. */
  readonly ops: readonly Op[];
  /** Where the inputs of a group lie. */
  readonly input: Area;
  /** Where the outputs of a group lie. */
  readonly output: Area;
  /** The weights and their places. */
  readonly parameters: ParameterSet;

  // Addresses, in bytes from the start of the memory.
  /** The fields of the job at hand, float64 each. */
  readonly job: number;
  /** Address of the weights. */
  readonly weights: number;
  /** The optimiser's running averages of the gradient and of its square, in the layout of the weights. */
  readonly first: number;
  /** Address of AdamW's running means of the squared gradients. */
  readonly second: number;
  /** The running average of the weights. */
  readonly average: number;
  /** The batch's inputs, [maxBatch, height, width, channels], without padding. */
  readonly inputs: number;
  /** The same as bytes, where a batch was given as 8-bit pictures. */
  readonly pictures: number;
  /** A seed a sample, 32-bit integers. */
  readonly seeds: number;
  /** [maxBatch, classes], of a network that ends in one value a class. */
  readonly targets: number;
  /** A byte a pixel of the output, and a weight a class. */
  readonly labels: number;
  /** Address of the weights of the classes, where pixels are labelled. */
  readonly classWeights: number;
  /** The outputs, [maxBatch, classes]. */
  readonly logits: number;
  /** One share for each thread: its gradients, values and scratch. */
  readonly shares: number;
  /** Bytes of memory in all. */
  readonly end: number;

  // Offsets, in bytes from the start of a share.
  /** Bytes of one thread's share. */
  readonly shareSize: number;
  /** The gradients of the weights, in their layout. */
  readonly gradients: number;
  /** The share's loss and how many were correct. */
  readonly result: number;
  /** The sums of 3×3 convolutions' gradients, and their floats. */
  readonly sums: number;
  /** Floats of those sums. */
  readonly sumsCount: number;
  /** Offset of the scratch of kernels in a share. */
  readonly scratch: number;
}

const limits = {
  /** The first page belongs to the WASM module's own tables. Bytes. */
  start: 65536,
  /**
   * Most samples that batch normalisation takes its statistics over ("ghost batches", Hoffer et al. 2017), whatever the
   * thread count.
   */
  normGroup: 32,
  /** Samples of a group where nothing is normalised. Measured with bench/engine.mjs. */
  cacheGroup: 8,
  /** Floats of a group's widest layer, beyond which prediction takes smaller groups. Set by eye: 4 MiB. */
  cacheFloats: 1 << 20,
} as const;

/**
 * The plan for a network, so many threads and batches of at most so many samples; with room for gradients only where it
 * trains.
 * @throws OwnhandError `failed` if the network makes no sense.
 */
export function planOf(network: Network, threads: number, maxBatch: number, trains = true): Plan {
  const fixed = allocator(limits.start);
  const local = allocator(0);
  const share = Math.ceil(maxBatch / threads);
  const isNormed = network.layers.some((layer) => 'norm' in layer && layer.norm === 'batch');
  const group = Math.min(share, isNormed ? limits.normGroup : limits.cacheGroup);
  const parameters = parametersOf(network);
  const [height, width, channels] = network.input;
  const inputFloats = maxBatch * height * width * channels;
  const common = {
    job: fixed(64),
    weights: fixed(parameters.floats),
    first: fixed(parameters.floats),
    second: fixed(parameters.floats),
    average: fixed(parameters.floats),
    inputs: fixed(inputFloats),
    pictures: fixed(Math.ceil(inputFloats / 4)),
    seeds: fixed(maxBatch),
  };
  const own = { gradients: local(parameters.floats), result: local(16) };

  const count = ({ whole }: Pick<AreaUse, 'whole'>): number => (whole ? share : group);
  const room = { fixed, local, count, parameters, weights: common.weights, trains };
  const { scratch, ...lowered } = lowerNetwork(network, room);
  const { ops, input, output } = lowered;
  if (trains) placeGradients(ops, output, count, local);
  const widest = Math.max(...[input, ...ops.map(({ to }) => to)].map(({ image }) => image));
  const predictGroup = Math.max(1, Math.min(group, Math.floor(limits.cacheFloats / widest)));

  const pixels = output.height * output.width;
  const classes = pixels * output.channels;
  const outputs = {
    targets: fixed(pixels > 1 ? 0 : maxBatch * classes),
    labels: fixed(Math.ceil((maxBatch * pixels) / 4)),
    classWeights: fixed(output.channels),
    logits: fixed(maxBatch * classes),
  };
  // Augmentation keeps a change, two splines' weights and its own scratch in the same place.
  const augmenting = changeSize + splineSize(height) + splineSize(width) + warpScratch(height, width, channels);
  const scratchAt = local(Math.max(scratch, augmenting));
  const shareSize = local(0);
  const shares = fixed((shareSize / 4) * threads);
  return {
    ...{ network, classes, threads, maxBatch, group, predictGroup, parameters },
    ...{ ...lowered, ...common, ...own, ...outputs, scratch: scratchAt },
    ...{ shares, shareSize, end: fixed(0) },
  };
}

/** Hands out places one behind the other, aligned to cache lines. */
function allocator(from: number): Allocate {
  let next = from;
  return (floats) => {
    const at = next;
    // No bit operations: a plan that is too large must not wrap around.
    next = 64 * Math.ceil((next + floats * 4) / 64);
    return at;
  };
}
