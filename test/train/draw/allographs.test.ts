import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { allographs } from '../../../src/train/draw/allographs.js';

const drawn = allographs(600, random(1));
const of = (label: number) =>
  [...drawn.labels.keys()]
    .filter((i) => drawn.labels[i] === label)
    .map((i) => drawn.pictures.subarray(i * 784, (i + 1) * 784));
/** The ink of some rows and columns. */
function ink(picture: Uint8Array, rows: readonly [number, number], columns: readonly [number, number]): number {
  let sum = 0;
  for (let y = rows[0]; y < rows[1]; y++)
    for (let x = columns[0]; x < columns[1]; x++) sum += picture[y * 28 + x]! / 255;
  return sum;
}
/** The box of the ink: left, top, right, bottom. */
function box(picture: Uint8Array): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [28, 28, 0, 0];
  for (let i = 0; i < 784; i++) {
    if (picture[i]! < 128) continue;
    left = Math.min(left, i % 28);
    right = Math.max(right, i % 28);
    top = Math.min(top, Math.floor(i / 28));
    bottom = Math.max(bottom, Math.floor(i / 28));
  }
  return [left, top, right, bottom];
}

test('as many as asked for, each inked and within the frame, the 1s most often', () => {
  expect(drawn.count).toBe(600);
  for (let i = 0; i < 600; i++) {
    const [left, top, right, bottom] = box(drawn.pictures.subarray(i * 784, (i + 1) * 784));
    expect(Math.max(right - left, bottom - top)).toBeGreaterThan(15);
    expect(Math.min(left, top, 27 - right, 27 - bottom)).toBeGreaterThanOrEqual(0);
  }
  expect([...new Set(drawn.labels)].sort()).toEqual([1, 2, 3, 4, 5, 7, 8, 9]);
  expect(of(1).length).toBeGreaterThan(200);
});

test('the same seed draws the same, another seed other digits', () => {
  expect(allographs(20, random(5))).toEqual(allographs(20, random(5)));
  expect(allographs(20, random(5)).pictures).not.toEqual(allographs(20, random(6)).pictures);
});

test('what begins a 1 rises from the left: no bar lies level along its top, as a 7 has it', () => {
  const level = of(1).filter((picture) => {
    const [left, top, right] = box(picture);
    if (right - left < 7) return false;
    // The upper left corner of a 7 is written on.
    return ink(picture, [top, top + 3], [left, left + 3]) > 4;
  });
  expect(level.length / of(1).length).toBeLessThan(0.1);
});

test('a 7 is crossed by a bar that reaches out to both sides of its stem', () => {
  const bars = of(7).map((seven) => {
    const [left, , right, bottom] = box(seven);
    let widest = 0;
    for (let y = Math.round(0.4 * bottom); y < Math.round(0.8 * bottom); y++)
      widest = Math.max(widest, ink(seven, [y, y + 1], [left, right + 1]));
    return widest;
  });
  // The stem alone is a pen wide, 2 to 4 pixels.
  expect(bars.reduce((sum, each) => sum + each, 0) / bars.length).toBeGreaterThan(6);
});
