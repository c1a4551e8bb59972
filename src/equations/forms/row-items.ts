// A row as a person takes it: digits that follow each other are one number.
import type { Expression, Row, Scripts, Term } from '../expression.js';
import { formOf, type SymbolForm } from './symbol-forms.js';

/** Digits that follow each other; what is attached to the last of them belongs to the number. */
export interface NumberItem {
  /** Tells items apart. */
  readonly kind: 'number';
  /** Its digits and points. */
  readonly text: string;
  /** Indices into the symbols of the expression. */
  readonly symbols: readonly number[];
  /** What is attached to it. */
  readonly scripts: Scripts;
}

/** A number, or a term that is none. */
export type RowItem = NumberItem | { readonly kind: 'term'; readonly term: Term };

/** The items of a row. `points` are the labels that may stand between two digits of a number. */
export function itemsOf(row: Row, expression: Expression, points: readonly string[]): RowItem[] {
  const items: RowItem[] = [];
  for (let k = 0; k < row.length; k++) {
    const first = row[k]!;
    if (!isDigit(first, expression)) {
      items.push({ kind: 'term', term: first });
      continue;
    }
    const parts = [first];
    while (!hasScripts(parts.at(-1)!)) {
      const [next, afterNext] = [row[k + 1], row[k + 2]];
      const isPoint =
        isPlain(next) && points.includes(labelOf(expression, next.symbol)) && isDigit(afterNext, expression);
      if (isPoint) {
        parts.push(next, afterNext!);
        k += 2;
      } else if (isDigit(next, expression)) {
        parts.push(next!);
        k++;
      } else break;
    }
    const symbols = parts.flatMap((part) => (part.kind === 'symbol' ? [part.symbol] : []));
    const { super: above, sub } = parts.at(-1)!;
    items.push({
      kind: 'number',
      text: symbols.map((symbol) => labelOf(expression, symbol)).join(''),
      symbols,
      scripts: { ...(above && { super: above }), ...(sub && { sub }) },
    });
  }
  return items;
}

/** The label of a symbol of the expression; empty where it has no such symbol. */
export const labelOf = ({ symbols }: Expression, symbol: number): string => symbols[symbol]?.label ?? '';

/** How a symbol of the expression is written. */
export const symbolForm = (expression: Expression, symbol: number): SymbolForm => formOf(labelOf(expression, symbol));

/** Whether anything is attached to a term. */
export const hasScripts = ({ super: above = [], sub = [] }: Scripts): boolean => above.length + sub.length > 0;

/** A symbol without scripts and limits. */
function isPlain(term: Term | undefined): term is Term & { kind: 'symbol' } {
  return term?.kind === 'symbol' && !hasScripts(term) && !hasLimits(term);
}

const hasLimits = (term: Term): boolean =>
  term.kind === 'symbol' && (term.above?.length ?? 0) + (term.below?.length ?? 0) > 0;

const isDigit = (term: Term | undefined, expression: Expression): boolean =>
  term?.kind === 'symbol' && !hasLimits(term) && symbolForm(expression, term.symbol).role === 'digit';
