import { expect, test } from 'vitest';
import type { GatedLogits } from '../../src/learn/gate-threshold.js';
import { fitPenalty, withPenalty } from '../../src/learn/new-label-penalty.js';
import type { Rehearsal } from '../../src/learn/rehearsal.js';

// A known label, a new one, and "not a symbol".
const columns = 3;
const newLabels = [1];
const gated = (rows: readonly (readonly number[])[]): GatedLogits => ({
  base: new Float32Array(rows.length * columns),
  own: Float32Array.from(rows.flat()),
  odds: new Float32Array(rows.length),
});
const digits = (count: number) => ({ count, pictures: new Uint8Array(0), labels: new Uint8Array(count) });
const rehearsal: Rehearsal = { replay: digits(0), guard: digits(10), hard: 10, heldOut: 10 };
const sure = gated([
  [0, 12, -9],
  [0, 12, -9],
]);

test('digits that are taken for a new label lower it, as far as its own samples bear', () => {
  const taken = gated(Array.from({ length: 10 }, () => [4, 5, -9]));
  const penalty = fitPenalty(newLabels, taken, rehearsal, [sure], [1, 1], columns);
  expect(penalty).toBeGreaterThan(1);
  expect(penalty).toBeLessThan(12);
});

test('digits that are not, do not', () => {
  const apart = gated(Array.from({ length: 10 }, () => [40, 0, -9]));
  const doubtful = gated([
    [0, 0.2, -9],
    [0, 0.2, -9],
  ]);
  expect(fitPenalty(newLabels, apart, rehearsal, [doubtful], [1, 1], columns)).toBe(0);
});

test('a penalty is taken off the new labels’ constants, and off nothing else', () => {
  const head = {
    weight: Float32Array.from([4, 5, 6]),
    bias: Float32Array.from([1, 2, 3]),
    gate: new Float32Array(2),
    labels: [],
  };
  expect(withPenalty(head, newLabels, 1.5)).toEqual({ ...head, bias: Float32Array.from([1, 0.5, 3]) });
  expect([...head.bias]).toEqual([1, 2, 3]);
});
