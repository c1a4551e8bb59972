import { expect, test } from 'vitest';
import { allow, favoured } from '../../src/learn/gate-threshold.js';
import type { Rehearsal } from '../../src/learn/rehearsal.js';
import type { Told } from '../../src/learn/tune.js';

// Two labels and "not a symbol"; the base reads 0, what is tuned reads 1.
const columns = 3;
const told = (odds: readonly number[]): Told => ({
  base: Float32Array.from(odds.flatMap(() => [4, 0, -9])),
  tuned: Float32Array.from(odds.flatMap(() => [0, 8, -9])),
  odds: Float32Array.from(odds),
});
const digits = (count: number) => ({ count, pictures: new Uint8Array(0), labels: new Uint8Array(count) });
const rehearsal: Rehearsal = { replay: digits(0), guard: digits(10), hard: 10, heldOut: 10 };
const terms = { free: 0.05, price: 10 };
const ones = [1, 1, 1, 1];

test('where anybody’s digits look nothing like the hand, all of what was learned is used', () => {
  const { favour, change } = allow(told(new Array(10).fill(-9)), rehearsal, [told([0, 0, 0, 0])], ones, columns, terms);
  expect(favour).toBeGreaterThan(0);
  expect(change).toEqual({ samples: 10, before: 1, after: 1 });
});

test('where they look like it, only as much as they can bear', () => {
  const { favour, change, logits } = allow(told(new Array(10).fill(0)), rehearsal, [told(ones)], ones, columns, terms);
  expect(favour).toBeLessThan(0);
  expect(change.after).toBe(1);
  expect(logits).toEqual(favoured(told(new Array(10).fill(0)), favour));
});

test('what gains nothing is worth no digit', () => {
  const few = told([2, ...new Array(9).fill(-9)]);
  const price = { free: 1, price: 10 };
  expect(allow(few, rehearsal, [told([-20, -20])], [0, 0], columns, price).change.after).toBe(1);
  // Nothing is known of the hand: as much as is free.
  expect(allow(few, rehearsal, [], [], columns, price).change.after).toBe(0.9);
});
