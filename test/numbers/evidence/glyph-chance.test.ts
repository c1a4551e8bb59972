// What speaks for one whole symbol: shape, darkness, size, and surroundings.
import { expect, test } from 'vitest';
import { shareOfBest, symbolChance } from '../../../src/numbers/evidence/glyph-chance.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';
import type { Ink } from '../../../src/page/ink.js';

const scale = { height: 40, darkness: 100 };
const page = { ink: { noise: 1 } as Ink, scale, odds: 1 };

function candidate({ h = 40, darkness = 100, symbol = 0.9 } = {}): GlyphCandidate {
  const box = { x: 0, y: 0, w: 20, h };
  const verdict = Float32Array.of(symbol / 3, (2 * symbol) / 3, 1 - symbol);
  return { box, symbol, verdict, best: 1, pieces: [{ label: 1, box, area: 9, darkness }] } as unknown as GlyphCandidate;
}
const chance = (of: Parameters<typeof candidate>[0], whole?: number): number =>
  symbolChance({ candidate: candidate(of), ...(whole !== undefined && { whole }) }, scale, page);

test('what is as high and as dark as the rest is as likely a symbol as it looks', () => {
  expect(chance({})).toBeCloseTo(0.9, 3);
});

test('what is much fainter, or of another size, is hardly one', () => {
  expect(chance({ darkness: 15 })).toBeLessThan(0.01);
  expect(chance({ h: 160 })).toBeLessThan(0.1);
  expect(chance({ h: 8 })).toBeLessThan(0.1);
});

test("what stands out of the paper no more than its texture is doubted, unless the page's strokes are symbols throughout", () => {
  const noisy = { ...page, ink: { noise: 16 } as Ink };
  const grain = { candidate: candidate() };
  expect(symbolChance(grain, scale, noisy)).toBeLessThan(0.5);
  expect(symbolChance(grain, scale, { ...noisy, odds: 6 })).toBeGreaterThan(0.9);
});

test('what is judged to be of a number is no texture, however noisy the paper', () => {
  const noisy = { ...page, ink: { noise: 16 } as Ink, odds: 10 };
  const chanceIf = (number: number) =>
    symbolChance({ candidate: candidate({ darkness: 50 }) }, scale, { ...noisy, numberChance: () => number });
  expect(chanceIf(0.98)).toBeGreaterThan(0.8);
  expect(chanceIf(0.5)).toBeLessThan(0.5);
});

test('surroundings may take from what the shape says, but add nothing', () => {
  expect(chance({}, 0.05)).toBeLessThan(0.2);
  expect(chance({}, 0.99)).toBeCloseTo(0.9, 3);
});

test("the hand's habits count where the pieces could be taken otherwise, and nowhere else", () => {
  const given = (habit: number, whole?: number) =>
    symbolChance({ candidate: candidate(), ...(whole !== undefined && { whole }) }, scale, page, habit);
  expect(given(2, 0.05)).toBeGreaterThan(2 * given(0, 0.05));
  expect(given(-2, 0.5)).toBeLessThan(given(0, 0.5));
  expect(given(5)).toBe(given(0));
});

test("the likeliest symbol's share is of the chance that it is one at all", () => {
  expect(shareOfBest(candidate())).toBeCloseTo(2 / 3, 6);
  expect(shareOfBest(candidate({ symbol: 0 }))).toBe(0);
});
