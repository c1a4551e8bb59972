// The strip of the photo that a glyph is shown on.
import { expect, test } from 'vitest';
import { glyphStrip } from '../../../src/cli/fix/glyph-strip.js';
import { greyPage } from './grey-page.js';

test('holds the glyph in its middle, the neighbours beside it, at full contrast', () => {
  const { strip, box } = glyphStrip(greyPage, { x: 40, y: 20, w: 5, h: 20 });
  expect(strip.width).toBe(3 * strip.height);
  expect(box.x + box.w / 2).toBeCloseTo(strip.width / 2);
  expect(box.y + box.h / 2).toBeCloseTo(strip.height / 2);
  const k = box.h / 20;
  const at = (x: number, y: number) => strip.data[Math.round(y) * strip.width + Math.round(x)]!;
  const middle = strip.height / 2;
  expect(at(box.x + box.w / 2, middle)).toBeLessThan(40);
  expect(at(box.x + 20 * k + box.w / 2, middle)).toBeLessThan(40);
  expect(at(box.x + 12 * k, middle)).toBeGreaterThan(215);
  expect(at(box.x + box.w / 2, 1)).toBeGreaterThan(215);
});

test.each([
  { x: 0, y: 0, w: 3, h: 9 },
  { x: 95, y: 50, w: 5, h: 10 },
  { x: 10, y: 10, w: 1, h: 1 },
  { x: 0, y: 0, w: 100, h: 60 },
  { x: 10, y: 30, w: 80, h: 2 },
])('any box: %j', (box) => {
  const { strip, box: inside } = glyphStrip(greyPage, box);
  expect(strip.data).toHaveLength(strip.width * strip.height);
  expect(inside.y).toBeGreaterThanOrEqual(0);
  expect(inside.y + inside.h).toBeLessThanOrEqual(strip.height);
});
