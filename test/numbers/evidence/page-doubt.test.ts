import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOUBT_OF_NUMBERS, DOUBT_OF_GLYPHS as USUAL, withPageDoubt } from '../../../src/numbers/evidence/page-doubt.js';

test('a glyph alone keeps its chance; a page has none without glyphs', () => {
  expect(withPageDoubt([0.7], USUAL)[0]).toBeCloseTo(0.7, 6);
  expect(withPageDoubt([], USUAL)).toEqual([]);
});

test('among sure glyphs a doubt shrinks, among doubtful ones it grows', () => {
  const sure = withPageDoubt([0.95, ...Array.from({ length: 20 }, () => 0.999)], USUAL)[0]!;
  const doubtful = withPageDoubt([0.95, ...Array.from({ length: 20 }, () => 0.8)], USUAL)[0]!;
  expect(sure).toBeGreaterThan(0.975);
  expect(doubtful).toBeLessThan(0.85);
});

test('chances stay chances, and what is certain stays so', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (chances) => {
      const after = withPageDoubt(chances, USUAL);
      expect(after).toHaveLength(chances.length);
      for (const [i, chance] of chances.entries()) {
        expect(after[i]).toBeGreaterThanOrEqual(0);
        expect(after[i]).toBeLessThanOrEqual(1);
        if (chance === 0 || chance === 1) expect(after[i]).toBe(chance);
      }
    }),
  );
});

test('a sure number is sure no longer on a page whose other numbers are doubtful', () => {
  const others = (chance: number): number[] => Array.from({ length: 20 }, () => chance);
  expect(withPageDoubt([0.995, ...others(0.995)], DOUBT_OF_NUMBERS)[0]).toBeGreaterThan(0.995);
  expect(withPageDoubt([0.995, ...others(0.6)], DOUBT_OF_NUMBERS)[0]).toBeLessThan(0.95);
});
