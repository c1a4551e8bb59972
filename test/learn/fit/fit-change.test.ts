import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { type ChangeOptions, openFitter } from '../../../src/learn/fit/fit-change.js';

// Two labels and "not a symbol".
const columns = 3;
const options: ChangeOptions = { margin: 4, symbolMargin: 1, ridge: 1e-6 };

/** Logits of shapes [count, width] once they have changed. */
function changed(shapes: Float64Array, logits: Float32Array, change: Float64Array): number[][] {
  const width = change.length / columns;
  return Array.from({ length: logits.length / columns }, (_, i) =>
    Array.from({ length: columns }, (_, c) => {
      let sum = logits[i * columns + c]!;
      for (let d = 0; d < width; d++) sum += shapes[i * width + d]! * change[c * width + d]!;
      return sum;
    }),
  );
}

test('a label leads by the margin afterwards, and by less before "not a symbol"', () => {
  const shapes = Float64Array.of(1, 0, 0, 1);
  const logits = Float32Array.of(5, 1, 6, 0, 3, 0);
  const [first, second] = changed(shapes, logits, openFitter(shapes, logits, [1, 1], options).fit([0, 1]));
  expect(first![1]! - first![0]!).toBeGreaterThanOrEqual(4 - 1e-3);
  expect(first![1]! - first![2]!).toBeGreaterThanOrEqual(1 - 1e-3);
  // It lacks 1: half is added to it, half is taken off the other.
  expect(second!.map((value) => Number(value.toFixed(3)))).toEqual([-0.5, 3.5, 0]);
});

test('what is right already asks for nothing', () => {
  const shapes = Float64Array.of(1, 0.5);
  const change = openFitter(shapes, Float32Array.of(9, 0, 0), [0], options).fit([0]);
  expect([...change].every((value) => Math.abs(value) === 0)).toBe(true);
});

test('both ways to solve it give the same, and rows that are left out leave no trace', () => {
  const draw = random(5);
  const [count, width] = [12, 5];
  const shapes = Float64Array.from({ length: count * width }, () => draw() - 0.5);
  const logits = Float32Array.from({ length: count * columns }, () => 4 * draw());
  const labels = Array.from({ length: count }, (_, i) => i % 2);
  const firm = { ...options, ridge: 0.5 };
  const rows = [0, 2, 3, 5];
  // Five values: more rows than that are solved by values, fewer by samples. A row that is there twice does not matter
  // for what is compared here.
  const bySamples = openFitter(shapes, logits, labels, firm).fit(rows);
  const wide = new Float64Array(count * 20);
  for (let i = 0; i < count; i++) wide.set(shapes.subarray(i * width, (i + 1) * width), i * 20);
  const all = openFitter(wide, logits, labels, firm).fit([...Array(count).keys()]);
  const byValues = openFitter(shapes, logits, labels, firm).fit([...Array(count).keys()]);
  for (let c = 0; c < columns; c++)
    for (let d = 0; d < width; d++) expect(byValues[c * width + d]).toBeCloseTo(all[c * 20 + d]!, 8);
  const others = labels.map((label, row) => (rows.includes(row) ? label : 1 - label));
  expect(openFitter(shapes, logits, others, firm).fit(rows)).toEqual(bySamples);
});
