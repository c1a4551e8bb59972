import { expect, test } from 'vitest';
import { asQuadrilateral } from '../../../src/page/paper/quadrilateral.js';

const [width, height] = [80, 60];
const mask = (is: (x: number, y: number) => boolean) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => (is(i % width, Math.floor(i / width)) ? 1 : 0)),
});

/** A sheet seen at a slant: its sides run towards each other. */
const sheet = (x: number, y: number) => y > 8 + 0.05 * x && y < 52 && x > 10 + 0.1 * y && x < 70 - 0.08 * y;

/** The share of two masks' union that they have in common. */
function overlap(a: Uint8Array, b: Uint8Array): number {
  const [both, either] = [a.filter((v, i) => v && b[i]).length, a.filter((v, i) => v || b[i]).length];
  return both / either;
}

test('a whole sheet stays as it is', () => {
  const whole = mask(sheet);
  expect(overlap(asQuadrilateral(whole)!, whole.data)).toBeGreaterThan(0.94);
});

test('a corner that is missing is put back', () => {
  const cut = mask((x, y) => sheet(x, y) && x + y < 98);
  expect(overlap(asQuadrilateral(cut)!, mask(sheet).data)).toBeGreaterThan(0.94);
});

test('what sticks out of a side is cut off', () => {
  const stuck = mask((x, y) => sheet(x, y) || (x >= 60 && x < 76 && y > 25 && y < 32));
  expect(overlap(asQuadrilateral(stuck)!, mask(sheet).data)).toBeGreaterThan(0.94);
});

test('a triangle, a cross and an empty picture are none', () => {
  expect(asQuadrilateral(mask((x, y) => y > 5 && y < 55 && Math.abs(x - 40) < 0.6 * (y - 5)))).toBeUndefined();
  const cross = mask((x, y) => (Math.abs(x - 40) < 5 && y > 2 && y < 58) || (Math.abs(y - 30) < 5 && x > 2 && x < 78));
  expect(asQuadrilateral(cross)).toBeUndefined();
  expect(asQuadrilateral(mask(() => false))).toBeUndefined();
  for (const line of [mask((x, y) => x === 3 && y === 4), mask((_, y) => y === 7), mask((x) => x === 9)])
    expect(() => asQuadrilateral(line)).not.toThrow();
});
