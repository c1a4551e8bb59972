// Rows and columns as they stand on the page: what stands above one another belongs to one column. The rows are the
// lines that reading has found; each is aligned with the columns so far, in order, by how much their extents overlap.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { type Wall, wallAt } from '../../strokes/walls.js';

/** A thing on the page that stands in a row. */
export interface Cell {
  /** Pixels of the page. */
  readonly box: Box;
  /** Its parts, first to last in reading order. */
  readonly glyphs: readonly { readonly box: Box }[];
}

/** Where a cell or column begins and ends along the lines of writing. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

interface Placed<T> extends Extent {
  readonly cell: T;
  readonly row: number;
  readonly ruled: Ruled;
}

/** How many of the rules that run down the whole table stand before something, at least and at most. */
interface Ruled {
  readonly least: number;
  readonly most: number;
}

interface Column<T> extends Extent {
  readonly cells: readonly Placed<T>[];
  readonly ruled: Ruled;
}

/**
 * Share of the writing's height that extents are widened by at either end: a 1 beside where a 0 stands is still below
 * it.
 */
const REACH = 0.15;

/** A cell stands below a column where they overlap by this share of the narrower extent. */
const BELOW = 0.25;

/** A rule parts columns where it runs down this share of the rows. */
const WHOLE = 0.8;

/** Two columns are one after all where they overlap by this share of the narrower. */
const SAME = 0.5;

/**
 * The cells of `rows`, each from first to last, as a table [row][column]; undefined where a row has nothing in a
 * column. Every row keeps its cells' order and never puts two into one column. Pages may lie askew or sideways.
 * @param down rules that run down the page: those that run down the whole table part columns
 */
export function tableOf<T extends Cell>(
  rows: readonly (readonly T[])[],
  down: readonly Wall[] = [],
): (T | undefined)[][] {
  const [dx, dy] = direction(rows);
  const reach = REACH * (median(rows.flat().map(({ box }) => box.w * dy * dy + box.h * dx * dx)) ?? 0);
  const walls = wholeWalls(rows, down);
  let columns: readonly Column<T>[] = [];
  for (const [row, cells] of rows.entries()) {
    const placed = cells.map(({ box }, i): Placed<T> => {
      const centre = (box.x + box.w / 2) * dx + (box.y + box.h / 2) * dy;
      const half = (box.w * dx * dx + box.h * dy * dy) / 2 + reach;
      return { from: centre - half, to: centre + half, cell: cells[i]!, row, ruled: ruledOf(box, walls) };
    });
    columns = joined(columns, placed);
  }
  columns = withoutSplit(columns);
  const table = rows.map(() => new Array<T | undefined>(columns.length).fill(undefined));
  for (const [c, column] of columns.entries()) for (const { cell, row } of column.cells) table[row]![c] = cell;
  return table;
}

/** Those of the walls that run down nearly all rows. */
function wholeWalls(rows: readonly (readonly Cell[])[], down: readonly Wall[]): Wall[] {
  return down.filter(
    (wall) => rows.filter((row) => row.some(({ box }) => reaches(wall, box))).length >= WHOLE * rows.length,
  );
}

/** Whether a wall runs past the rows of a box. */
const reaches = ({ top, bottom }: Wall, { y, h }: Box): boolean => top < y + h && bottom > y;

/** A rule may run through this share of a box at either end; one that runs through its middle does not tell. */
const OVER = 0.3;

function ruledOf({ x, y, w, h }: Box, walls: readonly Wall[]): Ruled {
  const at = walls.map((wall) => wallAt(wall, y + h / 2, Number.POSITIVE_INFINITY)!);
  return {
    least: at.filter((place) => place <= x + OVER * w).length,
    most: at.filter((place) => place < x + (1 - OVER) * w).length,
  };
}

const inSameRules = ({ ruled: a }: { readonly ruled: Ruled }, { ruled: b }: { readonly ruled: Ruled }): boolean =>
  Math.max(a.least, b.least) <= Math.min(a.most, b.most);

/** The unit vector that the lines run along, from their first glyphs to their last; to the right where none tells. */
function direction(rows: readonly (readonly Cell[])[]): readonly [number, number] {
  let [x, y] = [0, 0];
  for (const row of rows) {
    const glyphs = row.flatMap((cell) => cell.glyphs);
    const [first, last] = [glyphs[0]?.box, glyphs.at(-1)?.box];
    if (!first || !last) continue;
    x += last.x + last.w / 2 - first.x - first.w / 2;
    y += last.y + last.h / 2 - first.y - first.h / 2;
  }
  const length = Math.hypot(x, y);
  return length === 0 ? [1, 0] : [x / length, y / length];
}

/** The columns with a row's cells added: the alignment in order (Needleman–Wunsch) whose overlaps sum to most. */
function joined<T>(columns: readonly Column<T>[], row: readonly Placed<T>[]): Column<T>[] {
  const width = row.length + 1;
  const best = new Float64Array((columns.length + 1) * width); // [columns + 1, cells + 1], of those from there on
  for (let c = columns.length - 1; c >= 0; c--) {
    for (let r = row.length - 1; r >= 0; r--) {
      const score = likeness(columns[c]!, row[r]!);
      const both = score > 0 ? score + best[(c + 1) * width + r + 1]! : 0;
      best[c * width + r] = Math.max(both, best[(c + 1) * width + r]!, best[c * width + r + 1]!);
    }
  }
  const result: Column<T>[] = [];
  let [c, r] = [0, 0];
  while (c < columns.length || r < row.length) {
    const [column, cell] = [columns[c], row[r]];
    const here = best[c * width + r]!;
    if (cell === undefined) {
      result.push(column!);
      c++;
    } else if (column === undefined) {
      result.push(extended([cell]));
      r++;
    } else if (likeness(column, cell) > 0 && here === likeness(column, cell) + best[(c + 1) * width + r + 1]!) {
      result.push(extended([...column.cells, cell]));
      c++;
      r++;
    } else {
      const [skipColumn, skipCell] = [best[(c + 1) * width + r] === here, best[c * width + r + 1] === here];
      // Where neither is needed for the best, they stand side by side in the page's order.
      const columnFirst = skipColumn && (!skipCell || column.from + column.to <= cell.from + cell.to);
      result.push(columnFirst ? column : extended([cell]));
      if (columnFirst) c++;
      else r++;
    }
  }
  return result;
}

/** Neighbouring columns that never share a row and that later rows have bridged are one. */
function withoutSplit<T>(columns: readonly Column<T>[]): Column<T>[] {
  const result: Column<T>[] = [];
  for (const column of columns) {
    const last = result.at(-1);
    const rows = new Set(last?.cells.map((placed) => placed.row));
    const apart = last === undefined || column.cells.some((placed) => rows.has(placed.row));
    if (apart || !inSameRules(last, column) || ofNarrower(last, column) < SAME) result.push(column);
    else result[result.length - 1] = extended([...last.cells, ...column.cells]);
  }
  return result;
}

/**
 * How well a cell fits below a column (Dice's coefficient of their extents); 0 where it does not stand below it, or a
 * rule stands between them.
 */
function likeness<T>(column: Column<T>, cell: Placed<T>): number {
  if (!inSameRules(column, cell) || ofNarrower(column, cell) < BELOW) return 0;
  return (2 * common(column, cell)) / (column.to - column.from + cell.to - cell.from);
}

function ofNarrower(a: Extent, b: Extent): number {
  return common(a, b) / Math.min(a.to - a.from, b.to - b.from);
}

function common(a: Extent, b: Extent): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from);
}

function extended<T>(cells: readonly Placed<T>[]): Column<T> {
  const from = cells.reduce((least, cell) => Math.min(least, cell.from), Number.POSITIVE_INFINITY);
  const to = cells.reduce((most, cell) => Math.max(most, cell.to), Number.NEGATIVE_INFINITY);
  const least = Math.max(...cells.map(({ ruled }) => ruled.least));
  return { from, to, cells, ruled: { least, most: Math.min(...cells.map(({ ruled }) => ruled.most)) } };
}
