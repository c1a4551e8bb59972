import { expect, test } from 'vitest';
import { partingWalls, standsBetween, type Wall, wallAt, wallsBetween } from '../../src/strokes/walls.js';

/** A wall from row `top` to row `bottom` that goes straight from one x to another. */
const wall = (top: number, bottom: number, from: number, to = from): Wall => ({
  top,
  bottom,
  xs: Float32Array.from({ length: bottom - top }, (_, k) => from + ((to - from) * k) / (bottom - top - 1)),
  width: 1,
});

test('a wall goes on straight beyond its ends, as far as is asked', () => {
  const leaning = wall(10, 21, 5, 10);
  expect(wallAt(leaning, 10)).toBe(5);
  expect(wallAt(leaning, 20)).toBe(10);
  expect(wallAt(leaning, 24)).toBeUndefined();
  expect(wallAt(leaning, 22, 4)).toBeCloseTo(11);
  expect(wallAt(leaning, 8, 4)).toBeCloseTo(4);
});

test('a wall stands between two boxes only where it lies between them and beside them', () => {
  const [left, right] = [
    { x: 1, y: 2, w: 3, h: 5 },
    { x: 7, y: 2, w: 3, h: 5 },
  ];
  const down = [wall(0, 10, 5)];
  expect(wallsBetween(down, left, right)).toHaveLength(1);
  expect(wallsBetween(down, left, { ...left, x: 2 })).toEqual([]);
  expect(wallsBetween(down, { ...left, y: 20 }, { ...right, y: 20 })).toEqual([]);
});

test('a rule runs between rows, also where it leans, but not where it runs through a box or ends before it', () => {
  const [above, below] = [
    { x: 0, y: 0, w: 10, h: 20 },
    { x: 50, y: 25, w: 10, h: 20 },
  ];
  // Walls across have x and y exchanged: these run along columns 0 to 100.
  expect(standsBetween([wall(0, 100, 22)], above, below)).toBe(true);
  expect(standsBetween([wall(0, 100, 2, 60)], above, { ...below, y: 40 })).toBe(false);
  expect(standsBetween([wall(0, 100, 18, 30)], above, { ...below, y: 28 })).toBe(true);
  expect(standsBetween([wall(0, 100, 35)], above, below)).toBe(false);
  expect(standsBetween([wall(0, 40, 22)], above, below)).toBe(false);
  expect(standsBetween([wall(0, 100, 22)], above, { ...above, x: 50 })).toBe(false);
});

test('squares that writing stands on part nothing, cells that it stands in do', () => {
  const boxes = Array.from({ length: 10 }, (_, k) => ({ x: 20 * k, y: 10, w: 10, h: 16 }));
  const cells = Array.from({ length: 11 }, (_, k) => wall(0, 40, 20 * k - 5));
  const squares = Array.from({ length: 29 }, (_, k) => wall(0, 40, 7 * k));
  expect(partingWalls({ down: cells, across: [] }, boxes).down).toHaveLength(11);
  const seen = { width: 1, height: 1, data: new Uint8Array(1) };
  expect(partingWalls({ down: cells, across: [], seen }, boxes).seen).toBe(seen);
  expect(partingWalls({ down: squares, across: [], seen }, boxes).seen).toBeUndefined();
  expect(partingWalls({ down: squares, across: [] }, boxes).down).toEqual([]);
  expect(partingWalls({ down: cells, across: [wall(0, 200, 18)] }, boxes)).toEqual({ down: cells, across: [] });
});
