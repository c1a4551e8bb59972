import { expect, test } from 'vitest';
import { random } from '../../src/engine/random.js';
import { fitGate, solve } from '../../src/learn/gate.js';
import { likeness } from '../../src/model/own-head.js';

test('solve gives back what was multiplied', () => {
  const draw = random(3);
  const n = 6;
  const root = Float64Array.from({ length: n * n }, () => draw() - 0.5);
  const x = Float64Array.from({ length: n }, () => draw());
  const a = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 0.1 : 0;
    for (let k = 0; k < n; k++) sum += root[i * n + k]! * root[j * n + k]!;
    return sum;
  });
  const b = Float64Array.from({ length: n }, (_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0));
  solve(a, b).forEach((value, i) => {
    expect(value).toBeCloseTo(x[i]!, 6);
  });
});

test('a gate tells a hand from anybody, and favours the hand where there is nothing to tell', () => {
  const draw = random(1);
  const width = 8;
  const cloud = (count: number, shift: number) =>
    Float32Array.from({ length: count * width }, (_, i) => draw() + (i % width === 2 ? shift : 0));
  const gate = fitGate(cloud(30, 1.5), cloud(400, 0), width);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(likeness(cloud(200, 1.5), gate))).toBeGreaterThan(0.9);
  expect(mean(likeness(cloud(200, 0), gate))).toBeLessThan(0.1);
  const same = cloud(400, 0);
  expect(mean(likeness(same, fitGate(same, same, width)))).toBeCloseTo(1 / (1 + Math.exp(-1)), 3);
});
