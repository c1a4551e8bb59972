// The weights: their places, and their way between the outside (plain tensors by name) and the memory (channels padded
// to 8).
import { OwnhandError } from '../../error.js';
import type { Network, Tensor, Weights } from '../engine.js';
import { padded, strideOf } from './area.js';
import { shapesOf } from './shapes.js';

/**
 * One tensor of weights. In memory it is [positions, inputs, outputs] with padded channels; a vector is [1, 1,
 * outputs].
 */
export interface Parameter {
  /** As in `Weights`. */
  readonly name: string;
  /** Outside, without padding. */
  readonly shape: readonly number[];
  /** Bytes from the first parameter. */
  readonly offset: number;
  /** Taps of a window, or pixels of a picture that a dense layer flattens. */
  readonly positions: number;
  /** Rows in memory, padded. */
  readonly inputs: number;
  /** Columns in memory, padded to a multiple of 8. */
  readonly outputs: number;
  /** positions · inputs */
  readonly rows: number;
  /** Channels without their padding. */
  readonly realInputs: number;
  /** Columns of the tensor, without padding. */
  readonly realOutputs: number;
  /** The optimiser decays a 'weight', but no 'vector'; a 'statistic' follows the batches and has no gradient. */
  readonly role: 'weight' | 'vector' | 'statistic';
}

export interface ParameterSet {
  /** In the order of the layers. */
  readonly list: readonly Parameter[];
  /** Room for all, floats. */
  readonly floats: number;
  /** A layer's parameter, if it has one of this name: weight, bias, gain, shift, mean or variance. */
  of(layer: number, name: string): Parameter | undefined;
}

/** Places for all weights of a network, one behind the other. */
export function parametersOf(network: Network): ParameterSet {
  const list: Parameter[] = [];
  let offset = 0;
  const shapes = shapesOf(network);
  let stride = strideOf(network.input[2]);
  const add = (
    name: string,
    shape: readonly number[],
    positions: number,
    inputs: number,
    realInputs: number,
    role: Parameter['role'],
  ): void => {
    const realOutputs = shape.at(-1)!;
    const outputs = padded(realOutputs);
    const rows = positions * inputs;
    list.push({ name, shape, offset, positions, inputs, outputs, rows, realInputs, realOutputs, role });
    offset += (rows * outputs * 4 + 63) & ~63;
  };
  network.layers.forEach((layer, i) => {
    if (layer.kind !== 'conv' && layer.kind !== 'dense') return;
    const [height, width, channels] = shapes[i]!;
    const outputs = layer.kind === 'conv' ? layer.channels : layer.units;
    if (layer.kind === 'conv')
      add(`${i}.weight`, [layer.size, layer.size, channels, outputs], layer.size ** 2, stride, channels, 'weight');
    else add(`${i}.weight`, [height * width * channels, outputs], height * width, stride, channels, 'weight');
    const vectors = layer.norm === 'batch' ? (['gain', 'shift', 'mean', 'variance'] as const) : (['bias'] as const);
    for (const name of vectors)
      add(`${i}.${name}`, [outputs], 1, 1, 1, name === 'mean' || name === 'variance' ? 'statistic' : 'vector');
    stride = padded(outputs);
  });
  const byName = new Map(list.map((p) => [p.name, p]));
  return { list, floats: offset / 4, of: (layer, name) => byName.get(`${layer}.${name}`) };
}

/**
 * Copies weights into memory at `base`, bytes.
 * @throws OwnhandError `bad-checkpoint` if one is missing or has another shape.
 */
export function writeWeights(parameters: ParameterSet, weights: Weights, memory: Float32Array, base: number): void {
  for (const p of parameters.list) {
    const tensor = weights.get(p.name);
    if (!tensor)
      throw new OwnhandError('bad-checkpoint', `The weights lack ${p.name}; they belong to another network.`);
    if (tensor.data.length !== p.shape.reduce((n, d) => n * d, 1)) {
      throw new OwnhandError(
        'bad-checkpoint',
        `${p.name} has ${tensor.data.length} values where the network needs [${p.shape}]; ` +
          'it belongs to another network.',
      );
    }
    memory.fill(0, (base + p.offset) >> 2, ((base + p.offset) >> 2) + p.rows * p.outputs);
    eachRow(p, (inside, outside) =>
      memory.set(tensor.data.subarray(outside, outside + p.realOutputs), ((base + p.offset) >> 2) + inside),
    );
  }
}

/** Copies weights out of memory at `base`, bytes. */
export function readWeights(parameters: ParameterSet, memory: Float32Array, base: number): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const p of parameters.list) {
    const data = new Float32Array(p.shape.reduce((n, d) => n * d, 1));
    eachRow(p, (inside, outside) => {
      const from = ((base + p.offset) >> 2) + inside;
      data.set(memory.subarray(from, from + p.realOutputs), outside);
    });
    weights.set(p.name, { shape: p.shape, data });
  }
  return weights;
}

function eachRow(p: Parameter, work: (inside: number, outside: number) => void): void {
  for (let position = 0; position < p.positions; position++) {
    for (let i = 0; i < p.realInputs; i++)
      work((position * p.inputs + i) * p.outputs, (position * p.realInputs + i) * p.realOutputs);
  }
}
