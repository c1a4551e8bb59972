// Losses, gradients, AdamW steps, running statistics and logits against figures recorded from PyTorch in float64
// (torch_figures.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Network, Tensor } from '../../src/engine/engine.js';
import { parametersOf } from '../../src/engine/plan/parameters.js';
import { average, conv, dense, maxpool } from './networks.js';
import { backends, sessionOf } from './session.js';

interface Figures {
  losses: number[];
  gradients: Record<string, number[]>;
  weights: Record<string, number[]>;
  logits: number[];
}
const figures = JSON.parse(readFileSync(new URL('./torch-figures.json', import.meta.url), 'utf8')) as Record<
  string,
  Figures
>;
const networks: Record<string, Network> = {
  plain: { input: [13, 12, 1], layers: [conv(8), conv(12), maxpool, conv(16), maxpool, dense(20, 'relu'), dense(5)] },
  norm: { input: [11, 14, 2], layers: [conv(8, 3, true), conv(10, 3, true), maxpool, conv(9, 1), average, dense(4)] },
};
const count = 6;
const wave = (size: number, phase: number, scale: number): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => scale * Math.sin(12.9898 * i + phase));

describe.each(Object.keys(networks))('the %s network', (name) => {
  const network = networks[name]!;
  const recorded = figures[name]!;
  const weights = new Map<string, Tensor>();
  let n = 0;
  for (const { name: key, shape, role } of parametersOf(network).list) {
    const size = shape.reduce((a, b) => a * b, 1);
    if (role === 'statistic')
      weights.set(key, { shape, data: new Float32Array(size).fill(key.endsWith('variance') ? 1 : 0) });
    else {
      const data = wave(size, n++, role === 'weight' ? Math.sqrt(3 / (size / shape.at(-1)!)) : 0.2);
      weights.set(key, { shape, data: key.endsWith('gain') ? data.map((v) => v + 1) : data });
    }
  }
  const inputs = wave(count * network.input.reduce((a, b) => a * b, 1), 0.5, 0.5).map((v) => v + 0.5);
  const classes = recorded.logits.length / count;
  const targets = new Float32Array(count * classes).fill(0.1 / classes);
  for (let i = 0; i < count; i++) targets[i * classes + (i % classes)]! += 0.9;

  /** Some first values and the norm of the whole. */
  function compare(tensor: Tensor, wanted: readonly number[], tolerance: number, key: string): void {
    const norm = wanted.at(-1)!;
    expect(Math.abs(Math.hypot(...tensor.data) - norm), `${key}, norm`).toBeLessThan(tolerance * norm + 1e-6);
    const scale = norm / Math.sqrt(tensor.data.length);
    wanted.slice(0, -1).forEach((value, i) => {
      expect(Math.abs(tensor.data[i]! - value), `${key}[${i}]`).toBeLessThan(
        tolerance * Math.max(scale, Math.abs(value)) + 1e-6,
      );
    });
  }

  test.each(backends)('gradients (%s)', (backend) => {
    const { loss, gradients } = sessionOf(network, backend, count).gradients(weights, inputs, targets, count);
    expect(loss).toBeCloseTo(recorded.losses[0]!, 5);
    for (const [key, values] of Object.entries(recorded.gradients)) compare(gradients.get(key)!, values, 5e-5, key);
  });

  test.each(backends)('three steps of AdamW, running statistics, and what is predicted after them (%s)', (backend) => {
    const engine = createEngine(network, weights, { backend, maxBatch: count });
    const losses = recorded.losses.map(
      () => engine.step({ size: count, inputs, targets }, { rate: 2e-3, decay: 0.05 }).loss,
    );
    losses.forEach((loss, i) => {
      expect(loss).toBeCloseTo(recorded.losses[i]!, 4);
    });
    const after = engine.weights();
    // Adam divides by the gradient's size, so that a gradient near zero moves a weight by its rounding's sign: up to
    // the rate itself.
    for (const [key, values] of Object.entries(recorded.weights)) compare(after.get(key)!, values, 2e-3, key);
    const logits = engine.predict(inputs, count);
    recorded.logits.forEach((value, i) => {
      expect(Math.abs(logits[i]! - value)).toBeLessThan(2e-3);
    });
    engine.close();
  });
});
