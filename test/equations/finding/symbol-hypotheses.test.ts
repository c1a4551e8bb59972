// Which strokes may be one symbol.
import { expect, test } from 'vitest';
import { symbolHypotheses } from '../../../src/equations/finding/symbol-hypotheses.js';
import type { Box } from '../../../src/geometry/box.js';

const piece = (label: number, x: number, y: number, w: number, h: number) => {
  const box: Box = { x, y, w, h };
  return { label, box, area: w * h, darkness: 200 };
};
const sets = (pieces: ReturnType<typeof piece>[], cutFrom = new Map<number, number[]>(), scale = 20): string[] =>
  symbolHypotheses({ pieces, scale, cutFrom }, () => false).map(({ members }) => members.join());

test('a dot belongs to the stroke below it, and to none far away', () => {
  const found = sets([piece(1, 0, 20, 4, 16), piece(2, 0, 6, 4, 4), piece(3, 90, 20, 4, 16)]);
  expect(found).toContain('0,1');
  expect(found).not.toContain('0,2');
  expect(found).not.toContain('1,2');
});

test('a stroke that was cut to many pieces is tried whole, with the stroke beside it', () => {
  const slices = [0, 1, 2, 3, 4].map((k) => piece(k + 1, 6 * k, 0, 6, 20));
  const cutFrom = new Map(slices.map(({ label }) => [label, [9]]));
  const found = sets([...slices, piece(6, 34, 0, 8, 20)], cutFrom);
  expect(found).toContain('0,1,2,3,4');
  expect(found).toContain('0,1,2,3,4,5');
});

test('what is surely symbols by itself is not tried as one', () => {
  const pieces = [piece(1, 0, 0, 10, 20), piece(2, 12, 0, 10, 20)];
  const all = symbolHypotheses({ pieces, scale: 20, cutFrom: new Map() }, () => true);
  expect(all.map(({ members }) => members.join())).toEqual(['0', '1']);
});

test('strokes with another stroke between them are not one symbol, unless they may be a root and its roof', () => {
  const between = [piece(1, 0, 0, 4, 20), piece(2, 6, 4, 4, 12), piece(3, 12, 0, 4, 20)];
  expect(sets(between)).toEqual(expect.arrayContaining(['0,1', '1,2', '0,1,2']));
  expect(sets(between)).not.toContain('0,2');
  const root = [piece(1, 0, 0, 10, 24), piece(2, 14, 6, 20, 16), piece(3, 12, 0, 32, 2)];
  expect(sets(root)).toContain('0,2');
});
