// What a hand's own samples say of a picture.
import { expect, test } from 'vitest';
import { ownSymbols } from '../../src/equations/own-symbols.js';

/** Sees of a picture its first two pixels. */
const model = {
  alphabet: ['x', 'y'],
  features: (pictures: Uint8Array, count: number) =>
    Float32Array.from({ length: 2 * count }, (_, k) => pictures[784 * (k >> 1) + (k & 1)]!),
};

function picture(a: number, b: number): Uint8Array {
  const pixels = new Uint8Array(784);
  pixels.set([a, b]);
  return pixels;
}

test('the nearest sample speaks for its label, and what is like none is left open', () => {
  const own = ownSymbols(
    [
      { label: 'y', picture: picture(100, 0) },
      { label: 'y', picture: picture(90, 10) },
      { label: '\\alpha', picture: picture(0, 100) },
    ],
    model,
  );
  const [first, second] = own(picture(100, 2));
  expect(first!.label).toBe('y');
  expect(first!.confidence).toBeGreaterThan(0.8);
  expect(second!.confidence).toBeLessThan(0.01);
  const between = own(picture(70, 70));
  expect(between.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThan(0.25);
});

test('a hand without samples says nothing', () => {
  expect(ownSymbols([], model)(picture(1, 2))).toEqual([]);
});
