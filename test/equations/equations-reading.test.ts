// A page's equations in all their forms, sums among them.
import { expect, test } from 'vitest';
import { equationsReading, placedEquations } from '../../src/equations/equations-reading.js';
import type { FoundEquation } from '../../src/equations/expression.js';
import { union } from '../../src/geometry/box.js';
import { expressionOf } from './expressions.js';
import { foundEquation } from './found.js';
import { drawSum } from './sums/drawn-sums.js';

const size = { width: 600, height: 400 };

test('a sum is found in whatever pieces it comes', () => {
  const symbols = drawSum({ terms: [47, 25], total: 72, sign: '+' }, 9);
  const rows = [symbols.filter(({ box }) => box.y < 110), symbols.filter(({ box }) => box.y >= 110)];
  const found = rows.map(
    (own): FoundEquation => ({
      expression: { symbols: own, row: own.map((_, symbol) => ({ kind: 'symbol', symbol })) },
      confidence: 0.5,
      box: union(own.map(({ box }) => box)),
      others: [],
    }),
  );
  const other = foundEquation(expressionOf('1+1=2'), { x: 100, y: 320 });
  const { equations, latex, text } = equationsReading([...found, other], size);
  expect(text).toBe('47 + 25 = 72\n1 + 1 = 2');
  expect(latex).toBe('\\begin{array}{r}47\\\\+25\\\\\\hline 72\\end{array} \\\\ 1+1 = 2');
  expect(equations.map(({ holds }) => holds)).toEqual([true, true]);
  const [sum] = equations;
  expect(sum!.symbols).toHaveLength(symbols.length);
  for (const { label, latex: place } of sum!.symbols)
    if (label !== '-') expect(sum!.latex.slice(...place!)).toBe(label);
});

test('a page of another size has its boxes elsewhere', () => {
  const reading = equationsReading([foundEquation(expressionOf('1+1=2'), { x: 100, y: 20 })], size);
  const larger = placedEquations(reading, { width: 1200, height: 800 }, ({ x, y, w, h }) => ({
    x: 2 * x,
    y: 2 * y,
    w: 2 * w,
    h: 2 * h,
  }));
  expect(larger).toMatchObject({ width: 1200, height: 800, latex: '1+1 = 2' });
  expect(larger.equations[0]!.box.x).toBe(200);
  expect(larger.equations[0]!.symbols[0]!.box).toMatchObject({ x: 200, y: 40 });
});

test('a page without equations', () => {
  expect(equationsReading([], size)).toEqual({ ...size, latex: '', text: '', equations: [] });
});
