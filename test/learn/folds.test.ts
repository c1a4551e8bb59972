import { expect, test } from 'vitest';
import { foldsOf } from '../../src/learn/folds.js';

test('few samples are each held out once, but never the only one of its label', () => {
  const labels = [0, 0, 1, 2, 2, 2];
  const folds = foldsOf(labels);
  expect(folds.flatMap((fold) => fold.heldOut).sort()).toEqual([0, 1, 3, 4, 5]);
  for (const { trained, heldOut } of folds) {
    expect([...trained, ...heldOut].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(trained.map((row) => labels[row]))).toEqual(new Set(labels));
  }
});

test('one of each label leaves nothing to hold out', () => {
  expect(foldsOf([0, 1, 2, 3])).toEqual([]);
});

test('of many samples a fourth is held out, once', () => {
  const folds = foldsOf(Array.from({ length: 200 }, (_, i) => i % 10));
  expect(folds).toHaveLength(1);
  expect(folds[0]!.heldOut).toHaveLength(50);
});
