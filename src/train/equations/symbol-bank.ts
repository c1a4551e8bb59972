// Written symbols to compose new expressions of: those of real expressions, and digits.
import type { Random } from '../../engine/random.js';
import { pick } from '../draw/pen.js';
import { boxOfStrokes, type InkExpression, type InkSymbol } from './crohme.js';

/** A symbol by itself, made so large that its longer side is 1, its box's corner at 0. */
export interface BankSymbol extends InkSymbol {
  /** Width, at most 1. */
  readonly w: number;
  /** Height, at most 1. */
  readonly h: number;
}

/** Symbols by label. */
export interface SymbolBank {
  /** One of a label, by anybody. @throws RangeError where nobody has written it. */
  any(label: string, random: Random): BankSymbol;
  /** Whether there is one of this label. */
  has(label: string): boolean;
}

/** A bank of the symbols of expressions, and of others. */
export function symbolBank(expressions: readonly InkExpression[], others: readonly InkSymbol[]): SymbolBank {
  const byLabel = new Map<string, BankSymbol[]>();
  for (const symbol of [...expressions.flatMap(({ symbols }) => symbols), ...others]) {
    const known = byLabel.get(symbol.label) ?? [];
    known.push(unitSized(symbol));
    byLabel.set(symbol.label, known);
  }
  return {
    any(label, random) {
      const known = byLabel.get(label);
      if (!known) throw new RangeError(`Nobody has written ${label}.`);
      return pick(random, known);
    },
    has: (label) => byLabel.has(label),
  };
}

function unitSized({ label, strokes }: InkSymbol): BankSymbol {
  const { x, y, w, h } = boxOfStrokes(strokes);
  const size = Math.max(w, h, 1e-6);
  return {
    label,
    strokes: strokes.map((points) => points.map((value, k) => (value - (k % 2 ? y : x)) / size)),
    w: w / size,
    h: h / size,
  };
}
