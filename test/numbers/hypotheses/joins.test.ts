import { expect, test } from 'vitest';
import { joins } from '../../../src/numbers/hypotheses/joins.js';
import type { Piece } from '../../../src/strokes/piece.js';

const piece = (x: number, w: number, h = 20, y = 0): Piece => ({
  label: x,
  box: { x, y, w, h },
  area: w * h,
  darkness: 100,
});
const nothing = (): boolean => false;
const runs = (pieces: readonly Piece[], isSymbol: (piece: Piece) => boolean = nothing): string[] =>
  joins(pieces, 20, isSymbol).map(({ from, to }) => `${from}-${to}`);

test('neighbours that are together no wider than a glyph are joined', () => {
  expect(runs([piece(0, 6), piece(8, 6), piece(16, 6)])).toEqual(['0-2', '0-3', '1-3']);
  expect(runs([piece(0, 12), piece(14, 12), piece(28, 12)])).toEqual(['0-2', '1-3']);
  expect(runs([piece(0, 20), piece(22, 20)])).toEqual([]);
});

test('a gap as wide as between two numbers parts them', () => {
  expect(runs([piece(0, 4), piece(11, 4)])).toEqual(['0-2']);
  expect(runs([piece(0, 4), piece(12, 4)])).toEqual([]);
});

test('what is higher than a glyph is none, though with another piece less high it may be', () => {
  expect(runs([piece(0, 6, 20, 0), piece(8, 6, 20, 20)])).toEqual([]);
});

test('two sure symbols side by side are no glyph; one above the other they may be', () => {
  const sure = (): boolean => true;
  expect(runs([piece(0, 6), piece(8, 6)], sure)).toEqual([]);
  expect(runs([piece(0, 6), piece(8, 6, 10)], sure)).toEqual(['0-2']);
  expect(runs([piece(0, 6, 14), piece(1, 6, 14, 16)], sure)).toEqual(['0-2']);
});
