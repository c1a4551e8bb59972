// Which cells stand between the same two rules, where rules run down a whole table. Hands are careless: a number that
// sticks out into the next cell belongs where its row has room for it.
import type { Box } from '../../geometry/box.js';
import { type Wall, wallAt } from '../../strokes/walls.js';

/** Set by eye. */
const RULED = {
  /** A rule parts columns where it runs down this share of the rows. */
  whole: 0.8,
  /** Between two rules stands one number a row where that is so in this share of its rows. */
  single: 0.6,
  /** Two numbers in such a cell are as unlikely as a number that lies so far outside of its own, in its widths. */
  shared: 1,
};

/** Where the cells of a table stand among its rules. */
export interface RuledColumns {
  /** How many rules run down the whole table. */
  readonly rules: number;
  /** [row][cell]: behind how many of them it stands. */
  readonly behind: readonly (readonly number[])[];
}

/** Where the cells of `rows` stand among those of the walls that run down them all; undefined where none does. */
export function ruledColumns(
  rows: readonly (readonly { readonly box: Box }[])[],
  down: readonly Wall[],
): RuledColumns | undefined {
  const walls = down.filter(
    ({ top, bottom }) =>
      rows.filter((row) => row.some(({ box }) => top < box.y + box.h && bottom > box.y)).length >=
      RULED.whole * rows.length,
  );
  if (walls.length === 0) return undefined;
  const placed = rows.map((row) =>
    row.map(({ box: { x, y, w, h } }): Placed => {
      const at = walls.map((wall) => wallAt(wall, y + h / 2, Number.POSITIVE_INFINITY)!).sort((a, b) => a - b);
      return { middle: x + w / 2, width: w, at };
    }),
  );
  const single = Array.from({ length: walls.length + 1 }, (_, index) => isSingle(placed, index));
  return { rules: walls.length, behind: placed.map((row) => likeliest(row, single)) };
}

/** A cell, and where the rules stand at its height, left to right. */
interface Placed {
  readonly middle: number;
  readonly width: number;
  readonly at: readonly number[];
}

const behindOf = ({ middle, at }: Placed): number => at.filter((wall) => wall <= middle).length;

/** Whether the column behind so many rules holds one number a row. */
function isSingle(rows: readonly (readonly Placed[])[], index: number): boolean {
  const counts = rows.map((row) => row.filter((cell) => behindOf(cell) === index).length).filter((count) => count > 0);
  return counts.filter((count) => count === 1).length >= RULED.single * counts.length;
}

/** The likeliest columns of a row's cells, in order: near to where they stand, and no two in one that is single. */
function likeliest(row: readonly Placed[], single: readonly boolean[]): number[] {
  const costs: number[][] = []; // [cell, column], of the cells up to there
  const before: number[][] = [];
  for (const [k, cell] of row.entries()) {
    const last = costs[k - 1];
    costs.push([]);
    before.push([]);
    for (let index = 0; index < single.length; index++) {
      let [least, from] = [k === 0 ? 0 : Number.POSITIVE_INFINITY, 0];
      for (let other = 0; last && other <= index; other++) {
        const cost = last[other]! + (other === index && single[index] ? RULED.shared : 0);
        if (cost < least) [least, from] = [cost, other];
      }
      costs[k]!.push(least + outside(cell, index));
      before[k]!.push(from);
    }
  }
  const result: number[] = [];
  const end = costs.at(-1) ?? [];
  let index = end.indexOf(Math.min(...end));
  for (let k = row.length - 1; k >= 0; k--) {
    result.unshift(index);
    index = before[k]![index]!;
  }
  return result;
}

/** How far the middle of a cell lies outside of a column, in the cell's widths. */
function outside({ middle, width, at }: Placed, index: number): number {
  const [left, right] = [at[index - 1] ?? Number.NEGATIVE_INFINITY, at[index] ?? Number.POSITIVE_INFINITY];
  return Math.max(0, left - middle, middle - right) / Math.max(1, width);
}
