// Rows and columns as they stand on the page: what stands above one another belongs to one column. Rules that run down
// the whole table part columns. Elsewhere cells whose extents overlap, once the slant of the columns is taken off, are
// one column; where that would put two cells of a row into one, each row is aligned with the columns so far, in order,
// by how much their extents overlap.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Wall } from '../../strokes/walls.js';
import { withoutSlant } from './column-slant.js';
import { type RuledColumns, ruledColumns } from './ruled-columns.js';

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
}

interface Column<T> extends Extent {
  readonly cells: readonly Placed<T>[];
}

/**
 * Share of the writing's height that extents are widened by at either end: a 1 beside where a 0 stands is still below
 * it.
 */
const REACH = 0.15;

/** A cell stands below a column where they overlap by this share of the narrower extent. */
const BELOW = 0.25;

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
  const placed = placedCells(rows);
  const ruled = ruledColumns(rows, down);
  const columns =
    ruled === undefined
      ? columnsOf(placed)
      : partedBy(placed, ruled).flatMap(({ cells, open }) =>
          !open && hasRoom(cells) ? [extended(cells)] : columnsOf(cells),
        );
  const table = rows.map(() => new Array<T | undefined>(columns.length).fill(undefined));
  for (const [c, column] of columns.entries()) for (const { cell, row } of column.cells) table[row]![c] = cell;
  return table;
}

/** Where the cells stand along the lines of writing, once the slant of the columns is taken off; row by row. */
function placedCells<T extends Cell>(rows: readonly (readonly T[])[]): Placed<T>[] {
  const [dx, dy] = direction(rows);
  const reach = REACH * (median(rows.flat().map(({ box }) => box.w * dy * dy + box.h * dx * dx)) ?? 0);
  const cells = rows.flatMap((row, r) => row.map((cell) => ({ cell, row: r })));
  const straight = withoutSlant(
    cells.map(({ cell: { box } }) => {
      const [x, y] = [box.x + box.w / 2, box.y + box.h / 2];
      return { along: x * dx + y * dy, across: y * dx - x * dy, half: (box.w * dx * dx + box.h * dy * dy) / 2 + reach };
    }),
  );
  return cells.map((cell, k) => {
    const { half } = straight[k]!;
    return { ...cell, from: straight[k]!.along - half, to: straight[k]!.along + half };
  });
}

/** The columns that cells make by where they stand. */
function columnsOf<T>(cells: readonly Placed<T>[]): Column<T>[] {
  const groups: Placed<T>[][] = [];
  let to = Number.NEGATIVE_INFINITY;
  for (const cell of [...cells].sort((a, b) => a.from - b.from)) {
    if (cell.from < to) groups.at(-1)!.push(cell);
    else groups.push([cell]);
    to = Math.max(to, cell.to);
  }
  return groups.flatMap((group) => (hasRoom(group) ? [extended(group)] : alignedColumns(group)));
}

/** Whether no two of the cells stand in one row. */
const hasRoom = <T>(cells: readonly Placed<T>[]): boolean => new Set(cells.map(({ row }) => row)).size === cells.length;

/** The columns of cells that reach under one another's neighbours. */
function alignedColumns<T>(cells: readonly Placed<T>[]): Column<T>[] {
  const rows = new Map<number, Placed<T>[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  let columns: readonly Column<T>[] = [];
  for (const [, row] of [...rows].sort(([a], [b]) => a - b)) columns = joined(columns, row);
  return withoutSplit(columns);
}

/** Cells between two rules, or beyond the outermost of them, where the page is open to one side. */
interface Part<T> {
  readonly cells: readonly Placed<T>[];
  readonly open: boolean;
}

/** The cells between each two rules, left to right. */
function partedBy<T>(placed: readonly Placed<T>[], { rules, behind }: RuledColumns): Part<T>[] {
  const parts = new Map<number, Placed<T>[]>();
  for (const [k, index] of behind.flat().entries()) parts.set(index, [...(parts.get(index) ?? []), placed[k]!]);
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([index, cells]) => ({ cells, open: index === 0 || index === rules }));
}

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
    if (apart || ofNarrower(last, column) < SAME) result.push(column);
    else result[result.length - 1] = extended([...last.cells, ...column.cells]);
  }
  return result;
}

/** How well a cell fits below a column (Dice's coefficient of their extents); 0 where it does not stand below it. */
function likeness(column: Extent, cell: Extent): number {
  if (ofNarrower(column, cell) < BELOW) return 0;
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
  return { from, to, cells };
}
