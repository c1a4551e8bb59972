import { expect, test } from 'vitest';
import type { PageImage } from '../../src/page/image.js';
import { isLightOnDark, negative, polarity } from '../../src/page/polarity.js';

/** A page of one tone with three strokes of another, and light that falls off to the right. */
function page(ground: number, stroke: number, channels: 1 | 3 = 1): PageImage {
  const [width, height] = [300, 200];
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const written = y > 60 && y < 120 && [80, 130, 200].some((at) => Math.abs(x - at) < 4);
      const light = 1 - (0.3 * x) / width;
      data.fill((written ? stroke : ground) * light, (y * width + x) * channels, (y * width + x + 1) * channels);
    }
  return { width, height, channels, data };
}

test('dark ink on light paper and chalk on a board are told apart, in grey and in colour', () => {
  for (const channels of [1, 3] as const) {
    expect(isLightOnDark(page(230, 60, channels))).toBe(false);
    expect(isLightOnDark(page(40, 200, channels))).toBe(true);
  }
});

test('a negative has the opposite polarity', () => {
  const paper = page(230, 60);
  expect(polarity(paper)).toBeLessThan(-0.9);
  expect(polarity(negative(paper))).toBeGreaterThan(0.9);
});

test('a page of one tone has no polarity', () => {
  expect(polarity(page(200, 200))).toBe(0);
});

test('light beside a page that was made level is not writing', () => {
  const level = page(150, 60);
  for (let y = 0; y < level.height; y++)
    for (let x = 0; x < level.width; x++) {
      const isBeside = y < 0.08 * x || x > level.width - 0.08 * y - 4;
      if (isBeside) level.data[y * level.width + x] = 221;
    }
  expect(polarity(level)).toBeLessThan(0);
});

test('a shadow that fades across a page is neither darker nor lighter writing', () => {
  const shaded = page(230, 60);
  for (let y = 0; y < shaded.height; y++)
    for (let x = 0; x < shaded.width; x++)
      shaded.data[y * shaded.width + x]! *= 1 - 0.6 / (1 + Math.exp((y - 100) / 20));
  expect(isLightOnDark(shaded)).toBe(false);
  expect(isLightOnDark(negative(shaded))).toBe(true);
});
