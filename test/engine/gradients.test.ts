// Every layer's gradient against finite differences, on both backends; and the backends against each other.
import { describe, expect, test } from 'vitest';
import { ignored, type Network, type Tensor, type Weights } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { gaussian, random } from '../../src/engine/random.js';
import { slice } from '../slice.js';
import { labelledShape, networks } from './networks.js';
import { backends, sessionOf } from './session.js';

const count = 6;

function sample(name: string) {
  const network = networks[name]!;
  const draw = random(name.length);
  const size = network.input.reduce((n, d) => n * d, 1);
  const inputs = Float32Array.from({ length: count * size }, draw);
  const targets = targetsOf(network);
  const weights = new Map<string, Tensor>();
  for (const [key, { shape, data }] of initialWeights(network, 11)) {
    // Biases and shifts away from zero, where ReLUs would sit on their kink.
    weights.set(key, {
      shape,
      data: /weight|mean|variance/.test(key) ? data : data.map((v) => v + 0.1 * gaussian(draw)),
    });
  }
  return { network, inputs, targets, weights };
}

/** Soft targets, of which no row is one-hot; or labels of pixels, of which some are ignored. */
function targetsOf(network: Network): Float32Array | Uint8Array {
  const picture = labelledShape(network);
  if (picture) {
    const [height, width, classes] = picture;
    return Uint8Array.from({ length: count * height * width }, (_, i) => (i % 7 === 3 ? ignored : (i * i) % classes));
  }
  const last = network.layers.at(-1)!;
  const classes = last.kind === 'dense' ? last.units : 0;
  const targets = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) {
    targets.fill(0.2 / classes, i * classes, (i + 1) * classes);
    targets[i * classes + (i % classes)]! += 0.8;
  }
  return targets;
}

const moved = (weights: Weights, name: string, direction: Float32Array, by: number): Weights => {
  const { shape, data } = weights.get(name)!;
  return new Map(weights).set(name, { shape, data: data.map((v, i) => v + by * direction[i]!) });
};
const length = (a: Float32Array): number => Math.hypot(...a);

describe.each(Object.keys(networks))('%s', (name) => {
  const { network, inputs, targets, weights } = sample(name);
  const names = [...weights.keys()].filter((key) => !/mean|variance/.test(key));

  test.each(backends)('gradients agree with finite differences (%s)', (backend) => {
    const session = sessionOf(network, backend, count);
    const { gradients } = session.gradients(weights, inputs, targets, count);
    const draw = random(1);
    const here = session.gradients(weights, inputs, targets, count).loss;
    // The plain loops take long; that both backends give the same gradients is tested of all tensors below.
    const tried = names.filter((_, k) => backend === 'wasm' || k % slice(1, 4) === 0);
    for (const key of tried) {
      const gradient = gradients.get(key)!.data;
      // Uphill, and a little to the side, so that a wrong component shows too.
      const norm = length(gradient) || 1;
      const direction = gradient.map((g) => g / norm + (0.5 * gaussian(draw)) / Math.sqrt(gradient.length));
      const expected = direction.reduce((sum, d, i) => sum + d * gradient[i]!, 0);
      // Where a ReLU or a maximum switches within the step, the true slope lies between the slopes on either side.
      const errors = [4e-3, 1e-3, 2.5e-4].map((by) => {
        const [below, above] = [-by, by].map(
          (step) => session.gradients(moved(weights, key, direction, step), inputs, targets, count).loss,
        );
        const slopes = [(here - below!) / by, (above! - here) / by];
        return Math.max(0, Math.min(...slopes) - expected, expected - Math.max(...slopes));
      });
      expect(Math.min(...errors), `${key}, slope ${expected}`).toBeLessThan(0.005 * Math.abs(expected) + 5e-4);
    }
  });

  test('both backends give the same gradients', () => {
    const [ours, oracle] = (['wasm', 'reference'] as const).map((backend) =>
      sessionOf(network, backend, count).gradients(weights, inputs, targets, count),
    );
    expect(ours!.loss).toBeCloseTo(oracle!.loss, 5);
    for (const key of weights.keys()) {
      const [a, b] = [ours!, oracle!].map((side) => side.gradients.get(key)!.data) as [Float32Array, Float32Array];
      // Relative to the whole tensor: Winograd's rounding is spread evenly over it.
      expect(length(a.map((v, i) => v - b[i]!)), key).toBeLessThan(2e-5 * length(b) + 2e-6);
    }
  });

  test('two shares give the same gradients as one, unless a normalisation splits the batch', () => {
    if (network.layers.some((layer) => 'norm' in layer)) return;
    const [one, two] = [1, 2].map((threads) =>
      sessionOf(network, 'wasm', count, threads).gradients(weights, inputs, targets, count),
    );
    for (const key of names) {
      const [a, b] = [one!, two!].map((side) => side.gradients.get(key)!.data) as [Float32Array, Float32Array];
      expect(length(a.map((v, i) => v - b[i]!)), key).toBeLessThan(2e-5 * length(b) + 2e-6);
    }
  });
});
