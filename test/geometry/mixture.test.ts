import { expect, test } from 'vitest';
import { chanceOfFirst, shareOfFirst } from '../../src/geometry/mixture.js';

const assumed = { first: 1, second: 3 };

test('with no members the share is what is assumed', () => {
  expect(shareOfFirst([], chanceOfFirst, assumed, { rounds: 5 })).toBe(0.25);
});

test('members that say nothing leave the share where it is', () => {
  expect(shareOfFirst([0, 0, 0, 0], chanceOfFirst, assumed, { rounds: 5 })).toBeCloseTo(0.25, 12);
});

test('members that are sure are counted', () => {
  expect(shareOfFirst([50, 50, -50], chanceOfFirst, assumed, { rounds: 5 })).toBeCloseTo((2 + 1) / (3 + 4), 12);
});

test('a member in doubt follows the others', () => {
  const shareOf = (others: number): number =>
    shareOfFirst([0.5, ...Array<number>(20).fill(others)], chanceOfFirst, assumed, { rounds: 20 });
  expect(chanceOfFirst(0.5, shareOf(5))).toBeGreaterThan(0.8);
  expect(chanceOfFirst(0.5, shareOf(-5))).toBeLessThan(0.3);
});

test('no rounds leave the start', () => {
  expect(shareOfFirst([9, 9], chanceOfFirst, assumed, { rounds: 0, start: 0.5 })).toBe(0.5);
});

test('members may be anything that tells its chance', () => {
  const chanceOf = ({ first }: { first: boolean }): number => (first ? 1 : 0);
  expect(
    shareOfFirst([{ first: true }, { first: false }], chanceOf, { first: 0, second: 0 }, { rounds: 1, start: 0.5 }),
  ).toBe(0.5);
});
