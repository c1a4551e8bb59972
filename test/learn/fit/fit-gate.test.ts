import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { anybodysViews, disagreement, fitGate, type WeightedViews } from '../../../src/learn/fit/fit-gate.js';
import { oddsOf } from '../../../src/model/learned/own-head.js';

const width = 8;
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Glyphs whose third value is larger by `shift`, and whose fourth is always the same. */
function clouds(seed: number) {
  const draw = random(seed);
  return (count: number, shift: number, weight = 1) => ({
    view: Float32Array.from({ length: count * width }, (_, i) =>
      i % width === 3 ? 5 : draw() + (i % width === 2 ? shift : 0),
    ),
    weights: new Float64Array(count).fill(weight),
  });
}

/** A gate between two sets of glyphs. */
const between = (own: WeightedViews, { view, weights }: WeightedViews) =>
  fitGate(own, anybodysViews(view, width), weights);

test('a gate tells a hand from anybody, whatever their numbers', () => {
  const cloud = clouds(1);
  const gate = between(cloud(30, 1.5), cloud(400, 0));
  expect(mean(oddsOf(cloud(200, 1.5).view, gate))).toBeGreaterThan(1);
  expect(mean(oddsOf(cloud(200, 0).view, gate))).toBeLessThan(-1);
});

test('a gate is even where there is nothing to tell, and pays no heed to what never varies', () => {
  const same = clouds(2)(400, 0);
  const gate = between(same, same);
  for (const odds of oddsOf(same.view, gate)) expect(odds).toBeCloseTo(0, 1);
  expect(gate[3]).toBe(0);
});

test('glyphs that do not matter hardly move a gate', () => {
  const cloud = clouds(3);
  const [mine, others, odd] = [cloud(40, 1.5), cloud(400, 0), cloud(40, -3, 1e-6)];
  const both = {
    view: Float32Array.from([...mine.view, ...odd.view]),
    weights: Float64Array.from([...mine.weights, ...odd.weights]),
  };
  const [without, with1] = [between(mine, others), between(both, others)];
  for (let d = 0; d <= width; d++) expect(with1[d]).toBeCloseTo(without[d]!, 2);
});

test('what two readers read differently matters more', () => {
  const [alike, apart] = disagreement(Float32Array.of(9, 0, 9, 0), Float32Array.of(9, 0, 0, 9), 2, 1);
  expect(alike).toBeLessThan(0.1);
  expect(apart).toBeGreaterThan(0.9);
});
