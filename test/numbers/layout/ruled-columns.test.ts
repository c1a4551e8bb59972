import { expect, test } from 'vitest';
import { ruledColumns } from '../../../src/numbers/layout/ruled-columns.js';
import type { Wall } from '../../../src/strokes/walls.js';

/** Cells 20 wide and high at these places, each row 30 below the one before. */
const cells = (...rows: number[][]) => rows.map((xs, r) => xs.map((x) => ({ box: { x, y: 30 * r, w: 20, h: 20 } })));
const wall = (at: number, bottom: number, slope = 0, top = -5): Wall => ({
  top,
  bottom,
  width: 2,
  xs: Float32Array.from({ length: bottom - top }, (_, k) => at + slope * k),
});
const walls = [0, 60, 120, 180].map((at) => wall(at, 100));

test('each cell stands behind so many rules', () => {
  expect(ruledColumns(cells([20, 80, 140], [20, 140], [80]), walls)).toEqual({
    rules: 4,
    behind: [[1, 2, 3], [1, 3], [2]],
  });
});

test('a rule that does not run down the whole table parts nothing', () => {
  expect(ruledColumns(cells([20, 80], [20, 80], [20, 80]), [wall(60, 20)])).toBeUndefined();
  expect(ruledColumns(cells([20, 80]), [])).toBeUndefined();
});

test('rules that lean are met where each row is', () => {
  const leaning = [0, 60, 120].map((at) => wall(at, 100, 0.5));
  expect(ruledColumns(cells([20, 80], [36, 96], [50, 110]), leaning)?.behind).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
});

test('a number that sticks out into the next cell stays where its row has room for it', () => {
  const rows = cells([20, 80, 140], [52, 80, 140], [20, 80, 140], [20, 112]);
  expect(ruledColumns(rows, walls)?.behind).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
    [1, 3],
  ]);
});

test('where most rows have two numbers between two rules, they stay there', () => {
  expect(ruledColumns(cells([62, 90, 140], [65, 95, 140], [64, 92]), walls)?.behind).toEqual([
    [2, 2, 3],
    [2, 2, 3],
    [2, 2],
  ]);
});
