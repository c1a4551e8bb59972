// Found equations for tests, laid out as a person would write them, and a page that shows their boxes.

import type { EquationSymbol, Expression, FoundEquation, Row, Term } from '../../src/equations/expression.js';
import type { Box } from '../../src/geometry/box.js';
import { union } from '../../src/geometry/box.js';

/** Changes of one symbol of an expression, by its index. */
export type SymbolChange = Partial<Omit<EquationSymbol, 'box'>>;

/** An expression as it would have been found, its upper left corner at x and y. */
export function foundEquation(
  { symbols, row }: Expression,
  { x, y }: { readonly x: number; readonly y: number },
  changes: Readonly<Record<number, SymbolChange>> = {},
): FoundEquation {
  const boxes = new Map<number, Box>();
  layRow(row, x, y, 40, symbols, boxes);
  const laid = symbols.map(
    (symbol, k): EquationSymbol => ({
      ...symbol,
      picture: new Uint8Array(784).fill(40 + k),
      ...changes[k],
      box: boxes.get(k) ?? symbol.box,
    }),
  );
  const confidence = laid.reduce((all, symbol) => all * symbol.confidence, 1);
  return { expression: { symbols: laid, row }, confidence, box: union(laid.map(({ box }) => box)), others: [] };
}

/** Lays a row out from x on, `size` high; gives the x behind it. */
function layRow(
  row: Row,
  x: number,
  y: number,
  size: number,
  symbols: readonly EquationSymbol[],
  boxes: Map<number, Box>,
): number {
  return row.reduce((at, term) => layTerm(term, at, y, size, symbols, boxes), x);
}

function layTerm(
  term: Term,
  x: number,
  y: number,
  size: number,
  symbols: readonly EquationSymbol[],
  boxes: Map<number, Box>,
): number {
  let end = x + 0.6 * size;
  const small = 0.6 * size;
  if (term.kind === 'fraction') {
    const above = layRow(term.numerator, x, y - 0.5 * size, small, symbols, boxes);
    end = Math.max(above, layRow(term.denominator, x, y + 0.9 * size, small, symbols, boxes), end);
    boxes.set(term.bar, { x, y: y + 0.5 * size, w: end - x - 0.1 * size, h: 3 });
  } else if (term.kind === 'root') {
    end = layRow(term.inside, end, y, size, symbols, boxes);
    boxes.set(term.sign, { x, y: y - 4, w: end - x, h: size + 4 });
  } else {
    const isFlat = symbols[term.symbol]?.label === '-';
    boxes.set(term.symbol, { x, y: isFlat ? y + 0.5 * size : y, w: 0.45 * size, h: isFlat ? 3 : size });
    if (term.above) end = Math.max(end, layRow(term.above, x, y - 0.7 * size, small, symbols, boxes));
    if (term.below) end = Math.max(end, layRow(term.below, x, y + 1.1 * size, small, symbols, boxes));
  }
  const above = term.super ? layRow(term.super, end, y - 0.3 * size, small, symbols, boxes) : end;
  return Math.max(above, term.sub ? layRow(term.sub, end, y + 0.7 * size, small, symbols, boxes) : end);
}
