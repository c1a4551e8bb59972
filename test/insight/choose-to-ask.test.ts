import { expect, test } from 'vitest';
import { mostTelling } from '../../src/insight/choose-to-ask.js';

/** Unit vectors at these angles. */
const at = (...angles: number[]) => Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));

test('one glyph of each kind is asked about before a second of any', () => {
  const all = at(0, 0.01, 0.02, 1, 1.01, 2);
  const chosen = mostTelling(all, 2, Float64Array.of(1, 1, 1, 1, 1, 1), 3);
  expect(chosen.map((i) => [0, 0, 0, 1, 1, 2][i]).sort()).toEqual([0, 1, 2]);
  expect(chosen[0]).toBeLessThan(3); // the largest kind first
});

test('doubt decides between kinds of one size', () => {
  expect(mostTelling(at(0, 1, 2), 2, Float64Array.of(0.1, 0.9, 0.3), 3)).toEqual([1, 2, 0]);
});

test('what is like a labelled glyph is asked about last', () => {
  expect(mostTelling(at(0, 1, 2, 1), 2, Float64Array.of(0.1, 0.9, 0.3), 3)).toEqual([2, 0, 1]);
});

test('no more are chosen than there are', () => {
  expect(mostTelling(at(0, 1), 2, Float64Array.of(1, 1), 9)).toHaveLength(2);
  expect(mostTelling(at(), 2, new Float64Array(0), 9)).toEqual([]);
});
