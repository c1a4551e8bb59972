import { expect, test } from 'vitest';
import { inkMap } from '../../../src/node/picture/ink-map.js';
import type { PageImage } from '../../../src/page/image.js';

/** A page of one brightness with boxes of another on it. */
function page(paper: number, ink: number, ...boxes: [x: number, y: number, w: number, h: number][]): PageImage {
  const data = new Uint8Array(400 * 300).fill(paper);
  for (const [x, y, w, h] of boxes)
    for (let row = y; row < y + h; row++) data.fill(ink, row * 400 + x, row * 400 + x + w);
  return { width: 400, height: 300, channels: 1, data };
}

test.each([
  ['dark on light', 230, 40],
  ['light on dark', 40, 230],
])('%s: strokes are ink, paper is not', async (_, paper, level) => {
  const { all, writing } = await inkMap(page(paper, level, [100, 100, 4, 30]), 75);
  const stroke = { x: 100, y: 100, w: 4, h: 30 };
  expect([all(stroke), writing(stroke)]).toEqual([1, 1]);
  expect(all({ x: 200, y: 100, w: 50, h: 50 })).toBe(0);
  expect(all({ x: 90, y: 100, w: 20, h: 30 })).toBeGreaterThan(0.15);
});

test('a rule is ink, but no writing', async () => {
  const { all, writing } = await inkMap(page(230, 40, [0, 150, 400, 3], [100, 100, 4, 30]), 75);
  const box = { x: 200, y: 140, w: 60, h: 20 };
  expect(all(box)).toBeGreaterThan(0.1);
  expect(writing(box)).toBe(0);
  expect(writing({ x: 95, y: 100, w: 14, h: 30 })).toBeGreaterThan(0.2);
});
