// Training that goes on from a trained network, with more units than that had. Nothing hears the new ones at first, so
// the function is the same (Chen, Goodfellow & Shlens 2016 widen networks so as to keep what they do).
import type { Network, Weights } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { OwnhandError } from '../error.js';
import { shapeAfter } from '../model/network-surgery.js';

/**
 * The weights of `network` that make it do what a trained one does, whose layers are the same and no wider.
 * @throws OwnhandError 'bad-checkpoint' where they are not
 */
export function widened(network: Network, trained: Weights, seed: number): Weights {
  const weights = initialWeights(network, seed);
  for (const [name, { shape, data }] of weights) {
    const old = trained.get(name);
    if (old?.shape.length !== shape.length || old.shape.some((n, d) => n > shape[d]!))
      throw new OwnhandError('bad-checkpoint', 'A model to go on from has other layers than the one to train.');
    const [units, oldUnits] = [shape.at(-1)!, old.shape.at(-1)!];
    // A unit has weights for each place that it sees, in turn for each channel there.
    const isBias = shape.length === 1;
    const channels = isBias ? 1 : shapeAfter(network, Number.parseInt(name, 10))[2];
    const places = data.length / units / channels;
    const oldChannels = old.data.length / oldUnits / places;
    for (let place = 0; place < places; place++)
      for (let channel = 0; channel < channels; channel++)
        for (let unit = 0; unit < oldUnits; unit++)
          data[(place * channels + channel) * units + unit] =
            channel < oldChannels ? old.data[(place * oldChannels + channel) * oldUnits + unit]! : 0;
  }
  return weights;
}
