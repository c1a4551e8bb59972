// Expressions as drawing programs give them: black or white, with each symbol's ink where its mask says.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { parseExpression } from '../../../src/train/equations/crohme.js';
import { drawOnScreen } from '../../../src/train/equations/draw-on-screen.js';
import { expressionLine } from './drawn-expressions.js';

test('a page is black and white, and black where a mask has ink and nowhere else', () => {
  const draw = random(6);
  const sizes = new Set<number>();
  for (let n = 0; n < 30; n++) {
    const { page, masks } = drawOnScreen(parseExpression(expressionLine(draw, 'a'))!, draw);
    const inked = new Uint8Array(page.width * page.height).fill(255);
    for (const { x, y, width, height, ink } of masks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(page.width);
      expect(y + height).toBeLessThanOrEqual(page.height);
      for (let k = 0; k < ink.length; k++)
        if (ink[k] !== 0) inked[(y + Math.floor(k / width)) * page.width + x + (k % width)] = 0;
    }
    expect(Buffer.compare(page.data, inked)).toBe(0);
    sizes.add(page.height);
  }
  expect(sizes.size).toBeGreaterThan(10);
});

test('the thinnest lines are one pixel wide', () => {
  const draw = random(7);
  const upright = { symbols: [{ label: '1', strokes: [[0, 0, 0, 30]] }] };
  const widths = Array.from({ length: 40 }, () => {
    const { ink, width, height } = drawOnScreen(upright, draw).masks[0]!;
    const rows = Array.from({ length: height }, (_, y) => ink.subarray(y * width, (y + 1) * width));
    return Math.max(...rows.map((row) => row.filter((value) => value !== 0).length));
  });
  expect(Math.min(...widths)).toBe(1);
  expect(Math.max(...widths)).toBeGreaterThanOrEqual(3);
});
