// Grids of tables: where their columns and rows begin, how they are ruled, and which of their cells stay empty.
import { type Area, cellAt, chance, range, rule, ruledBox, type Scene, whole } from '../scene.js';

export interface Grid {
  /** Where columns and rows begin, and where the last ends. */
  readonly xs: readonly number[];
  /** Like `xs`, from the top down, sheet pixels. */
  readonly ys: readonly number[];
}

/** The area between two neighbouring columns and rows; both are counted from 0. */
export const cell = ({ xs, ys }: Grid, row: number, column: number): Area => ({
  x: xs[column]!,
  y: ys[row]!,
  w: xs[column + 1]! - xs[column]!,
  h: ys[row + 1]! - ys[row]!,
});

/** Places on the page where a grid's columns and rows begin: a first column of labels, the others alike. */
export function gridOf(scene: Scene, first: number, column: number, row: number, header: number): Grid {
  const { page } = scene;
  const x0 = page.x + range(scene, 0, 0.06) * Math.min(page.w, 600);
  const y0 = page.y + range(scene, 0, 0.06) * Math.min(page.h, 600);
  const xs = [x0];
  // A piece of a page shall show more than the column of labels.
  if (first > 0) xs.push(x0 + Math.min(first, 0.55 * scene.on.width));
  while (xs.at(-1)! + column < page.x + page.w && xs.length < 40) xs.push(xs.at(-1)! + column);
  if (xs.length < 2) xs.push(page.x + page.w);
  const ys = [y0];
  if (header > 0) ys.push(y0 + header);
  while (ys.at(-1)! + row < page.y + page.h && ys.length < 60) ys.push(ys.at(-1)! + row);
  if (ys.length < 2) ys.push(page.y + page.h);
  return { xs, ys };
}

export type Ruling = 'full' | 'rows' | 'columns' | 'outside' | 'none';

/** Rules a grid; some lines are heavier, some doubled. */
export function ruleGrid(scene: Scene, { xs, ys }: Grid, ruling: Ruling, every = 0): void {
  const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!];
  if (ruling === 'none') return;
  const frame = chance(scene, 0.4) ? range(scene, 1, 2.5) : 1;
  const heavy = (k: number, last: number): number =>
    k === 0 || k === last ? frame : every > 0 && k % every === 0 ? 2.2 : 1;
  if (ruling === 'full' || ruling === 'rows')
    ys.forEach((y, k) => {
      rule(scene, left, y, right, y, heavy(k, ys.length - 1));
    });
  if (ruling === 'full' || ruling === 'columns')
    xs.forEach((x, k) => {
      rule(scene, x, top, x, bottom, heavy(k, xs.length - 1));
    });
  if (ruling === 'outside') ruledBox(scene, { x: left, y: top, w: right - left, h: bottom - top }, frame);
  if (chance(scene, 0.1) && xs.length > 2)
    rule(scene, xs[1]! + 3 * scene.ruler.width, top, xs[1]! + 3 * scene.ruler.width, bottom);
}

/** Tells that a grid's areas are cells. */
export function markCells(scene: Scene, grid: Grid): void {
  for (let row = 0; row < grid.ys.length - 1; row++)
    for (let column = 0; column < grid.xs.length - 1; column++) cellAt(scene, cell(grid, row, column));
}

/** Some cells side by side that are left empty, and struck out together: the rest of a row, of a column, or a block. */
export function unusedCells(
  scene: Scene,
  { xs, ys }: Grid,
): { readonly area: Area; readonly has: (row: number, column: number) => boolean } {
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  const [wide, high] = [whole(scene, 1, Math.min(4, columns)), whole(scene, 1, Math.min(5, rows))];
  const [left, top] = [whole(scene, 0, columns - wide), whole(scene, 0, rows - high)];
  return {
    area: { x: xs[left]!, y: ys[top]!, w: xs[left + wide]! - xs[left]!, h: ys[top + high]! - ys[top]! },
    has: (row, column) => row >= top && row < top + high && column >= left && column < left + wide,
  };
}
