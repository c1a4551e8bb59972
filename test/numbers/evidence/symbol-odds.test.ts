import { expect, test } from 'vitest';
import { STRONGEST, symbolGiven, symbolOdds } from '../../../src/numbers/evidence/symbol-odds.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';

const scale = { height: 40, darkness: 100 };

function stroke(symbol: number, { w = 20, h = 40, darkness = 100 } = {}): GlyphCandidate {
  const box = { x: 0, y: 0, w, h };
  return { symbol, box, pieces: [{ label: 1, box, area: 9, darkness }] } as unknown as GlyphCandidate;
}
const many = (of: GlyphCandidate): GlyphCandidate[] => Array.from({ length: 30 }, () => of);

test('where all strokes are symbols another is likely one, among letters it is not; neither by more than the strongest', () => {
  expect(symbolOdds(many(stroke(0.99)), scale)).toBe(STRONGEST);
  expect(symbolOdds(many(stroke(0.01)), scale)).toBe(1 / STRONGEST);
  expect(symbolOdds([...many(stroke(0.99)), ...many(stroke(0.01))], scale)).toBeCloseTo(1, 1);
});

test('wide, faint and small strokes say nothing', () => {
  const none = symbolOdds([], scale);
  expect(symbolOdds(many(stroke(0.01, { w: 80 })), scale)).toBe(none);
  expect(symbolOdds(many(stroke(0.01, { darkness: 30 })), scale)).toBe(none);
  expect(symbolOdds(many(stroke(0.01, { h: 5, w: 5 })), scale)).toBeCloseTo(none, 1);
});

test('odds multiply', () => {
  expect(symbolGiven(stroke(0.5), 3)).toBe(0.75);
  expect(symbolGiven(stroke(0.5), 1)).toBe(0.5);
});
