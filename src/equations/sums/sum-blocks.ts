// What stands close below each other may be a vertical sum, in whatever pieces it was found.
import { union } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { FoundEquation } from '../expression.js';
import { asVerticalSum, type VerticalSum } from './vertical-sum.js';

/** Equations of one block stand no further apart than so many heights of their symbols, and share this much width. */
const BLOCK = { apart: 1.5, shared: 0.3 } as const;

/** An equation, or a sum and all that it was found as. */
export type SumOrEquation =
  | { readonly kind: 'equation'; readonly found: FoundEquation }
  | { readonly kind: 'sum'; readonly sum: VerticalSum; readonly found: readonly FoundEquation[] };

/** Finds the vertical sums among equations; what is of none stays as it is, all in the order of the page. */
export function withSums(equations: readonly FoundEquation[]): SumOrEquation[] {
  return blocksOf(equations).flatMap((block): SumOrEquation[] => {
    const sum = asVerticalSum(block.flatMap(({ expression }) => expression.symbols));
    if (sum) return [{ kind: 'sum', sum, found: block }];
    return block.map((found): SumOrEquation => {
      const own = block.length > 1 ? asVerticalSum(found.expression.symbols) : undefined;
      return own ? { kind: 'sum', sum: own, found: [found] } : { kind: 'equation', found };
    });
  });
}

function blocksOf(equations: readonly FoundEquation[]): FoundEquation[][] {
  const blocks: FoundEquation[][] = [];
  for (const next of equations) {
    const block = blocks.at(-1);
    if (block && isBelow(block, next)) block.push(next);
    else blocks.push([next]);
  }
  return blocks;
}

function isBelow(block: readonly FoundEquation[], next: FoundEquation): boolean {
  const above = union(block.map(({ box }) => box));
  const { box, expression } = next;
  const symbols = [...block.flatMap((each) => each.expression.symbols), ...expression.symbols];
  const size = median(symbols.map((symbol) => symbol.box.h)) ?? 0;
  const shared = Math.min(above.x + above.w, box.x + box.w) - Math.max(above.x, box.x);
  return box.y - above.y - above.h <= BLOCK.apart * size && shared >= BLOCK.shared * Math.min(above.w, box.w);
}
