import { expect, test } from 'vitest';
import { dimmer, smaller } from '../../../src/numbers/looks/retakes.js';
import type { PageImage } from '../../../src/page/image.js';

const page = (width: number, height: number, at: (x: number, y: number) => number): PageImage => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
});

test('a smaller page has its boxes where they were', () => {
  const { page: taken, onPage } = smaller(page(200, 100, () => 255));
  expect([taken.width, taken.height]).toEqual([170, 85]);
  expect(onPage({ x: 17, y: 34, w: 85, h: 17 })).toEqual({ x: 20, y: 40, w: 100, h: 20 });
});

test('a dimmer page has less light, in each channel, and softer edges', () => {
  // [4, 4]: white, but for a black column
  const { page: taken, onPage } = dimmer(page(4, 4, (x) => (x === 2 ? 0 : 200)));
  expect([...taken.data.subarray(4, 8)]).toEqual([144, 108, 72, 108]);
  expect(onPage({ x: 1, y: 1, w: 2, h: 2 })).toEqual({ x: 1, y: 1, w: 2, h: 2 });

  const colour = { width: 2, height: 1, channels: 3, data: Uint8Array.of(200, 100, 0, 200, 100, 0) } as const;
  expect([...dimmer(colour).page.data]).toEqual([144, 72, 0, 144, 72, 0]);
});

test('retakes of a photo of many megapixels are little larger than reading needs', () => {
  const photo = page(4000, 3000, () => 200);
  for (const retake of [smaller, dimmer]) {
    const { page: taken, onPage } = retake(photo);
    expect(taken.width * taken.height).toBeLessThanOrEqual(3e6);
    expect(taken.width * taken.height).toBeGreaterThan(2e6);
    const { x, w } = onPage({ x: taken.width / 2, y: 0, w: taken.width / 2, h: 10 });
    expect(x).toBeCloseTo(2000, -1);
    expect(x + w).toBeCloseTo(4000, -1);
  }
});
