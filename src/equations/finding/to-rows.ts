// A layout tree → rows of terms: what hangs to the right of a symbol stands on its row, what hangs above a bar that has
// something below it is a numerator.
import type { Row, Term } from '../expression.js';
import type { LayoutTree } from './layout-tree.js';
import type { Relation } from './relations.js';

/** A label whose symbol holds what hangs inside it. */
const ROOT = '\\sqrt';

/** A label that is a fraction's bar where something stands above and below. */
const BAR = '-';

/** The rows of a tree, one for each symbol that begins an expression, each with the places of its symbols. */
export function toRows(labels: readonly string[], { parents, relations }: LayoutTree): { first: number; row: Row }[] {
  const hanging = new Map<string, number>();
  for (const [k, parent] of parents.entries()) if (parent >= 0) hanging.set(`${parent} ${relations[k]}`, k);
  const at = (symbol: number, relation: Relation): number | undefined => hanging.get(`${symbol} ${relation}`);
  const rowFrom = (first: number | undefined): Row => {
    const row: Term[] = [];
    for (let symbol = first; symbol !== undefined; symbol = at(symbol, 'right')) row.push(termOf(symbol));
    return row;
  };
  const termOf = (symbol: number): Term => {
    const [above, below] = [at(symbol, 'above'), at(symbol, 'below')];
    const [up, down] = [at(symbol, 'super'), at(symbol, 'sub')];
    const scripts = {
      ...(up !== undefined && { super: rowFrom(up) }),
      ...(down !== undefined && { sub: rowFrom(down) }),
    };
    if (labels[symbol] === BAR && (above !== undefined || below !== undefined))
      return { kind: 'fraction', bar: symbol, numerator: rowFrom(above), denominator: rowFrom(below), ...scripts };
    if (labels[symbol] === ROOT)
      return {
        kind: 'root',
        sign: symbol,
        inside: rowFrom(at(symbol, 'inside')),
        ...(above !== undefined && { degree: rowFrom(above) }),
        ...scripts,
      };
    return {
      kind: 'symbol',
      symbol,
      ...(above !== undefined && { above: rowFrom(above) }),
      ...(below !== undefined && { below: rowFrom(below) }),
      ...scripts,
    };
  };
  return [...parents.keys()].filter((k) => parents[k]! < 0).map((first) => ({ first, row: rowFrom(first) }));
}

/** The symbols of a row and of all that belongs to it. */
export function symbolsOfRow(row: Row): number[] {
  return row.flatMap((term) => {
    const parts = partsOf(term).flatMap((part) => (part ? symbolsOfRow(part) : []));
    return [term.kind === 'fraction' ? term.bar : term.kind === 'root' ? term.sign : term.symbol, ...parts];
  });
}

/** The rows that belong to a term. */
function partsOf(term: Term): (Row | undefined)[] {
  const scripts = [term.super, term.sub];
  if (term.kind === 'fraction') return [term.numerator, term.denominator, ...scripts];
  return term.kind === 'root' ? [term.inside, term.degree, ...scripts] : [term.above, term.below, ...scripts];
}
