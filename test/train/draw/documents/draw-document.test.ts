// Documents are the same for the same seed, their labels cover their ink, and their truth is where it says.
import { expect, test } from 'vitest';
import { random } from '../../../../src/engine/random.js';
import { drawDocument, layoutNames } from '../../../../src/train/draw/documents/draw-document.js';
import { pixelClass } from '../../../../src/train/draw/documents/drawn-document.js';
import { slice } from '../../../slice.js';
import { material } from './material.js';

const { number, paper, print, writing } = pixelClass;
const kinds = [...layoutNames.trained, ...layoutNames.heldOut];
const share = (labels: Uint8Array, kind: number) =>
  labels.reduce((sum, label) => sum + (label === kind ? 1 : 0), 0) / labels.length;

test('the same seed draws the same bytes, another seed others', () => {
  const draw = (seed: number) => drawDocument(random(seed), material, { width: 128, height: 96 });
  const [first, again, other] = [draw(3), draw(3), draw(4)];
  expect(again).toEqual(first);
  expect(other.grey).not.toEqual(first.grey);
  expect(first.grey.length).toBe(128 * 96);
});

test.each(kinds)('%s: numbers lie where their pixels are, and something is drawn', (kind) => {
  let inked = 0;
  for (let seed = 0; seed < slice(4, 2); seed++) {
    const { grey, labels, numbers, glyphSize } = drawDocument(random(seed), material, {
      width: 640,
      height: 640,
      kind,
    });
    expect(glyphSize).toBeGreaterThan(5);
    const low = grey.reduce((least, value) => Math.min(least, value), 255);
    const high = grey.reduce((most, value) => Math.max(most, value), 0);
    if (kind !== 'blank') expect(high - low).toBeGreaterThan(20);
    inked += 1 - share(labels, paper);
    for (const { text, box } of numbers) {
      expect(text).toMatch(/\d/);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.w <= 640 && box.y + box.h <= 640).toBe(true);
      let own = 0;
      for (let y = box.y; y < box.y + box.h; y++)
        for (let x = box.x; x < box.x + box.w; x++) if (labels[y * 640 + x] === number) own++;
      expect(own).toBeGreaterThan(4);
    }
  }
  if (kind !== 'blank') expect(inked).toBeGreaterThan(0.02);
});

test('pages of print and of words hold no number, and are of their class', () => {
  for (let seed = 0; seed < 6; seed++) {
    const printed = drawDocument(random(seed), material, { width: 256, height: 256, kind: 'printPage' });
    const words = drawDocument(random(seed), material, { width: 256, height: 256, kind: 'words' });
    expect(printed.numbers).toEqual([]);
    expect(share(printed.labels, number) + share(printed.labels, writing)).toBe(0);
    expect(share(words.labels, number) + share(words.labels, print)).toBe(0);
  }
});

test('digits differ from the paper around them', () => {
  // Of each number the mean of its pixels, against the mean of the plain paper in its box.
  let [seen, all] = [0, 0];
  for (let seed = 0; seed < slice(40, 15); seed++) {
    const { grey, labels, numbers } = drawDocument(random(seed), material, { width: 256, height: 256 });
    for (const { box } of numbers) {
      const sums = { ink: 0, inked: 0, paper: 0, papered: 0 };
      for (let y = box.y; y < box.y + box.h; y++) {
        for (let x = box.x; x < box.x + box.w; x++) {
          const at = y * 256 + x;
          if (labels[at] === number) {
            sums.ink += grey[at]!;
            sums.inked++;
          } else if (labels[at] === paper) {
            sums.paper += grey[at]!;
            sums.papered++;
          }
        }
      }
      if (sums.papered < 10) continue;
      all++;
      if (Math.abs(sums.ink / sums.inked - sums.paper / sums.papered) > 8) seen++;
    }
  }
  expect(all).toBeGreaterThan(slice(50, 20));
  expect(seen / all).toBeGreaterThan(0.95);
});

test('cells of tables know their row and column', () => {
  const { numbers } = drawDocument(random(1), material, { width: 700, height: 700, kind: 'table' });
  const placed = numbers.filter(({ row, column, table }) => row !== undefined && column !== undefined && table === 0);
  expect(placed.length).toBe(numbers.length);
  expect(new Set(placed.map(({ row, column }) => `${row} ${column}`)).size).toBe(placed.length);
});

test('what is held out is never drawn in training, nor the other way round', () => {
  expect(layoutNames.trained.filter((name) => layoutNames.heldOut.includes(name))).toEqual([]);
  for (let seed = 0; seed < 60; seed++) {
    const small = { width: 32, height: 32 };
    expect(layoutNames.trained).toContain(drawDocument(random(seed), material, small).kind);
    expect(layoutNames.heldOut).toContain(drawDocument(random(seed), material, { ...small, heldOut: true }).kind);
  }
});

test('a layout of no known name is refused', () => {
  expect(() => drawDocument(random(1), material, { width: 32, height: 32, kind: 'none' })).toThrow('no layout');
});
