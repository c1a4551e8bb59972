// The tables of a page: its lines become rows, blocks of rows that stand clearly apart become tables of their own, and
// each is laid out in columns. Cells that rules show, and that hold nothing, are kept.
import { type Box, union } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { NO_WALLS, type Wall, type Walls, wallsBetween } from '../../strokes/walls.js';
import { joinedRows } from './rows.js';
import { type Cell, tableOf } from './table.js';

/** Rows and columns; undefined where a cell is empty. */
export type Grid<T> = (T | undefined)[][];

/** In heights of the page's numbers, unless it says otherwise. Set by eye. */
const LAYOUT = {
  /** A band that parts tables is empty over this height, and over so many times the usual gap between rows. */
  band: 2,
  bandOfUsual: 2.5,
  /** Where so many rules that run down end together, a grid ends. */
  gridSides: 2,
  /** A band from top to bottom that parts tables is so wide, and so many times as wide as the usual gap in a row. */
  aisle: 4,
  aisleOfUsual: 3,
  /** Tables side by side share at most this share of the rows of the one that has fewer. */
  sharedRows: 0.5,
  /** An empty column is so wide at least, an empty row so high; a narrower one is the inside of a double rule. */
  emptyWidth: 1.3,
  emptyHeight: 0.7,
  /** Of the rows that could tell of an empty column, this share must; so for empty rows. */
  agree: 0.6,
};

/**
 * The tables that `lines` of cells make, top to bottom. A page without anything has none.
 * @param lines each left to right, on a page that is level
 * @param walls the page's rules and boxes
 */
export function tablesOf<T extends Cell>(lines: readonly (readonly T[])[], walls: Walls = NO_WALLS): Grid<T>[] {
  const written = lines.filter((line) => line.length > 0);
  const rows = joinedRows(written, heightOf(written), walls.across);
  return blocksOf(rows, walls).map((block) => withRuled(tableOf(block, walls.down), walls));
}

const middle = ({ x, y, w, h }: Box): readonly [number, number] => [x + w / 2, y + h / 2];

/** The usual height of a glyph. */
function heightOf(rows: readonly (readonly Cell[])[]): number {
  return median(rows.flat().flatMap(({ glyphs }) => glyphs.map(({ box }) => box.h))) ?? 1;
}

/** The rows in blocks that stand clearly apart: above one another, then side by side. */
function blocksOf<T extends Cell>(rows: readonly (readonly T[])[], walls: Walls): (readonly (readonly T[])[])[] {
  return stacked(rows, walls).flatMap((block) => sideBySide(block, walls));
}

/**
 * Blocks above one another, whose columns differ: a wide empty band parts them, or the end of a ruled grid does, and no
 * rule runs on from one to the other.
 */
function stacked<T extends Cell>(rows: readonly (readonly T[])[], walls: Walls): (readonly (readonly T[])[])[] {
  const height = heightOf(rows);
  const boxes = rows.map((row) => union(row.map(({ box }) => box)));
  const gaps = boxes.slice(1).map(({ y }, k) => y - (boxes[k]!.y + boxes[k]!.h));
  const usual = Math.max(0, median(gaps) ?? 0);
  const columns = (block: readonly (readonly T[])[]): number => tableOf(block, walls.down)[0]?.length ?? 0;
  const blocks: (readonly (readonly T[])[])[] = [];
  let from = 0;
  for (const [k, gap] of gaps.entries()) {
    const [[, upper], [, lower]] = [middle(boxes[k]!), middle(boxes[k + 1]!)];
    const endsHere = ({ top, bottom }: Wall): boolean =>
      (top < upper && bottom > upper) !== (top < lower && bottom > lower);
    const gridEnds = walls.down.filter(endsHere).length >= LAYOUT.gridSides;
    if (!gridEnds && (gap < LAYOUT.band * height || gap < LAYOUT.bandOfUsual * usual)) continue;
    if (walls.down.some(({ top, bottom }) => top < upper && bottom > lower)) continue;
    const [above, below] = [rows.slice(from, k + 1), rows.slice(k + 1)];
    if (columns([...above, ...below]) <= Math.max(columns(above), columns(below))) continue;
    blocks.push(above);
    from = k + 1;
  }
  return [...blocks, rows.slice(from)].filter((block) => block.length > 0);
}

/** Blocks side by side: an empty aisle parts them from top to bottom, and their rows do not go on across it. */
function sideBySide<T extends Cell>(rows: readonly (readonly T[])[], walls: Walls): (readonly (readonly T[])[])[] {
  const height = heightOf(rows);
  const inRows = rows.flatMap((row) => row.slice(1).map(({ box }, k) => box.x - row[k]!.box.x - row[k]!.box.w));
  const least = Math.max(LAYOUT.aisle * height, LAYOUT.aisleOfUsual * (median(inRows) ?? 0));
  const boxes = rows.flat().map(({ box }) => box);
  let right = Number.POSITIVE_INFINITY;
  for (const box of [...boxes].sort((a, b) => a.x - b.x)) {
    if (box.x - right >= least) {
      const left = rows.map((row) => row.filter((cell) => cell.box.x < box.x)).filter((row) => row.length > 0);
      const rest = rows.map((row) => row.filter((cell) => cell.box.x >= box.x)).filter((row) => row.length > 0);
      const shared = left.length + rest.length - rows.length;
      const fewer = Math.min(left.length, rest.length);
      const bridged = walls.across.some((wall) => wall.top < right && wall.bottom > box.x);
      if (fewer > 1 && shared <= LAYOUT.sharedRows * fewer && !bridged) return [left, ...sideBySide(rest, walls)];
    }
    right = Math.max(right === Number.POSITIVE_INFINITY ? 0 : right, box.x + box.w);
  }
  return [rows];
}

/** A grid with the columns and rows between its own that only rules show. */
function withRuled<T extends Cell>(grid: Grid<T>, { down, across }: Walls): Grid<T> {
  const height = heightOf(grid.map((row) => row.filter((cell) => cell !== undefined)));
  const wide = down.length === 0 ? grid : withEmptyColumns(grid, down, LAYOUT.emptyWidth * height);
  // Lines alone, with nothing that runs down, are lines to write on.
  if (down.length === 0 || across.length === 0) return wide;
  const boxed = (cell: T | undefined): Cell | undefined =>
    cell && { box: exchanged(cell.box), glyphs: cell.glyphs.map(({ box }) => ({ box: exchanged(box) })) };
  const turned = transposed(wide).map((column) => column.map(boxed));
  const counts = emptyBetween(turned, across, LAYOUT.emptyHeight * height);
  return wide.flatMap((row, r) => [
    row,
    ...Array.from({ length: counts[r] ?? 0 }, () => new Array<T | undefined>(row.length).fill(undefined)),
  ]);
}

function withEmptyColumns<T extends Cell>(grid: Grid<T>, down: readonly Wall[], narrowest: number): Grid<T> {
  const counts = emptyBetween(grid, down, narrowest);
  return grid.map((row) =>
    row.flatMap((cell, c) => [cell, ...new Array<T | undefined>(counts[c] ?? 0).fill(undefined)]),
  );
}

/** How many ruled columns stand empty behind each column but the last, by what most rows say. */
function emptyBetween(
  grid: readonly (readonly (Cell | undefined)[])[],
  down: readonly Wall[],
  narrowest: number,
): number[] {
  return (grid[0] ?? []).slice(1).map((_, c) => {
    const counts = grid.flatMap((row) => {
      const [left, right] = [row[c], row[c + 1]];
      return left && right ? [emptyCells(down, left.box, right.box, narrowest)] : [];
    });
    counts.sort((a, b) => b - a);
    return counts[Math.ceil(LAYOUT.agree * counts.length) - 1] ?? 0;
  });
}

/** How many cells of at least this width lie between two boxes side by side. */
function emptyCells(down: readonly Wall[], left: Box, right: Box, narrowest: number): number {
  const y = (left.y + left.h / 2 + right.y + right.h / 2) / 2;
  const at = wallsBetween(down, left, right)
    .map(({ top, bottom, xs }) => xs[Math.floor(Math.min(Math.max(y, top), bottom - 1)) - top]!)
    .sort((a, b) => a - b);
  return at.slice(1).filter((x, k) => x - at[k]! >= narrowest).length;
}

const exchanged = ({ x, y, w, h }: Box): Box => ({ x: y, y: x, w: h, h: w });

function transposed<T>(grid: Grid<T>): Grid<T> {
  return (grid[0] ?? []).map((_, c) => grid.map((row) => row[c]));
}
