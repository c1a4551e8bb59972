import { expect, test } from 'vitest';
import { median } from '../../src/geometry/median.js';

test('the middle value, of an even number the higher of the two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(3);
});

test('nothing has no median, and the values stay in their order', () => {
  const values = [2, 1];
  expect(median([])).toBeUndefined();
  expect(median(values)).toBe(2);
  expect(values).toEqual([2, 1]);
});
