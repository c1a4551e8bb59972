// The weights that training from scratch begins with.
import type { Network, Tensor, Weights } from './engine.js';
import { parametersOf } from './plan/parameters.js';
import { gaussian, random } from './random.js';

/**
 * Seeded weights: normal with variance 2 / inputs (He et al. 2015), or 1 / inputs where no ReLU follows. Biases, shifts
 * and means are 0, gains and variances 1.
 */
export function initialWeights(network: Network, seed: number): Weights {
  const draw = random(seed);
  const weights = new Map<string, Tensor>();
  for (const p of parametersOf(network).list) {
    const layer = network.layers[Number.parseInt(p.name, 10)]!;
    const data = new Float32Array(p.shape.reduce((n, d) => n * d, 1));
    if (p.role === 'weight') {
      const spread = Math.sqrt(
        ('activation' in layer && layer.activation === 'relu' ? 2 : 1) / (data.length / p.realOutputs),
      );
      for (let i = 0; i < data.length; i++) data[i] = spread * gaussian(draw);
    } else if (p.name.endsWith('.gain') || p.name.endsWith('.variance')) data.fill(1);
    weights.set(p.name, { shape: p.shape, data });
  }
  return weights;
}
