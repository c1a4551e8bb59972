import { expect, test } from 'vitest';
import { keepBaseOdds } from '../../../src/model/learned/own-head.js';

// Three labels, and "not a symbol".
const columns = 4;
const row = (...values: number[]) => Float32Array.from(values);
const together = (a: number, b: number) => Math.log(Math.exp(a) + Math.exp(b));

test('labels that no own sample shows keep the base’s odds among each other, and what is said of them together', () => {
  const tuned = row(1, 3, 5, -1);
  keepBaseOdds(tuned, row(4, 2, 0, 7), new Set([2]), columns);
  expect(tuned[0]! - tuned[1]!).toBeCloseTo(2, 5);
  expect(together(tuned[0]!, tuned[1]!)).toBeCloseTo(together(1, 3), 5);
  expect([tuned[2], tuned[3]]).toEqual([5, -1]);
});

test('each row is its own, however far apart its logits are', () => {
  const tuned = row(500, -500, 0, 0, 1, 2, 3, 4);
  keepBaseOdds(tuned, row(-500, 500, 0, 0, 6, 6, 0, 0), new Set([2]), columns);
  expect(tuned[1]).toBeCloseTo(500, 3);
  expect(tuned[0]).toBeCloseTo(-500, 3);
  expect(tuned[4]).toBeCloseTo(tuned[5]!, 5);
});

test('where own samples show all labels, nothing changes', () => {
  const tuned = row(1, 3, 5, -1);
  keepBaseOdds(tuned, row(4, 2, 0, 7), new Set([0, 1, 2]), columns);
  expect([...tuned]).toEqual([1, 3, 5, -1]);
});
