import { expect, test } from 'vitest';
import { clearBeside, findSheet, PAPER_GRID } from '../../src/page/paper.js';
import type { Reduced } from '../../src/page/reduce.js';

function picture(size: number, light: (x: number, y: number) => number): Reduced {
  const data = Uint8Array.from({ length: size * size }, (_, i) => light(i % size, Math.floor(i / size)));
  return { width: size, height: size, factor: 1, planes: [{ width: size, height: size, data }] };
}

test('finds a sheet on a dark table and clears what is beside it', () => {
  const page = picture(320, (x, y) => (x > 80 && x < 240 && y > 60 && y < 260 ? 220 : 60));
  const sheet = findSheet(page);
  if (!sheet) throw new Error('no sheet found');
  const plane = { width: 320, height: 320, data: new Uint8Array(320 * 320).fill(1) };
  clearBeside(plane, sheet);
  expect(plane.data[160 * 320 + 160]).toBe(1);
  expect(plane.data[160 * 320 + 40]).toBe(0);
  expect(plane.data[20 * 320 + 160]).toBe(0);
  const cells = sheet.mask.data.reduce((sum, v) => sum + v, 0) * PAPER_GRID ** 2;
  expect(cells).toBeGreaterThan(0.75 * 160 * 200);
  expect(cells).toBeLessThan(160 * 200);
  // Its box, to a cell.
  for (const [got, want] of [
    [sheet.box.x, 81],
    [sheet.box.y, 61],
    [sheet.box.w, 159],
    [sheet.box.h, 199],
  ] as const)
    expect(Math.abs(got - want)).toBeLessThanOrEqual(2 * PAPER_GRID);
});

test('a page that fills the picture, and one half in shadow, have no surroundings', () => {
  expect(findSheet(picture(320, () => 200))).toBeUndefined();
  expect(findSheet(picture(320, (x) => (x < 150 ? 90 : 210)))).toBeUndefined();
});
