// Networks as data changed: normalisation folded away, a network cut in two and joined, weights mixed.
import type { Layer, Network, Tensor, Weights } from '../engine/engine.js';
import { normEpsilon } from '../engine/plan/operations.js';
import { shapesOf } from '../engine/plan/shapes.js';
import { OwnhandError } from '../error.js';

/** The same function without batch normalisation, whose running statistics become part of the weights and a bias. */
export function foldNorms(network: Network, weights: Weights): { network: Network; weights: Weights } {
  const folded = new Map<string, Tensor>();
  const layers = network.layers.map((layer, i) => {
    if (layer.kind !== 'conv' && layer.kind !== 'dense') return layer;
    const weight = weights.get(`${i}.weight`)!;
    if (!layer.norm) {
      folded.set(`${i}.weight`, weight).set(`${i}.bias`, weights.get(`${i}.bias`)!);
      return layer;
    }
    const of = (name: string): Float32Array => weights.get(`${i}.${name}`)!.data;
    const [gain, shift, mean, variance] = [of('gain'), of('shift'), of('mean'), of('variance')];
    const scale = gain.map((g, c) => g / Math.sqrt(variance[c]! + normEpsilon));
    const outs = scale.length;
    folded.set(`${i}.weight`, { shape: weight.shape, data: weight.data.map((w, j) => w * scale[j % outs]!) });
    folded.set(`${i}.bias`, { shape: [outs], data: shift.map((s, c) => s - mean[c]! * scale[c]!) });
    const { norm: _, ...plain } = layer;
    return plain;
  });
  return { network: { input: network.input, layers }, weights: folded };
}

/** [height, width, channels] after the first `count` layers. */
export function shapeAfter(network: Network, count: number): readonly [number, number, number] {
  return shapesOf(network)
    .slice(0, count + 1)
    .at(-1)!;
}

/** One side of a cut, a network of its own. */
interface Part {
  readonly network: Network;
  readonly weights: Weights;
}

/**
 * Cuts a network before layer `cut`: the trunk's outputs are the top's inputs.
 * @throws OwnhandError `failed` where the cut would sever a skip: a layer of the top that adds one of the trunk.
 */
export function split(network: Network, weights: Weights, cut: number): { trunk: Part; top: Part } {
  const trunk = new Map<string, Tensor>();
  const top = new Map<string, Tensor>();
  for (const [name, tensor] of weights) {
    const { layer, rest } = named(name);
    if (layer < cut) trunk.set(name, tensor);
    else top.set(`${layer - cut}.${rest}`, tensor);
  }
  return {
    trunk: { network: { input: network.input, layers: network.layers.slice(0, cut) }, weights: trunk },
    top: { network: { input: shapeAfter(network, cut), layers: layersFrom(network, cut) }, weights: top },
  };
}

/** The layers from `cut` on, with their skips counted from there. */
function layersFrom(network: Network, cut: number): Layer[] {
  return network.layers.slice(cut).map((layer, i) => {
    if (layer.kind !== 'add') return layer;
    if (layer.from < cut)
      throw new OwnhandError('failed', `Layer ${cut + i} adds layer ${layer.from}; a cut before ${cut} severs them.`);
    return { ...layer, from: layer.from - cut };
  });
}

/** The whole network's weights again, from a trunk's and a top's. */
export function join(trunk: Weights, top: Weights, cut: number): Weights {
  const whole = new Map(trunk);
  for (const [name, tensor] of top) {
    const { layer, rest } = named(name);
    whole.set(`${layer + cut}.${rest}`, tensor);
  }
  return whole;
}

/** share · a + (1 - share) · b, tensor by tensor: weights of one fine-tuning mix linearly (Wortsman et al. 2022). */
export function mix(a: Weights, b: Weights, share: number): Weights {
  const mixed = new Map<string, Tensor>();
  for (const [name, { shape, data }] of a) {
    const other = b.get(name)!.data;
    mixed.set(name, { shape, data: data.map((v, i) => share * v + (1 - share) * other[i]!) });
  }
  return mixed;
}

function named(name: string): { layer: number; rest: string } {
  const dot = name.indexOf('.');
  return { layer: Number(name.slice(0, dot)), rest: name.slice(dot + 1) };
}
