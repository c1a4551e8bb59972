import { expect, test } from 'vitest';
import { attachFragments } from '../../../src/numbers/layout/attach-fragments.js';
import type { Piece } from '../../../src/strokes/piece.js';

const piece = (x: number, y: number, w: number, h: number): Piece => ({
  label: 0,
  box: { x, y, w, h },
  area: w * h,
  darkness: 100,
});
const upper = [piece(0, 0, 20, 40), piece(30, 0, 20, 40)];
const lower = [piece(0, 60, 20, 40)];

test('a fragment joins the line that is nearest to it', () => {
  const [bar, dot] = [piece(52, 2, 10, 4), piece(5, 52, 4, 4)];
  const lines = attachFragments([upper, lower], [bar, dot], 40);
  expect(lines).toEqual([
    [...upper, bar],
    [...lower, dot],
  ]);
});

test('one that is far from all lines joins none, and the given lines stay as they are', () => {
  const lines = attachFragments([upper, lower], [piece(100, 0, 4, 4)], 40);
  expect(lines).toEqual([upper, lower]);
  expect(upper).toHaveLength(2);
});
