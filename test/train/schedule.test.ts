import { expect, test } from 'vitest';
import { rateAt } from '../../src/train/schedule.js';

test('the rate rises to its peak, then falls to nothing', () => {
  expect(rateAt(0, 1, 0.1)).toBeLessThan(0.02);
  expect(rateAt(0.1, 1, 0.1)).toBeCloseTo(1, 9);
  expect(rateAt(0.55, 1, 0.1)).toBeCloseTo(0.5, 9);
  expect(rateAt(1, 1, 0.1)).toBeCloseTo(0, 9);
});
