// Brackets and their partners: which of them have one, in the order in which an expression is read, and whether both
// stand in one row.
import type { Laid, Relation } from './relations.js';

/** Opening brackets with their partners. */
export const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['\\{', '\\}'],
]);

/** Closing brackets with their partners. */
export const CLOSING: ReadonlyMap<string, string> = new Map([...PARTNERS].map(([open, close]) => [close, open]));

/** Whether a label is a bracket's, opening or closing. */
export const isBracket = (label: string): boolean => PARTNERS.has(label) || CLOSING.has(label);

/** Symbols in the order of their LaTeX. */
export function readingOrder({ parents, relations }: Laid): number[] {
  const hanging = new Map<string, number>();
  for (const [k, parent] of parents.entries()) if (parent >= 0) hanging.set(`${parent} ${relations[k]}`, k);
  const at = (symbol: number, how: Relation): number | undefined => hanging.get(`${symbol} ${how}`);
  const out: number[] = [];
  const visit = (symbol: number | undefined): void => {
    for (let k = symbol; k !== undefined; k = at(k, 'right')) {
      out.push(k);
      for (const way of ['above', 'below', 'inside', 'sub', 'super'] as const) visit(at(k, way));
    }
  };
  for (const [k, parent] of parents.entries()) if (parent < 0) visit(k);
  return out;
}

/** Brackets by places in a list of labels: those that have a partner with it, and those that have none. */
export function pairedBrackets(labels: readonly string[]): { pairs: (readonly [number, number])[]; alone: number[] } {
  const open: number[] = [];
  const alone: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  for (const [k, label] of labels.entries()) {
    if (PARTNERS.has(label)) open.push(k);
    const wanted = CLOSING.get(label);
    if (wanted === undefined) continue;
    const last = open.findLastIndex((n) => labels[n] === wanted);
    if (last < 0) {
      alone.push(k);
      continue;
    }
    const [partner, ...between] = open.splice(last);
    pairs.push([partner!, k]);
    alone.push(...between);
  }
  return { pairs, alone: [...alone, ...open] };
}

/**
 * The symbols one of whose edges must go where a bracket closes in another row than it opens in: it, and the first of
 * each of the rows; none where all brackets are well.
 */
export function brokenBrackets(labels: readonly string[], laid: Laid): number[] {
  if (!labels.some((label) => CLOSING.has(label))) return [];
  const order = readingOrder(laid);
  const firstOfRow = (symbol: number): number => {
    let k = symbol;
    while (laid.parents[k]! >= 0 && laid.relations[k] === 'right') k = laid.parents[k]!;
    return k;
  };
  for (const [open, close] of pairedBrackets(order.map((k) => labels[k]!)).pairs) {
    const [from, to] = [order[open]!, order[close]!];
    const [first, other] = [firstOfRow(from), firstOfRow(to)];
    if (first !== other) return [to, other, first].filter((k) => laid.parents[k]! >= 0);
  }
  return [];
}
