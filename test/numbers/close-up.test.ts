// Which part of a page is looked at, and how finely.
import { expect, test } from 'vitest';
import { closeUp } from '../../src/numbers/close-up.js';
import type { PageImage } from '../../src/page/image.js';

function picture(width: number, height: number, value: (x: number, y: number) => number): PageImage {
  const data = Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, channels: 1, data };
}
/** A row of upright strokes, `pen` wide and `high`, as far apart. */
const strokes =
  (left: number, top: number, pen: number, high: number, count: number) =>
  (x: number, y: number): boolean =>
    y >= top && y < top + high && x >= left && x < left + count * high && (x - left) % high < pen;

test('a page without surroundings is looked at as it is', () => {
  const bars = strokes(60, 80, 5, 50, 5);
  const page = picture(400, 300, (x, y) => (bars(x, y) ? 40 : 220));
  const { view, ink, onPage } = closeUp(page);
  expect(view).toBe(page);
  expect(ink.factor).toBe(1);
  expect(onPage({ x: 1, y: 2, w: 3, h: 4 })).toEqual({ x: 1, y: 2, w: 3, h: 4 });
});

test('a small sheet of paper on a table is cut out with a rim of the table, and its boxes lie on the page', () => {
  const bars = strokes(330, 240, 6, 50, 4);
  const isPaper = (x: number, y: number) => x >= 280 && x < 600 && y >= 200 && y < 420;
  const page = picture(900, 700, (x, y) => (bars(x, y) ? 40 : isPaper(x, y) ? 225 : 70));
  const { view, ink, onPage } = closeUp(page);
  expect(view.width).toBeLessThan(400);
  expect(view.width).toBeGreaterThan(320);
  expect(ink.paper).toBeDefined();
  const { x, y } = onPage({ x: 0, y: 0, w: 1, h: 1 });
  expect(x).toBeLessThan(280);
  expect(y).toBeLessThan(200);
  expect(view.data[(240 - y) * view.width + (330 - x)]).toBe(40);
});

test('small writing on a large page is looked at finely, large writing is not', () => {
  const factorOf = (pen: number, high: number): number => {
    const bars = strokes(600, 700, pen, high, 30);
    return closeUp(picture(2400, 1600, (x, y) => (bars(x, y) ? 40 : 220))).ink.factor;
  };
  expect(factorOf(3, 22)).toBe(1);
  expect(factorOf(10, 60)).toBe(2);
});

test('the same page is looked at once', () => {
  const page = { width: 60, height: 60, channels: 1, data: new Uint8Array(3600).fill(240) } as const;
  for (let y = 20; y < 40; y++) page.data.fill(30, y * 60 + 28, y * 60 + 32);
  expect(closeUp(page).ink).toBe(closeUp(page).ink);
});
