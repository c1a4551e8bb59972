import { expect, test } from 'vitest';
import { bandsBetween } from '../../../src/numbers/layout/bands.js';

const [WIDTH, HEIGHT] = [100, 40];
const [LEFT, RIGHT] = [
  { x: 5, y: 10, w: 10, h: 20 },
  { x: 60, y: 10, w: 10, h: 20 },
];

/** What a page model says of a page on which lines run down at some columns, from one row to another. */
function ruled(...lines: readonly { readonly x: number; readonly from?: number; readonly to?: number }[]) {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (const { x, from = 0, to = HEIGHT } of lines)
    for (let y = from; y < to; y++) data.set([60, 200, 60], y * WIDTH + x - 1);
  return { width: WIDTH, height: HEIGHT, data };
}

test('lines between two neighbours are counted, however thick, and those beyond them are not', () => {
  expect(bandsBetween(ruled(), LEFT, RIGHT)).toEqual([]);
  expect(bandsBetween(ruled({ x: 30 }, { x: 80 }), LEFT, RIGHT)).toEqual([30]);
  expect(bandsBetween(ruled({ x: 30 }, { x: 40 }), LEFT, RIGHT)).toEqual([30, 40]);
  expect(bandsBetween(ruled({ x: 30 }, { x: 33 }), LEFT, RIGHT)).toEqual([30, 33]);
  expect(bandsBetween(ruled({ x: 30 }, { x: 31 }), LEFT, RIGHT)).toEqual([31]);
});

test('what is printed in a box as a guide is no side of it, since it ends beside the digit', () => {
  const guide = [
    { x: 20, from: 12, to: 28 },
    { x: 50, from: 12, to: 28 },
  ];
  expect(bandsBetween(ruled({ x: 30 }, { x: 40 }, ...guide), LEFT, RIGHT)).toEqual([30, 40]);
});

test('sides that end beside the digits are counted there', () => {
  expect(bandsBetween(ruled({ x: 30, from: 11, to: 30 }, { x: 40, from: 11, to: 30 }), LEFT, RIGHT)).toEqual([30, 40]);
});
