import { expect, test } from 'vitest';
import { findWalls, wallAt, wallsBetween } from '../../src/strokes/walls.js';
import { plane } from '../page/matrix.js';

const options = { length: 6, thickest: 2 };

test('a box has two walls down and two across', () => {
  const { down, across } = findWalls(
    plane([
      '............',
      '.1111111111.',
      '.1........1.',
      '.1........1.',
      '.1........1.',
      '.1........1.',
      '.1111111111.',
      '............',
    ]),
    { length: 4, thickest: 2 },
  );
  expect(down.map((wall) => [wall.top, wall.bottom, wallAt(wall, 4)])).toEqual([
    [2, 6, 1],
    [2, 6, 10],
  ]);
  expect(across.map((wall) => [wall.top, wall.bottom, wallAt(wall, 5)])).toEqual([
    [2, 10, 1],
    [2, 10, 6],
  ]);
});

test('a wall may lean, and be broken where a line crosses it', () => {
  const { down } = findWalls(
    plane(['..1.....', '..1.....', '..1.....', '11111111', '...1....', '...1....', '...1....', '...1....']),
    options,
  );
  expect(down).toHaveLength(1);
  expect(down[0]!.xs[0]).toBe(2);
  expect(wallAt(down[0]!, 7)).toBe(3);
  expect(wallAt(down[0]!, 9)).toBeUndefined();
});

test('what is short, thick or bent is no wall', () => {
  expect(findWalls(plane(['.1..', '.1..', '.1..', '....', '....', '....', '....']), options).down).toEqual([]);
  expect(findWalls(plane(Array.from({ length: 8 }, () => '.111.')), options).down).toEqual([]);
  const curl = ['1.......', '1.......', '.1......', '..1.....', '....1...', '......1.', '......1.', '.......1'];
  expect(findWalls(plane(curl), options).down).toEqual([]);
});

test('a wall stands between two boxes only where it lies between them and beside them', () => {
  const { down } = findWalls(plane(Array.from({ length: 10 }, () => '.....1.....')), options);
  const [left, right] = [
    { x: 1, y: 2, w: 3, h: 5 },
    { x: 7, y: 2, w: 3, h: 5 },
  ];
  expect(wallsBetween(down, left, right)).toHaveLength(1);
  expect(wallsBetween(down, left, { ...left, x: 2 })).toEqual([]);
  expect(wallsBetween(down, { ...left, y: 20 }, { ...right, y: 20 })).toEqual([]);
});
