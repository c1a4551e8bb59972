// Expressions for tests, written as nested arrays.
import type { EquationSymbol, Expression, Row, Term } from '../../src/equations/expression.js';

/** A label, or a label or structure with what belongs to it. */
export type Written =
  | string
  | {
      readonly of?: string;
      readonly over?: readonly Written[];
      readonly under?: readonly Written[];
      readonly root?: readonly Written[];
      readonly degree?: readonly Written[];
      readonly above?: readonly Written[];
      readonly below?: readonly Written[];
      readonly super?: readonly Written[];
      readonly sub?: readonly Written[];
    };

/** An expression of what is written; strings of several plain characters are a symbol each. */
export function expressionOf(...written: readonly Written[]): Expression {
  const symbols: EquationSymbol[] = [];
  const symbol = (label: string): number => {
    const box = { x: 20 * symbols.length, y: 0, w: 16, h: 24 };
    symbols.push({ label, confidence: 0.99, box, alternatives: [] });
    return symbols.length - 1;
  };
  const row = (parts: readonly Written[]): Row =>
    parts.flatMap((part) => {
      if (typeof part !== 'string') return [term(part)];
      const labels = part.match(/\\[A-Za-z]+|\\.|[^\s\\]/g) ?? [];
      return labels.map((label): Term => ({ kind: 'symbol', symbol: symbol(label) }));
    });
  const term = (part: Exclude<Written, string>): Term => {
    const scripts = () => ({
      ...(part.super && { super: row(part.super) }),
      ...(part.sub && { sub: row(part.sub) }),
    });
    if (part.over || part.under)
      return {
        kind: 'fraction',
        bar: symbol('-'),
        numerator: row(part.over ?? []),
        denominator: row(part.under ?? []),
        ...scripts(),
      };
    if (part.root)
      return {
        kind: 'root',
        sign: symbol('\\sqrt'),
        inside: row(part.root),
        ...(part.degree && { degree: row(part.degree) }),
        ...scripts(),
      };
    return {
      kind: 'symbol',
      symbol: symbol(part.of ?? 'x'),
      ...(part.above && { above: row(part.above) }),
      ...(part.below && { below: row(part.below) }),
      ...scripts(),
    };
  };
  const outermost = row(written);
  return { symbols, row: outermost };
}
