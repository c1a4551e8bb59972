import { expect, test } from 'vitest';
import { reduce, reductionFor } from '../../src/page/reduce.js';

test('averages whole blocks, and what is left at the right and the bottom', () => {
  const page = { width: 3, height: 3, channels: 1, data: Uint8Array.of(0, 4, 10, 8, 4, 20, 7, 9, 5) } as const;
  const { width, height, planes } = reduce(page, 2);
  expect([width, height]).toEqual([2, 2]);
  expect([...planes[0]!.data]).toEqual([4, 15, 8, 5]);
});

test('keeps channels apart', () => {
  const page = { width: 2, height: 1, channels: 3, data: Uint8Array.of(10, 20, 30, 20, 40, 60) } as const;
  expect(reduce(page, 2).planes.map((plane) => [...plane.data])).toEqual([[15], [30], [45]]);
});

test('factor 1 changes nothing', () => {
  const page = { width: 2, height: 2, channels: 1, data: Uint8Array.of(1, 2, 3, 4) } as const;
  expect([...reduce(page, 1).planes[0]!.data]).toEqual([1, 2, 3, 4]);
});

test('twelve megapixels are brought under two by a whole factor', () => {
  expect(reductionFor(4000, 3000, 2_000_000)).toBe(3);
  expect(reductionFor(640, 480, 2_000_000)).toBe(1);
});

test('by threes, as by any factor, each pixel is the mean of its block', () => {
  const [width, height] = [10, 7];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 2654435761) >>> 13);
  const { planes } = reduce({ width, height, channels: 3, data }, 3);
  for (const [c, plane] of planes.entries())
    for (let y = 0; y < 3; y++)
      for (let x = 0; x < 4; x++) {
        const block: number[] = [];
        for (let v = 3 * y; v < Math.min(height, 3 * y + 3); v++)
          for (let u = 3 * x; u < Math.min(width, 3 * x + 3); u++) block.push(data[(v * width + u) * 3 + c]!);
        const mean = block.reduce((sum, value) => sum + value, 0) / block.length;
        expect(Math.abs(plane.data[y * 4 + x]! - mean)).toBeLessThanOrEqual(0.51);
      }
});
