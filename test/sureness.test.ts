import { expect, test } from 'vitest';
import { isSure } from '../src/sureness.js';
import { random } from './cli/drawn.js';

test('a number is promised from its own confidence on', () => {
  expect(isSure({ confidence: 0.989 }, 0.99)).toBe(false);
  expect(isSure({ confidence: 0.99 }, 0.99)).toBe(true);
  expect(isSure({ confidence: 1 }, 0.99)).toBe(true);
});

test('of calibrated numbers, no more than the promise allows are wrong among the sure ones', () => {
  const next = random(7);
  const uniform = () => (next() + 1) / 2;
  const numbers = Array.from({ length: 20_000 }, () => {
    const confidence = 1 - uniform() ** 4;
    return { confidence, right: uniform() < confidence };
  });
  for (const promise of [0.9, 0.99]) {
    const sure = numbers.filter((number) => isSure(number, promise));
    expect(sure.length).toBeGreaterThan(1000);
    expect(sure.filter((number) => !number.right).length / sure.length).toBeLessThan(1 - promise);
    const others = numbers.filter((number) => !isSure(number, promise));
    expect(others.filter((number) => !number.right).length / others.length).toBeGreaterThan(1 - promise);
  }
});
