import { expect, test } from 'vitest';
import { singleGlyph } from '../../src/find/single.js';

type Ink = (x: number, y: number) => boolean;

function picture(size: number, ink: Ink): Parameters<typeof singleGlyph>[0] {
  const data = Uint8Array.from({ length: size * size }, (_, i) => (ink(i % size, Math.floor(i / size)) ? 60 : 230));
  return { width: size, height: size, channels: 1, data };
}

const bowl: Ink = (x, y) => Math.abs(Math.hypot(x - 48, y - 60) - 18) < 3;
const bar: Ink = (x, y) => y >= 25 && y < 31 && x >= 32 && x < 66;

test('takes the strokes of a glyph in two pieces', () => {
  const both = singleGlyph(picture(96, (x, y) => bowl(x, y) || bar(x, y)))!;
  const one = singleGlyph(picture(96, bowl))!;
  expect(both).toHaveLength(784);
  // The bar lies in the upper third, where the bowl alone, blown up to the same box, curves.
  const row = (p: Uint8Array, y: number): number =>
    Array.from(p.subarray(y * 28, y * 28 + 28), (v) => (v > 127 ? 1 : 0)).reduce<number>((a, b) => a + b, 0);
  expect(Math.max(...[2, 3, 4, 5, 6].map((y) => row(both, y)))).toBeGreaterThanOrEqual(10);
  expect(both).not.toEqual(one);
});

test('leaves a frame at the border and a speck out', () => {
  const clean = singleGlyph(picture(96, bowl))!;
  const framed = singleGlyph(
    picture(96, (x, y) => bowl(x, y) || x < 3 || y > 93 || (x > 84 && x < 87 && y > 84 && y < 87)),
  )!;
  const apart = clean.reduce((sum, v, i) => sum + Math.abs(v - framed[i]!), 0) / clean.reduce((sum, v) => sum + v, 0);
  expect(apart).toBeLessThan(0.1);
});

test('blank paper has no glyph', () => {
  expect(singleGlyph(picture(40, () => false))).toBeUndefined();
});
