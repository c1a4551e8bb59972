import { expect, test } from 'vitest';
import { union } from '../../src/geometry/box.js';

test('the union is the smallest box around all', () => {
  expect(
    union([
      { x: 2, y: 3, w: 1, h: 1 },
      { x: 0, y: 4, w: 2, h: 5 },
    ]),
  ).toEqual({ x: 0, y: 3, w: 3, h: 6 });
});
