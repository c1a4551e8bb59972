// Where everything lies in the engine's one memory, and which operations a network comes down to. Made from the network alone, so that every
// thread makes the same plan by itself and only the memory has to be shared.
import { OwnhandError } from '../../error.js';
import { changeSize, splineSize, warpScratch } from '../augment.js';
import type { Layer, Network } from '../engine.js';
import { conv3Scratch } from '../kernels.js';
import { type Area, areaOf, type Form, padded, strideOf } from './area.js';
import { placeGradients } from './gradient-memory.js';
import type { Norm, Op, Skip } from './operations.js';
import { type ParameterSet, parametersOf } from './parameters.js';
import { shapesOf } from './shapes.js';

export interface Plan {
  readonly network: Network;
  readonly classes: number;
  readonly threads: number;
  readonly maxBatch: number;
  /** Samples that go through the layers together, small enough for their values to stay in the cache. */
  readonly group: number;
  /** The same when predicting, which needs no statistics of a group: fewer where pictures are large. */
  readonly predictGroup: number;
  readonly ops: readonly Op[];
  readonly input: Area;
  readonly output: Area;
  readonly parameters: ParameterSet;
  /** Absolute addresses, bytes. */
  readonly job: number;
  readonly control: number;
  readonly weights: number;
  readonly first: number;
  readonly second: number;
  readonly average: number;
  readonly inputs: number;
  /** Of a network that ends in one value a class; otherwise labels, a byte a pixel, and a weight a class. */
  readonly targets: number;
  readonly labels: number;
  readonly classWeights: number;
  /** The batch's pictures as bytes, where it was given by rows. */
  readonly pictures: number;
  readonly seeds: number;
  readonly logits: number;
  /** One region a thread: its gradients, its values, its scratch. Offsets inside it below. */
  readonly shares: number;
  readonly shareSize: number;
  readonly gradients: number;
  readonly result: number;
  readonly sums: number;
  readonly sumsCount: number;
  readonly scratch: number;
  /** Bytes of memory in all. */
  readonly end: number;
}

/** The first page belongs to the WASM module's own tables. */
const start = 65536;

/** Most samples that batch normalisation takes its statistics over ("ghost batches", Hoffer et al. 2017), whatever the thread count. */
export const normGroup = 32;
const cacheGroup = 8;
/** Floats of a group's widest layer beyond which smaller groups predict. */
const cacheFloats = 1 << 20;

/** One layer's operations, where its outputs lie, and the sums that it is added to later. */
interface Stage {
  readonly ops: readonly Op[];
  readonly to: Area;
  readonly sums: Area[];
}

function refuseNarrow(layer: number, { stride, channels }: Area): void {
  if (stride % 4)
    throw new OwnhandError(
      'failed',
      `Layer ${layer} pools, doubles or adds an input of ${channels} channels; put a convolution before it.`,
    );
}

/** Hands out addresses, aligned to cache lines. */
function allocator(from: number): (floats: number) => number {
  let next = from;
  return (floats) => {
    const at = next;
    // Not by bits: a plan too large must come out as large as it is.
    next = 64 * Math.ceil((next + floats * 4) / 64);
    return at;
  };
}

/** Throws `failed` if the network makes no sense: nothing left to pool, no layer with weights where one is needed. */
export function planOf(network: Network, threads: number, maxBatch: number): Plan {
  const fixed = allocator(start);
  const local = allocator(0);
  const normed = network.layers.some((layer) => 'norm' in layer && layer.norm === 'batch');
  const share = Math.ceil(maxBatch / threads);
  const group = Math.min(share, normed ? normGroup : cacheGroup);
  const parameters = parametersOf(network);
  const job = fixed(64);
  const control = fixed(64);
  const weights = fixed(parameters.floats);
  const [first, second, average] = [fixed(parameters.floats), fixed(parameters.floats), fixed(parameters.floats)];
  const shapes = shapesOf(network);
  const [h, w, c] = network.input;
  const inputs = fixed(maxBatch * h * w * c);
  const [pictures, seeds] = [fixed(Math.ceil((maxBatch * h * w * c) / 4)), fixed(maxBatch)];

  const gradients = local(parameters.floats);
  const result = local(16);
  const sums: { layer: number; floats: number }[] = [];
  network.layers.forEach((layer, i) => {
    const weight = parameters.of(i, 'weight');
    if (layer.kind === 'conv' && layer.size === 3 && weight && weight.inputs >= 8)
      sums.push({ layer: i, floats: 36 * weight.inputs * weight.outputs });
  });
  const sumsAt = local(sums.reduce((n, s) => n + s.floats, 0));
  const sumOf = (i: number): number => {
    const index = sums.findIndex((s) => s.layer === i);
    return index < 0 ? 0 : sumsAt + 4 * sums.slice(0, index).reduce((n, s) => n + s.floats, 0);
  };

  const count = (area: Pick<Area, 'whole'>): number => (area.whole ? share : group);
  const area = (form: Form, bordered: boolean, whole: boolean, relu: boolean, differentiated: boolean): Area =>
    areaOf(form, { bordered, whole, relu, differentiated }, count({ whole }), local);
  /** What the first layer after `i` that changes the layout asks for. */
  const reader = (i: number): Layer | undefined =>
    network.layers.slice(i).find((layer) => layer.kind !== 'dropout' && layer.kind !== 'add');
  const bordered = (i: number): boolean => {
    const next = reader(i);
    return next?.kind === 'conv' && next.size === 3;
  };
  const whole = (i: number): boolean => reader(i)?.kind === 'dense';

  const stages: Stage[] = [];
  const input = area({ height: h, width: w, channels: c, stride: strideOf(c) }, bordered(0), whole(0), false, false);
  let from = input;
  // Augmentation keeps a change, two splines' weights and its own scratch here.
  let scratch = changeSize + splineSize(h) + splineSize(w) + warpScratch(h, w, c);
  network.layers.forEach((layer, i) => {
    const differentiate = from.differentiated;
    const ops: Op[] = [];
    switch (layer.kind) {
      case 'conv':
      case 'dense': {
        if (layer.kind === 'dense' && (from.bordered || !from.whole)) {
          const to = area({ ...from }, false, true, false, differentiate);
          ops.push({ kind: 'flatten', from, to });
          from = to;
        }
        const size = layer.kind === 'conv' ? layer.size : 1;
        const outputs = layer.kind === 'conv' ? layer.channels : layer.units;
        const spatial = layer.kind === 'conv' ? { height: from.height, width: from.width } : { height: 1, width: 1 };
        const form = { ...spatial, channels: outputs, stride: padded(outputs) };
        const relu = layer.activation === 'relu';
        const isNorm = layer.norm === 'batch';
        // The gradient of what a 3×3 convolution wrote is read by another one, so it needs the border too.
        const edged = (size === 3 && from.stride >= 8) || (!isNorm && bordered(i + 1));
        const to = area(
          form,
          edged,
          layer.kind === 'dense' || (!edged && !isNorm && whole(i + 1)),
          relu && !isNorm,
          true,
        );
        const weight = parameters.of(i, 'weight')!;
        const bias = parameters.of(i, 'bias');
        const room =
          size === 3 && from.stride >= 8 ? 36 * weight.inputs * weight.outputs : weight.rows * weight.outputs;
        const prepared = fixed(room);
        const product = {
          kind: layer.kind,
          size,
          from,
          to,
          relu: relu && !isNorm,
          weight,
          ...(bias && { bias }),
          prepared,
          back: differentiate ? fixed(size === 3 ? room : padded(weight.rows) * weight.outputs) : 0,
          folded: isNorm ? fixed(room) : prepared,
          foldedBias: isNorm ? fixed(form.stride) : bias ? weights + bias.offset : 0,
          sum: layer.kind === 'conv' && size === 3 ? sumOf(i) : 0,
        };
        scratch = Math.max(scratch, size === 3 ? conv3Scratch(weight.inputs, weight.outputs) : 0, room + form.stride);
        from = to;
        if (!isNorm) {
          ops.push(product);
          break;
        }
        const after = area(form, bordered(i + 1), layer.kind === 'dense' || whole(i + 1), relu, true);
        const norm: Norm = {
          kind: 'norm',
          from: to,
          to: after,
          relu,
          gain: parameters.of(i, 'gain')!,
          shift: parameters.of(i, 'shift')!,
          mean: parameters.of(i, 'mean')!,
          variance: parameters.of(i, 'variance')!,
          saved: local(2 * form.stride + 16),
        };
        ops.push({ ...product, norm }, norm);
        from = after;
        break;
      }
      case 'maxpool':
      case 'upsample':
      case 'average': {
        const [height, width] = shapes[i + 1]!;
        if (height < 1 || width < 1)
          throw new OwnhandError('failed', `Layer ${i} pools a picture of ${from.height}×${from.width}; leave it out.`);
        refuseNarrow(i, from);
        const to = area({ ...from, height, width }, bordered(i + 1), whole(i + 1), false, differentiate);
        ops.push({ kind: layer.kind, from, to });
        from = to;
        break;
      }
      case 'add': {
        refuseNarrow(i, from);
        const other = stages[layer.from]!.to;
        const others = network.layers.some((each) => each.kind === 'add' && each.from === i - 1);
        const inPlace = network.layers[i - 1]?.kind === 'upsample' && !others;
        const needed = differentiate || other.differentiated;
        const to = inPlace ? from : area({ ...from }, bordered(i + 1), whole(i + 1), false, needed);
        ops.push({ kind: 'add', from, to, other });
        stages[layer.from]!.sums.push(to);
        from = to;
        break;
      }
      case 'dropout': {
        const to = area({ ...from }, from.bordered, from.whole, false, differentiate);
        ops.push({ kind: 'dropout', from, to, rate: layer.rate, salt: Math.imul(i + 1, 0x9e3779b1) });
        from = to;
        break;
      }
    }
    stages.push({ ops, to: from, sums: [] });
  });
  const ops = stages.flatMap(({ ops, to, sums }): Op[] => [
    ...ops,
    ...sums.map((sum): Skip => ({ kind: 'skip', from: to, to, sum })),
  ]);
  placeGradients(ops, from, count, local);
  const widest = Math.max(...[input, ...ops.map((op) => op.to)].map(({ image }) => image));
  const predictGroup = Math.max(1, Math.min(group, Math.floor(cacheFloats / widest)));
  const classes = from.height * from.width * from.channels;
  const pixels = from.height * from.width;
  const targets = fixed(pixels > 1 ? 0 : maxBatch * classes);
  const labels = fixed(Math.ceil((maxBatch * pixels) / 4));
  const classWeights = fixed(from.channels);
  const logits = fixed(maxBatch * classes);
  const scratchAt = local(scratch);
  const shareSize = local(0);
  const shares = fixed((shareSize / 4) * threads);
  return {
    ...{ network, classes, threads, maxBatch, group, predictGroup, ops, input, output: from, parameters },
    ...{
      job,
      control,
      weights,
      first,
      second,
      average,
      inputs,
      targets,
      labels,
      classWeights,
      pictures,
      seeds,
      logits,
    },
    ...{
      shares,
      shareSize,
      gradients,
      result,
      sums: sumsAt,
      sumsCount: sums.reduce((n, s) => n + s.floats, 0),
      scratch: scratchAt,
    },
    end: fixed(0),
  };
}
