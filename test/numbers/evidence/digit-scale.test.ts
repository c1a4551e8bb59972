import { expect, test } from 'vitest';
import { darknessFit, sizeFit, typicalScale } from '../../../src/numbers/evidence/digit-scale.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';

function candidate(h: number, darkness: number, symbol: number): GlyphCandidate {
  const box = { x: 0, y: 0, w: 10, h };
  return { box, symbol, pieces: [{ label: 1, box, area: 100, darkness }] } as unknown as GlyphCandidate;
}

test('what is surely a symbol sets the scale, however many others there are', () => {
  const digits = [candidate(40, 100, 0.99), candidate(42, 110, 0.99), candidate(44, 120, 0.99)];
  const specks = Array.from({ length: 9 }, () => candidate(5, 90, 0.05));
  expect(typicalScale([...specks, ...digits])).toEqual({ height: 42, darkness: 110 });
  expect(typicalScale([])).toBeUndefined();
  expect(typicalScale([candidate(5, 90, 0)])).toBeUndefined();
});

test('darkness fits down to a share of what is typical, half at that share', () => {
  expect(darknessFit(100, 100, 0.5)).toBeGreaterThan(0.99);
  expect(darknessFit(50, 100, 0.5)).toBe(0.5);
  expect(darknessFit(25, 100, 0.5)).toBeLessThan(0.01);
});

test('sizes fit within a factor either way', () => {
  expect([30, 50, 75].map((size) => sizeFit(size, 50, 2))).toEqual([1, 1, 1]);
  expect(sizeFit(200, 50, 2)).toBeLessThan(0.1);
  expect(sizeFit(12.5, 50, 2)).toBeCloseTo(sizeFit(200, 50, 2), 12);
});
