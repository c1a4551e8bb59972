import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { shapeMetric } from '../../../src/learn/fit/shape-metric.js';
import type { BaseOutputs } from '../../../src/model/base-outputs.js';

const draw = random(9);
/** Glyphs with 2 features, of which the first varies much, and 4 quarters. */
const glyphs = (count: number): BaseOutputs => ({
  count,
  pen: new Float32Array(0),
  logits: new Float32Array(0),
  features: Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 10 : 1) * (draw() - 0.5)),
  quarters: Float32Array.from({ length: 4 * count }, () => draw()),
});

test('what varies much counts less', () => {
  const metric = shapeMetric(glyphs(400));
  const at = (first: number, second: number) =>
    metric.whiten({ ...glyphs(1), features: Float32Array.of(first, second), quarters: new Float32Array(4) });
  const far = (a: Float64Array, b: Float64Array) => Math.hypot(...a.map((value, i) => value - b[i]!));
  const zero = at(0, 0);
  // The same step in either direction; in the plain space both are as long.
  expect(far(at(3, 0), zero)).toBeLessThan(far(at(0, 3), zero));
});

test('a function of whitened shapes is the same function of the shapes', () => {
  const [digits, others] = [glyphs(60), glyphs(7)];
  const metric = shapeMetric(digits);
  const factors = Float64Array.from({ length: 2 * metric.width }, () => draw() - 0.5);
  const { weight, bias } = metric.unwhiten(factors);
  const whitened = metric.whiten(others);
  for (let i = 0; i < others.count; i++)
    for (let c = 0; c < 2; c++) {
      let [want, got] = [0, bias[c]!];
      for (let d = 0; d < metric.width; d++) {
        want += whitened[i * metric.width + d]! * factors[c * metric.width + d]!;
        const value = d < 2 ? others.features[2 * i + d]! : others.quarters[4 * i + d - 2]!;
        got += value * weight[c * metric.width + d]!;
      }
      expect(got).toBeCloseTo(want, 3);
    }
});
