// A page whose polarity is unclear is looked at both ways, and the way in which more numbers are seen is taken.
import { expect, test } from 'vitest';
import { darkOnLight } from '../../src/numbers/dark-on-light.js';
import type { PageImage } from '../../src/page/image.js';

/** Strokes of one tone on a sheet of another, which lies on a table. */
function page(stroke: number, sheet: number, table: number): PageImage {
  const [width, height] = [160, 160];
  const data = new Uint8Array(width * height).fill(table);
  const fill = (x: number, y: number, w: number, h: number, tone: number): void => {
    for (let v = y; v < y + h; v++) data.fill(tone, v * width + x, v * width + x + w);
  };
  fill(30, 30, 100, 100, sheet);
  for (let x = 45; x < 120; x += 15) fill(x, 50, 4, 60, stroke);
  return { width, height, channels: 1, data };
}

const isNegative = (way: PageImage, of: PageImage): boolean => way.data[0] === 255 - of.data[0]!;

test('a clear page is looked at in no other way', () => {
  const asked: PageImage[] = [];
  const ask = (way: PageImage): number => asked.push(way);
  const paper = page(30, 235, 235);
  expect(darkOnLight(paper, ask)).toBe(paper);
  const board = page(235, 30, 30);
  expect(isNegative(darkOnLight(board, ask), board)).toBe(true);
  expect(asked).toEqual([]);
});

test('a dark sheet on a bright table is taken as more numbers are seen', () => {
  const seen = (best: 'dark' | 'light', of: PageImage) => (way: PageImage) =>
    isNegative(way, of) === (best === 'light') ? 500 : 20;
  for (const best of ['dark', 'light'] as const) {
    const sheet = page(190, 60, 150);
    expect(isNegative(darkOnLight(sheet, seen(best, sheet)), sheet)).toBe(best === 'light');
  }
});

test('a page is asked once, and known from then on', () => {
  const sheet = page(190, 60, 150);
  const first = darkOnLight(sheet, (way) => Number(isNegative(way, sheet)));
  expect(darkOnLight(sheet)).toBe(first);
});

test('where no numbers are seen either way, what stands out decides', () => {
  const sheet = page(190, 60, 150);
  const other = { ...sheet };
  expect(
    isNegative(
      darkOnLight(sheet, () => 0),
      sheet,
    ),
  ).toBe(isNegative(darkOnLight(other), other));
});
