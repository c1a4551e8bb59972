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
