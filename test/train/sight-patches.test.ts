// What models that look at pages learn from: drawn documents with what is true of each pixel, or of each cell.
import { expect, test } from 'vitest';
import { random } from '../../src/engine/random.js';
import { SYMBOL_CELL, symbolClasses } from '../../src/model/sight/symbol-model.js';
import { drawDocument } from '../../src/train/draw/documents/draw-document.js';
import { pixelClass, SIGN, unsure } from '../../src/train/draw/documents/drawn-document.js';
import { cellLabels, pagePatches, symbolPatches } from '../../src/train/sight-patches.js';
import { material } from './draw/documents/material.js';

const SIDE = 128;
const place = (label: string): number => (symbolClasses as readonly string[]).indexOf(label);

test('the same seed gives the same patches, another one others', () => {
  for (const patchesOf of [pagePatches, symbolPatches]) {
    const first = patchesOf(material, 3, 2, SIDE);
    expect(patchesOf(material, 3, 2, SIDE)).toEqual(first);
    expect(patchesOf(material, 4, 2, SIDE).pictures).not.toEqual(first.pictures);
  }
  expect(pagePatches(material, 3, 2, SIDE).labels).toHaveLength(2 * SIDE ** 2);
  expect(symbolPatches(material, 3, 2, SIDE).labels).toHaveLength(2 * (SIDE / SYMBOL_CELL) ** 2);
});

test('a drawn document knows the symbol of each pixel of its numbers', () => {
  const drawn = drawDocument(random(5), material, { width: 400, height: 300, kind: 'lines' });
  const written = drawn.numbers.map(({ text }) => text).join('');
  const symbols = new Set<number>();
  for (const [at, label] of drawn.labels.entries()) {
    if (label !== pixelClass.number) continue;
    expect(drawn.symbols[at]).toBeGreaterThan(0);
    symbols.add(drawn.symbols[at]!);
  }
  for (const digit of new Set(written.match(/\d/g))) expect(symbols).toContain(1 + Number(digit));
});

/** One cell with these pixels, the others paper. */
function cellOf(pixels: readonly (readonly [label: number, symbol?: number])[]): number | undefined {
  const labels = new Uint8Array(SYMBOL_CELL ** 2);
  const symbols = new Uint8Array(SYMBOL_CELL ** 2);
  for (const [k, [label, symbol = 0]] of pixels.entries()) {
    labels[k] = label;
    symbols[k] = symbol;
  }
  return cellLabels({ width: SYMBOL_CELL, height: SYMBOL_CELL, labels, symbols })[0];
}

test('a cell is what most of its ink is: numbers before words, words before rules', () => {
  const { number, writing, print, rule, cell } = pixelClass;
  expect(cellOf([])).toBe(place('paper'));
  expect(cellOf([[cell], [cell]])).toBe(place('paper'));
  expect(cellOf([[number, 8], [number, 8], [number, 3], [rule], [rule], [rule]])).toBe(place('7'));
  expect(
    cellOf([
      [number, SIGN],
      [number, SIGN],
      [number, SIGN],
      [number, 3],
      [number, 3],
    ]),
  ).toBe(place('sign'));
  expect(cellOf([[number, 8], [rule], [rule], [rule]])).toBe(unsure);
  expect(cellOf([[print], [print], [writing], [rule], [rule], [rule]])).toBe(place('print'));
  expect(cellOf([[rule], [rule]])).toBe(place('rule'));
  expect(cellOf(Array.from({ length: 9 }, () => [unsure]))).toBe(unsure);
});
