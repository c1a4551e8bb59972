// Strokes that may be several symbols are sliced where the least ink lies from top to bottom.
import { expect, test } from 'vitest';
import { findComponents } from '../../src/strokes/components.js';
import { cutPiece } from '../../src/strokes/cut.js';
import type { Piece } from '../../src/strokes/piece.js';
import { plane } from '../page/matrix.js';

/** Cuts the first component of a picture; gives the slices and the labels, row by row. */
function cut(picture: readonly string[], apart: number, pen = 2): { slices: Piece[]; labels: string[] } {
  const ink = plane(picture, 255);
  const { labels, list } = findComponents(ink, 1);
  const piece: Piece = { label: 1, ...list[0]!, darkness: 100 };
  const slices = cutPiece(piece, ink, labels, pen, apart, list.length + 1);
  const rows = picture.map((_, y) =>
    [...labels.subarray(y * ink.width, (y + 1) * ink.width)].map((label) => (label === 0 ? '.' : label)).join(''),
  );
  return { slices, labels: rows };
}

test('two blocks on a bridge are cut on the bridge, and the second gets a new label', () => {
  const { slices, labels } = cut(
    [
      '1111....1111', //
      '1111....1111',
      '1111....1111',
      '111111111111',
      '1111....1111',
      '1111....1111',
    ],
    4,
    1,
  );
  expect(slices.map(({ label }) => label)).toEqual([1, 2]);
  expect(slices.reduce((sum, { area }) => sum + area, 0)).toBe(52);
  for (const row of labels) expect(row).toMatch(/^1{4,}\.*1*2*\.*2{4,}$/);
  const [left, right] = slices.map(({ box }) => box);
  expect(left!.x + left!.w).toBe(right!.x);
  expect(right!.x).toBeGreaterThanOrEqual(4);
  expect(right!.x).toBeLessThanOrEqual(8);
});

test('a stroke as thick throughout as pens never are is left whole', () => {
  const block = Array.from({ length: 12 }, () => '1'.repeat(12));
  expect(cut(block, 3, 1).slices).toEqual([{ label: 1, box: { x: 0, y: 0, w: 12, h: 12 }, area: 144, darkness: 100 }]);
});

test('a stroke narrower than two seams apart is left whole', () => {
  const { slices, labels } = cut(['11', '11', '11'], 3);
  expect(slices).toHaveLength(1);
  expect(labels).toEqual(['11', '11', '11']);
});

test('other strokes in its box keep their labels', () => {
  const { labels } = cut(
    [
      '1111....1111', //
      '1111.11.1111',
      '1111.11.1111',
      '1111....1111',
      '111111111111',
    ],
    4,
    1,
  );
  expect(labels[1]!.slice(5, 7)).toBe('22');
  expect(new Set(labels.join(''))).toEqual(new Set(['.', '1', '2', '3']));
});
