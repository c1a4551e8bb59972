import { expect, test } from 'vitest';
import type { GlyphCandidate } from '../../src/numbers/hypotheses/classify-pieces.js';
import { bestPath, type Edge } from '../../src/numbers/lattice.js';

const edge = (from: number, to: number, chance: number, best = 10 * from + to): Edge => {
  const box = { x: 10 * from, y: 0, w: 10 * (to - from), h: 20 };
  return { from, to, chance, symbol: chance, candidate: { box, best } as GlyphCandidate };
};
const spans = (edges: readonly Edge[]): string[] => edges.map(({ from, to }) => `${from}-${to}`);

test('joins the halves of a glyph whose whole is a good symbol', () => {
  const { edges } = bestPath([1, 1], [edge(0, 1, 0.1), edge(1, 2, 0.9), edge(0, 2, 0.95)]);
  expect(spans(edges)).toEqual(['0-2']);
});

test('keeps two good symbols apart where together they are none', () => {
  const { edges, cuts } = bestPath([1, 1], [edge(0, 1, 0.97), edge(1, 2, 0.96), edge(0, 2, 0.03)]);
  expect(spans(edges)).toEqual(['0-1', '1-2']);
  expect(cuts.every((cut) => cut > 0.9)).toBe(true);
});

test('a doubtful cut says so', () => {
  const { cuts } = bestPath([1, 1], [edge(0, 1, 0.8), edge(1, 2, 0.8), edge(0, 2, 0.6)]);
  expect(cuts[0]).toBeGreaterThan(0.3);
  expect(cuts[0]).toBeLessThan(0.7);
});

test('leaves clutter out, and a speck that spoils a glyph', () => {
  expect(spans(bestPath([1, 1, 1], [edge(0, 1, 0.9), edge(1, 2, 0.05), edge(2, 3, 0.9)]).edges)).toEqual([
    '0-1',
    '2-3',
  ]);
  expect(spans(bestPath([1, 0.05], [edge(0, 1, 0.99), edge(1, 2, 0.01), edge(0, 2, 0.8)]).edges)).toEqual(['0-1']);
  expect(bestPath([], []).edges).toEqual([]);
});

test('an unclear digit is a digit, not clutter', () => {
  expect(spans(bestPath([1], [{ ...edge(0, 1, 0.5), symbol: 0.99 }]).edges)).toEqual(['0-1']);
});

test('seams that give the same symbol nearly there are one cut', () => {
  const cut = (other: number): number => bestPath([1, 1, 0.1], [edge(0, 3, 0.9, 2), edge(0, 2, 0.9, other)]).cuts[0]!;
  expect(cut(2)).toBeGreaterThan(0.95);
  expect(cut(5)).toBeLessThan(0.7);
});
