// A page that is one sum: its digits stand above each other as the strokes of a letter do, so by themselves they may be
// likelier to be other symbols.
import { expect, test } from 'vitest';
import { relations } from '../../src/equations/finding/relations.js';
import { SYMBOL_VIEW_SIZE, VIEW_CHANNELS } from '../../src/equations/finding/symbol-view.js';
import { type EquationModels, findEquations } from '../../src/equations/read-equations.js';
import { asVerticalSum } from '../../src/equations/sums/vertical-sum.js';

const [WIDTH, HEIGHT] = [160, 220];
const alphabet = ['1', '-', '='];

/** Paper with upright strokes, and a rule below them. */
function page(uprights: readonly (readonly [x: number, y: number])[], rule?: number) {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(235);
  const bar = (x: number, y: number, w: number, h: number): void => {
    for (let v = y; v < y + h; v++) data.fill(30, v * WIDTH + x, v * WIDTH + x + w);
  };
  for (const [x, y] of uprights) bar(x, y, 4, 34);
  if (rule !== undefined) bar(50, rule, 56, 4);
  return { width: WIDTH, height: HEIGHT, channels: 1 as const, data };
}

/** Models to which two strokes are an equals sign, surer than each of them is a 1; all relations are as likely. */
const models = (ofTwo: number): EquationModels => ({
  symbols: {
    alphabet,
    judge(views, count) {
      const out = new Float32Array(count * (alphabet.length + 1));
      for (let k = 0; k < count; k++) {
        const shape = (row: number, column: number): boolean =>
          views[k * SYMBOL_VIEW_SIZE + (row * 28 + column) * VIEW_CHANNELS]! > 100;
        const lines = Array.from({ length: 28 }, (_, n) => n);
        const rows = lines.map((row) => lines.some((column) => shape(row, column)));
        const columns = lines.map((column) => lines.some((row) => shape(row, column)));
        const parts = rows.filter((inked, row) => inked && !rows[row - 1]).length;
        const [high, wide] = [rows.filter(Boolean).length, columns.filter(Boolean).length];
        out.set(parts > 1 ? [0, 0, ofTwo, 1 - ofTwo] : high > wide ? [0.7, 0, 0, 0.3] : [0, 0.9, 0, 0.1], k * 4);
      }
      return out;
    },
    features: () => new Float32Array(),
  },
  relations: { relate: (_, count) => new Float32Array(count * relations.length).fill(1 / relations.length) },
  context: { alphabet, expect: (_, count) => new Float32Array(count * alphabet.length).fill(1 / alphabet.length) },
  close() {},
});

const sum = page(
  [10, 56, 120].flatMap((y) => [60, 86].map((x) => [x, y] as const)),
  103,
);

test('numbers above each other with a rule and a total are one sum, though pairs of strokes are likelier', () => {
  const [found, ...more] = findEquations(sum, models(0.8));
  expect(more).toEqual([]);
  const symbols = found!.expression.symbols;
  expect(symbols.map(({ label }) => label).sort()).toEqual(['-', '1', '1', '1', '1', '1', '1']);
  expect(asVerticalSum(symbols)).toBeDefined();
  expect(found!.expression.row).toHaveLength(7);
});

test('strokes in one row are no sum', () => {
  const found = findEquations(page([20, 60, 100].map((x) => [x, 80])), models(0.8));
  const symbols = found.flatMap(({ expression }) => expression.symbols);
  expect(symbols.map(({ label }) => label)).toEqual(['1', '1', '1']);
  expect(asVerticalSum(symbols)).toBeUndefined();
});
