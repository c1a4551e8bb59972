import { expect, test } from 'vitest';
import { findComponents } from '../../src/strokes/components.js';
import { cropOf, darknessOf, inkOf, type Piece, piecesOf } from '../../src/strokes/piece.js';
import { plane, rows } from '../page/matrix.js';

const ink = plane(['....9', '99.99', '.8...', '99...'], 28);
const components = findComponents(ink, 110);

test('every component is a piece with its mean darkness', () => {
  const darkness = plane(['....4', '22.44', '.2...', '62...'], 10);
  const pieces = piecesOf(components, { plane: ink, darkness, contrast: ink, noise: 1, factor: 1, pen: 1 });
  expect(pieces.map(({ label, area, darkness: mean }) => [label, area, mean])).toEqual([
    [1, 3, 40],
    [2, 5, 28],
  ]);
  expect(inkOf(pieces)).toBe(260);
  expect(darknessOf(pieces)).toBe(32.5);
});

test('a crop has a rim, and clears what belongs to other pieces', () => {
  const pieces = components.list.map((each, k): Piece => ({ label: k + 1, ...each, darkness: 100 }));
  const { plane: crop, box } = cropOf(ink, components.labels, [pieces[1]!]);
  expect(rows(crop, 28)).toEqual(['...', '99.', '.8.', '99.']);
  expect(box).toEqual({ x: 0, y: 1, w: 2, h: 3 });
  expect(rows(cropOf(ink, components.labels, pieces).plane, 28)).toEqual(rows(ink, 28));
});
