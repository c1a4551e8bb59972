// Lines that are parts of one row are put together: wide gaps between cells, and pages that lean or bend, part them
// where lines are followed from digit to digit. What the rows around do tells how a row goes on over a gap; where rules
// run across the page, cells between the same two are one row.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { standsBetween, type Wall, wallAt } from '../../strokes/walls.js';

/** A thing that stands in a row. */
interface Standing {
  readonly box: Box;
}

/** Set by eye. */
const ROWS = {
  /** In heights: parts of one row lie no further apart than this, up or down, once the slope around is taken off. */
  apart: 0.45,
  /** No row is steeper than this, pixels down for each to the right. */
  steepest: 0.4,
  /** So many neighbours tell how rows run at a place. */
  neighbours: 14,
  /** Rules part rows where they run across this share of what stands on the page. */
  whole: 0.8,
};

/**
 * The rows that `lines` make, top to bottom, each left to right.
 * @param height of the writing, pixels
 * @param across rules that run across the page
 */
export function joinedRows<T extends Standing>(
  lines: readonly (readonly T[])[],
  height: number,
  across: readonly Wall[],
): T[][] {
  const slope = slopesOf(lines);
  const ruled = ruledRows(lines, across);
  const page = { slope, ruled, across };
  const rows = new Set(lines.map((line) => [...line]));
  const pairsOf = (row: T[], others: Iterable<T[]>): Pair<T>[] =>
    [...others].flatMap((other) => {
      const off = other === row ? Number.POSITIVE_INFINITY : apart(row, other, page);
      return off < ROWS.apart * height ? [{ row, other, off }] : [];
    });
  let pairs = [...rows].flatMap((row, k) => pairsOf(row, [...rows].slice(k + 1)));
  while (pairs.length > 0) {
    const { row, other } = pairs.reduce((least, pair) => (pair.off < least.off ? pair : least));
    const both = [...row, ...other].sort((one, next) => one.box.x - next.box.x);
    rows.delete(row);
    rows.delete(other);
    const left = pairs.filter((pair) => rows.has(pair.row) && rows.has(pair.other));
    pairs = [...left, ...pairsOf(both, rows)];
    rows.add(both);
  }
  const centre = median(lines.flat().map(({ box }) => middle(box)[0])) ?? 0;
  const level = (row: readonly T[]): number => {
    const [xs, ys] = [row.map(({ box }) => middle(box)[0]), row.map(({ box }) => middle(box)[1])];
    const [x, y] = [mean(xs), mean(ys)];
    return y - slope(x, y) * (x - centre);
  };
  return [...rows].sort((a, b) => level(a) - level(b));
}

/** Two rows that may be one, and how far apart they lie, pixels. */
interface Pair<T> {
  readonly row: T[];
  readonly other: T[];
  readonly off: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const middle = ({ x, y, w, h }: Box): readonly [number, number] => [x + w / 2, y + h / 2];

/** How far a row sinks with each pixel to the right, near a place. */
type Slope = (x: number, y: number) => number;

/** What the page tells of its rows. */
interface Page {
  readonly slope: Slope;
  readonly ruled: (box: Box) => number | undefined;
  readonly across: readonly Wall[];
}

/** The slope between neighbours in lines, by the median of those nearest to a place. */
function slopesOf(lines: readonly (readonly Standing[])[]): Slope {
  const pairs = lines.flatMap((line) =>
    line.slice(1).map(({ box }, k) => {
      const [[x, y], [u, v]] = [middle(line[k]!.box), middle(box)];
      return { x: (x + u) / 2, y: (y + v) / 2, slope: (v - y) / Math.max(1, u - x) };
    }),
  );
  const known = new Map<string, number>();
  return (x, y) => {
    const key = `${Math.round(x / 16)},${Math.round(y / 16)}`;
    const slope =
      known.get(key) ??
      median(
        [...pairs]
          .sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))
          .slice(0, ROWS.neighbours)
          .map((pair) => pair.slope),
      ) ??
      0;
    known.set(key, slope);
    return slope;
  };
}

/** Behind how many rules a box stands that run across all that stands on the page; undefined where none does. */
function ruledRows(lines: readonly (readonly Standing[])[], across: readonly Wall[]): (box: Box) => number | undefined {
  const boxes = lines.flat().map(({ box }) => box);
  const walls = across.filter(
    ({ top, bottom }) => boxes.filter(({ x, w }) => top < x + w && bottom > x).length >= ROWS.whole * boxes.length,
  );
  if (walls.length < 2) return () => undefined;
  return (box) => {
    const [x, y] = middle(box);
    return walls.filter((wall) => wallAt(wall, x, Number.POSITIVE_INFINITY)! <= y).length;
  };
}

/** How far apart two rows lie, up or down, where they are next to each other; infinite where they cannot be one. */
function apart(a: readonly Standing[], b: readonly Standing[], { slope, ruled, across }: Page): number {
  let nearest: readonly [Box, Box] | undefined;
  let gap = Number.POSITIVE_INFINITY;
  for (const { box: one } of a) {
    for (const { box: other } of b) {
      const between = Math.max(other.x - one.x - one.w, one.x - other.x - other.w);
      if (between < 0) return Number.POSITIVE_INFINITY;
      if (between < gap) [nearest, gap] = [[one, other], between];
    }
  }
  const [one, other] = nearest!;
  const [rowOfOne, rowOfOther] = [ruled(one), ruled(other)];
  if (rowOfOne !== undefined) return rowOfOne === rowOfOther ? 0 : Number.POSITIVE_INFINITY;
  if (standsBetween(across, one, other)) return Number.POSITIVE_INFINITY;
  const [[x, y], [u, v]] = [middle(one), middle(other)];
  const down = Math.abs(v - y) - ROWS.steepest * Math.abs(u - x);
  if (down > one.h + other.h) return Number.POSITIVE_INFINITY;
  return Math.abs(v - y - slope((x + u) / 2, (y + v) / 2) * (u - x));
}
