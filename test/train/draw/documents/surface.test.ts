// Marks on a sheet: which class wins where they cross, and what a soft rim is.
import { expect, test } from 'vitest';
import { pixelClass, unsure } from '../../../../src/train/draw/documents/drawn-document.js';
import { lay, line, surface } from '../../../../src/train/draw/documents/surface.js';

const ink = (kind: number) => ({ tone: 0, opacity: 1, grain: 0, kind });
const row = (...cover: number[]) => ({ x: 0, y: 0, width: cover.length, height: 1, cover: Float32Array.from(cover) });

test('digits outrank writing, writing print, and print rules, whichever came first', () => {
  const { number, writing, print, rule } = pixelClass;
  for (const order of [
    [number, writing, print, rule],
    [rule, print, writing, number],
  ]) {
    const sheet = surface(5, 1);
    for (const kind of order)
      lay(
        sheet,
        row(1, kind === rule ? 0 : 1, kind === rule || kind === print ? 0 : 1, kind === number ? 1 : 0),
        ink(kind),
      );
    expect([...sheet.labels.subarray(0, 4)]).toEqual([number, number, number, number]);
    const crossed = surface(3, 1);
    for (const kind of order)
      if (kind !== number) lay(crossed, row(1, kind === writing ? 0 : 1, kind === rule ? 1 : 0), ink(kind));
    expect([...crossed.labels]).toEqual([writing, print, rule]);
  }
});

test('a rim is neither paper nor ink, and only ink has an owner', () => {
  const sheet = surface(4, 1);
  sheet.grey.fill(1);
  lay(sheet, row(1, 0.3, 0.05, 0), { ...ink(pixelClass.number), owner: 7 });
  expect([...sheet.labels]).toEqual([pixelClass.number, unsure, pixelClass.paper, pixelClass.paper]);
  expect([...sheet.owners]).toEqual([7, 0, 0, 0]);
  expect(sheet.grey[0]).toBe(0);
  expect(sheet.grey[1]).toBeCloseTo(0.7);
});

test('a line is as broad as it says, level, upright and leaning', () => {
  for (const ends of [
    [5, 20, 35, 20],
    [20, 5, 20, 35],
    [8, 8, 32, 32],
  ] as const) {
    const sheet = surface(40, 40);
    sheet.grey.fill(1);
    line(sheet, ends, 3, ink(pixelClass.rule));
    const dark = sheet.grey.reduce((sum, grey) => sum + 1 - grey, 0);
    const length = Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
    expect(dark / length).toBeGreaterThan(2.7);
    expect(dark / length).toBeLessThan(3.4);
  }
});
