import { expect, test } from 'vitest';
import { penWidth } from '../../src/page/pen-width.js';
import { plane } from './matrix.js';

test('a bar three pixels wide was drawn by a pen three pixels wide', () => {
  const bar = plane([
    '.........',
    '...999...',
    '...999...',
    '...999...',
    '...999...',
    '...999...',
    '...999...',
    '.........',
  ]);
  expect(penWidth(bar, 5, 20)).toBeCloseTo(3, 0);
});

test('faint specks and a dark margin do not outvote the pen', () => {
  const rows = Array.from(
    { length: 40 },
    (_, y) => `${'1.'.repeat(10)}${y > 4 ? '..99..' : '......'}${'.'.repeat(10)}${'9'.repeat(24)}`,
  );
  expect(Math.round(penWidth(plane(rows), 1, 20))).toBe(2);
});

test('nothing written has no pen', () => {
  expect(penWidth(plane(['...', '...']), 1, 9)).toBe(0);
});
