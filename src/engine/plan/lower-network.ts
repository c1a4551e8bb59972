// A network lowered to operations: what each layer reads and writes, in which layout, and what it keeps.
import { OwnhandError } from '../../error.js';
import type { Layer, Network } from '../engine.js';
import { conv3Scratch } from '../kernels/kernels.js';
import { type Allocate, type Area, type AreaUse, areaOf, type PictureSize, padded, strideOf } from './area.js';
import type { Norm, Op, Product, Skip } from './operations.js';
import type { Parameter, ParameterSet } from './parameters.js';
import { type Shape, shapesOf } from './shapes.js';

/** Where the operations' memory comes from. */
export interface Room {
  /** Memory that all threads share. */
  readonly fixed: Allocate;
  /** Memory in every thread's share. */
  readonly local: Allocate;
  /** Pictures that an area holds. */
  readonly count: (use: Pick<AreaUse, 'whole'>) => number;
  /** The network's weights and their places. */
  readonly parameters: ParameterSet;
  /** Address of the parameters. */
  readonly weights: number;
  /** Whether the network will be trained. */
  readonly trains: boolean;
}

export interface Lowered {
  /** The operations in their order. */
  readonly ops: readonly Op[];
  /** Where the inputs of a group lie. */
  readonly input: Area;
  /** Where the outputs of a group lie. */
  readonly output: Area;
  /** Offset of the sums of all 3×3 convolutions' gradients, and their floats. */
  readonly sums: number;
  /** Floats of those sums. */
  readonly sumsCount: number;
  /** Floats of scratch that the operations need. */
  readonly scratch: number;
}

/** One layer's operations, where its outputs lie, and the sums that it is added to later. */
interface Stage {
  readonly ops: readonly Op[];
  readonly to: Area;
  readonly sums: Area[];
}

/**
 * The operations that a network comes down to, with room for each in memory.
 * @throws OwnhandError `failed` if the network makes no sense: nothing left to pool, a sum of different shapes.
 */
export function lowerNetwork(network: Network, room: Room): Lowered {
  const shapes = shapesOf(network);
  const sums = sumsOf(network, room);
  const [height, width, channels] = network.input;
  const use = { ...wantedBy(network, 0), relu: false, differentiated: false };
  const input = take(room, { height, width, channels, stride: strideOf(channels) }, use);
  const stages: Stage[] = [];
  let from = input;
  network.layers.forEach((layer, i) => {
    const next = wantedBy(network, i + 1);
    const { ops, to } = lowerLayer({ network, room, stages, shapes, sums, next }, layer, i, from);
    stages.push({ ops, to, sums: [] });
    if (layer.kind === 'add') stages[layer.from]!.sums.push(to);
    from = to;
  });
  const ops = stages.flatMap(({ ops, to, sums }): Op[] => [
    ...ops,
    ...sums.map((sum): Skip => ({ kind: 'skip', from: to, to, sum })),
  ]);
  const scratch = Math.max(0, ...ops.map(scratchOf));
  return { ops, input, output: from, sums: sums.at, sumsCount: sums.count, scratch };
}

interface Context {
  readonly network: Network;
  readonly room: Room;
  /** The stages of all layers before. */
  readonly stages: readonly Stage[];
  readonly shapes: readonly Shape[];
  readonly sums: Sums;
  /** The layout that the next layer wants. */
  readonly next: Pick<AreaUse, 'bordered' | 'whole'>;
}

type Lowering = Pick<Stage, 'ops' | 'to'>;

function lowerLayer(context: Context, layer: Layer, i: number, from: Area): Lowering {
  switch (layer.kind) {
    case 'conv':
    case 'dense':
      return lowerProduct(context, layer, i, from);
    case 'maxpool':
    case 'upsample':
    case 'average':
      return lowerResizing(context, layer.kind, i, from);
    case 'add':
      return lowerAdd(context, layer.from, i, from);
    case 'dropout': {
      const to = take(context.room, from, { ...from, relu: false });
      return { ops: [{ kind: 'dropout', from, to, rate: layer.rate, salt: Math.imul(i + 1, 0x9e3779b1) }], to };
    }
  }
}

type ProductLayer = Extract<Layer, { kind: 'conv' | 'dense' }>;

function lowerProduct({ room, sums, next }: Context, layer: ProductLayer, i: number, input: Area): Lowering {
  const { parameters } = room;
  const weight = parameters.of(i, 'weight')!;
  const bias = parameters.of(i, 'bias');
  const isDense = layer.kind === 'dense';
  const isNorm = layer.norm === 'batch';
  const size = isDense ? 1 : layer.size;
  const relu = layer.activation === 'relu';
  const flat = isDense && (input.bordered || !input.whole) ? flatten(room, input) : undefined;
  const from = flat?.to ?? input;
  const channels = isDense ? layer.units : layer.channels;
  const { height, width } = isDense ? { height: 1, width: 1 } : from;
  const picture = { height, width, channels, stride: padded(channels) };
  // The gradient of what a 3×3 convolution wrote is read by another one, so it needs the border too.
  const bordered = isWinograd(layer, weight) || (!isNorm && next.bordered);
  const whole = isDense || (!bordered && !isNorm && next.whole);
  const to = take(room, picture, { bordered, whole, relu: relu && !isNorm, differentiated: true });
  const floats = isWinograd(layer, weight) ? 36 * weight.inputs * weight.outputs : weight.rows * weight.outputs;
  const prepared = room.fixed(floats);
  const backFloats = size === 3 ? floats : padded(weight.rows) * weight.outputs;
  const product: Product = {
    ...{ kind: layer.kind, size, from, to, relu: relu && !isNorm, weight, ...(bias && { bias }), prepared },
    back: room.trains && from.differentiated ? room.fixed(backFloats) : 0,
    folded: isNorm ? room.fixed(floats) : prepared,
    foldedBias: isNorm ? room.fixed(picture.stride) : bias ? room.weights + bias.offset : 0,
    sum: sums.of(i),
  };
  const before = flat ? [flat] : [];
  if (!isNorm) return { ops: [...before, product], to };
  const after = take(room, picture, { ...next, whole: isDense || next.whole, relu, differentiated: true });
  const norm: Norm = {
    ...{ kind: 'norm', from: to, to: after, relu },
    gain: parameters.of(i, 'gain')!,
    shift: parameters.of(i, 'shift')!,
    mean: parameters.of(i, 'mean')!,
    variance: parameters.of(i, 'variance')!,
    saved: room.local(2 * picture.stride + 16),
  };
  return { ops: [...before, { ...product, norm }, norm], to: after };
}

function flatten(room: Room, from: Area): Op {
  const to = take(room, from, { bordered: false, whole: true, relu: false, differentiated: from.differentiated });
  return { kind: 'flatten', from, to };
}

function lowerResizing(context: Context, kind: 'maxpool' | 'upsample' | 'average', i: number, from: Area): Lowering {
  const [height, width] = context.shapes[i + 1]!;
  if (height < 1 || width < 1)
    throw new OwnhandError('failed', `Layer ${i} pools a picture of ${from.height}×${from.width}; leave it out.`);
  refuseNarrow(i, from);
  const use = { ...context.next, relu: false, differentiated: from.differentiated };
  const to = take(context.room, { ...from, height, width }, use);
  return { ops: [{ kind, from, to }], to };
}

function lowerAdd({ network, room, stages, next }: Context, source: number, i: number, from: Area): Lowering {
  refuseNarrow(i, from);
  const other = stages[source]!.to;
  // Nothing needs the values of pixels that were doubled, unless another layer adds them too.
  const isAdded = network.layers.some((layer) => layer.kind === 'add' && layer.from === i - 1);
  const isInPlace = network.layers[i - 1]?.kind === 'upsample' && !isAdded;
  const differentiated = from.differentiated || other.differentiated;
  const to = isInPlace ? from : take(room, from, { ...next, relu: false, differentiated });
  return { ops: [{ kind: 'add', from, to, other }], to };
}

/** Kernels of these layers take four channels at a time. */
function refuseNarrow(layer: number, { stride, channels }: Area): void {
  if (stride % 4)
    throw new OwnhandError(
      'failed',
      `Layer ${layer} pools, doubles or adds an input of ${channels} channels; put a convolution before it.`,
    );
}

function take(room: Room, size: PictureSize, use: AreaUse): Area {
  return areaOf(size, use, room.count(use), room.local);
}

/** The layout that layer `i` wants its input in, or the first one after it that does not take any layout. */
function wantedBy({ layers }: Network, i: number): Pick<AreaUse, 'bordered' | 'whole'> {
  const reader = layers.slice(i).find(({ kind }) => kind !== 'dropout' && kind !== 'add');
  return { bordered: reader?.kind === 'conv' && reader.size === 3, whole: reader?.kind === 'dense' };
}

/** Whether the `conv3` kernels do this layer: 3×3 convolutions of enough channels. */
const isWinograd = (layer: Layer, weight: Parameter): boolean =>
  layer.kind === 'conv' && layer.size === 3 && weight.inputs >= 8;

/** The sums that `conv3Gradient` adds to, one behind the other, so that they are cleared together. */
interface Sums {
  readonly at: number;
  readonly count: number;
  /** Offset of a layer's sum; 0: it has none. */
  of(layer: number): number;
}

function sumsOf({ layers }: Network, { parameters, local }: Room): Sums {
  const starts = new Map<number, number>();
  let count = 0;
  layers.forEach((layer, i) => {
    const weight = parameters.of(i, 'weight');
    if (!weight || !isWinograd(layer, weight)) return;
    starts.set(i, count);
    count += 36 * weight.inputs * weight.outputs;
  });
  const at = local(count);
  const of = (layer: number): number => {
    const start = starts.get(layer);
    return start === undefined ? 0 : at + 4 * start;
  };
  return { at, count, of };
}

/** Floats of scratch: for the kernel, and for the weights while statistics are folded into them. */
function scratchOf(op: Op): number {
  if (op.kind !== 'conv' && op.kind !== 'dense') return 0;
  const { inputs, outputs, rows } = op.weight;
  return Math.max(op.size === 3 ? conv3Scratch(inputs, outputs) : 0, (rows + 1) * outputs);
}
