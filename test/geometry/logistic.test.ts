import { expect, test } from 'vitest';
import { logit, sigmoid } from '../../src/geometry/logistic.js';

test('even odds are a chance of a half, 3 to 1 of three quarters', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 12);
  expect(logit(0.5)).toBe(0);
  expect(logit(0.75)).toBeCloseTo(Math.log(3), 12);
});

test('one undoes the other', () => {
  for (const odds of [-20, -3, -0.1, 0.4, 7]) expect(logit(sigmoid(odds))).toBeCloseTo(odds, 6);
});

test('certainty is infinite odds', () => {
  expect(logit(0)).toBe(-Infinity);
  expect(logit(1)).toBe(Infinity);
  expect(sigmoid(-Infinity)).toBe(0);
  expect(sigmoid(Infinity)).toBe(1);
});
