// Vertical sums among what was found on a page. A sum is looked for around each long rule, whatever equations its
// symbols were taken for: numbers below each other are no expression that a tree of symbols could be.
import type { Box } from '../../geometry/box.js';
import type { EquationSymbol, FoundEquation } from '../expression.js';
import { digitSize, isDigitOfSum, isRule } from './sum-layout.js';
import { asPartOfSum, asVerticalSum, type VerticalSum } from './vertical-sum.js';

/** Set by eye, in heights of a digit. */
const AROUND = {
  /** Symbols of a sum stand beyond the ends of its rule by no more than this. */
  beside: 0.7,
  /** From one row to the next, and to the rule, no more paper than this. */
  apart: 1.1,
  /** The middles of the digits of the total differ by less. */
  row: 0.6,
} as const;

/** An equation of which so many symbols are of a sum is no other one. */
const CONSUMED = 0.5;

/** An equation, or a sum in the place of the first equation that it was taken for. */
export type SumOrEquation =
  | { readonly kind: 'equation'; readonly found: FoundEquation }
  | { readonly kind: 'sum'; readonly sum: VerticalSum };

/** A symbol and the equation that it was taken for. */
interface Owned {
  readonly symbol: EquationSymbol;
  readonly owner: number;
}

/** Finds the vertical sums among equations; what is of none stays as it is, all in the order of the page. */
export function withSums(equations: readonly FoundEquation[]): SumOrEquation[] {
  let left: Owned[] = equations.flatMap(({ expression }, owner) =>
    expression.symbols.map((symbol) => ({ symbol: asPartOfSum(symbol), owner })),
  );
  const sums = new Map<number, VerticalSum[]>();
  const taken = equations.map(() => 0);
  const size = digitSize(left.map(({ symbol }) => symbol));
  const rules = left.filter(({ symbol }) => isRule(symbol, size)).sort((a, b) => b.symbol.box.w - a.symbol.box.w);
  for (const rule of rules) {
    if (!left.includes(rule)) continue;
    const members = around(rule, left);
    const sum = asVerticalSum(members.map(({ symbol }) => symbol));
    if (!sum) continue;
    const first = Math.min(...members.map(({ owner }) => owner));
    sums.set(first, [...(sums.get(first) ?? []), sum]);
    for (const { owner } of members) taken[owner]!++;
    left = left.filter((each) => !members.includes(each));
  }
  return equations.flatMap((found, k): SumOrEquation[] => {
    const own = (sums.get(k) ?? []).map((sum): SumOrEquation => ({ kind: 'sum', sum }));
    const isConsumed = taken[k]! > 0 && taken[k]! >= CONSUMED * found.expression.symbols.length;
    return isConsumed ? own : [...own, { kind: 'equation', found }];
  });
}

/** The rule and what may be of its sum: the rows above it without a gap between them, and the row below it. */
function around(rule: Owned, all: readonly Owned[]): Owned[] {
  const { box } = rule.symbol;
  const level = middle(box);
  const across = ({ x, w }: Box, by: number) => x + w / 2 > box.x - by && x + w / 2 < box.x + box.w + by;
  const size = digitSize(all.filter(({ symbol }) => across(symbol.box, 0)).map(({ symbol }) => symbol));
  const near = all.filter((each) => each !== rule && across(each.symbol.box, AROUND.beside * size));
  const members = [rule];
  let top = box.y;
  const above = near.filter(({ symbol }) => middle(symbol.box) < level);
  for (const each of above.sort((a, b) => bottom(b.symbol.box) - bottom(a.symbol.box))) {
    if (top - bottom(each.symbol.box) > AROUND.apart * size) break;
    top = Math.min(top, each.symbol.box.y);
    members.push(each);
  }
  const below = near.filter(({ symbol }) => middle(symbol.box) >= level);
  const digits = below.filter(({ symbol }) => isDigitOfSum(symbol)).map(({ symbol }) => middle(symbol.box));
  const total = Math.min(...digits);
  if (total - level > (AROUND.apart + 1) * size) return members;
  return [...members, ...below.filter(({ symbol }) => Math.abs(middle(symbol.box) - total) < AROUND.row * size)];
}

const middle = ({ y, h }: Box): number => y + h / 2;
const bottom = ({ y, h }: Box): number => y + h;
