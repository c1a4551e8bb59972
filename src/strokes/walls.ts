// The walls of a page: straight thin lines of rules, boxes and combs, as objects that tell what stands in one cell. They are
// followed row by row, so that they may lean and bend as the paper does.
import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';

/** A line that runs down the page; the line at row y is at `xs[y - top]`. Working pixels. */
export interface Wall {
  readonly top: number;
  /** The row after the last. */
  readonly bottom: number;
  /** [bottom - top] the line's middle in each row. */
  readonly xs: Float32Array;
  /** How many pixels wide it is on the whole. */
  readonly width: number;
}

export interface Walls {
  /** Lines that run down. */
  readonly down: readonly Wall[];
  /** Lines that run across, with x and y exchanged: `top` is the first column, `xs` are rows. */
  readonly across: readonly Wall[];
}

export const NO_WALLS: Walls = { down: [], across: [] };

export interface WallOptions {
  /** The shortest wall, pixels. */
  readonly length: number;
  /** The thickest, pixels. */
  readonly thickest: number;
}

/** Set by eye on generated documents. */
const WALL = {
  /** A wall leans by no more than one pixel in so many. */
  steepest: 1 / 3,
  /** Rows that a wall may be broken or crossed over, as a share of the shortest wall, and pixels besides. */
  gap: 0.25,
  gapPixels: 4,
  /** The share of its rows in which it must be seen. */
  seen: 0.6,
  /** It bends from the straight line between its ends by no more than this share of its length, and pixels besides. */
  bends: 0.04,
  bendsPixels: 2,
} as const;

/** The walls in `mask` ([height, width], not 0 where there is a rule). */
export function findWalls(mask: Plane, options: WallOptions): Walls {
  return { down: wallsDown(mask, options), across: wallsDown(transposed(mask), options) };
}

/** A chain of cross-sections that may become a wall. */
interface Chain {
  readonly rows: number[];
  readonly middles: number[];
  widths: number;
}

function wallsDown({ width, height, data }: Plane, { length, thickest }: WallOptions): Wall[] {
  const gap = Math.round(WALL.gap * length) + WALL.gapPixels;
  const open: Chain[] = [];
  const done: Chain[] = [];
  for (let y = 0; y < height; y++) {
    // Chains that were seen too long ago are over.
    for (let k = open.length - 1; k >= 0; k--) {
      if (y - open[k]!.rows.at(-1)! <= gap) continue;
      done.push(...open.splice(k, 1));
    }
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (data[row + x] === 0) continue;
      const from = x;
      while (x < width && data[row + x] !== 0) x++;
      if (x - from > thickest) continue;
      const middle = (from + x - 1) / 2;
      const chain = nearest(open, y, middle);
      if (chain) {
        chain.rows.push(y);
        chain.middles.push(middle);
        chain.widths += x - from;
      } else open.push({ rows: [y], middles: [middle], widths: x - from });
    }
  }
  return [...done, ...open].flatMap((chain) => asWall(chain, length));
}

/** The chain that a cross-section at (middle, y) goes on, where one does. */
function nearest(open: readonly Chain[], y: number, middle: number): Chain | undefined {
  let best: Chain | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const chain of open) {
    const rows = y - chain.rows.at(-1)!;
    if (rows === 0) continue;
    const off = Math.abs(middle - chain.middles.at(-1)!);
    if (off > 1.5 + WALL.steepest * rows || off + rows >= least) continue;
    least = off + rows;
    best = chain;
  }
  return best;
}

function asWall({ rows, middles, widths }: Chain, length: number): Wall[] {
  const [top, last] = [rows[0]!, rows.at(-1)!];
  const extent = last - top + 1;
  if (extent < length || rows.length < WALL.seen * extent) return [];
  const slope = (middles.at(-1)! - middles[0]!) / Math.max(1, last - top);
  if (Math.abs(slope) > WALL.steepest) return [];
  const room = WALL.bendsPixels + WALL.bends * extent;
  if (middles.some((x, k) => Math.abs(x - middles[0]! - slope * (rows[k]! - top)) > room)) return [];
  // Rows in which it is not seen lie on the line between those in which it is.
  const xs = new Float32Array(extent);
  for (let k = 0; k < rows.length; k++) {
    const [y, x] = [rows[k]!, middles[k]!];
    const [nextY, nextX] = [rows[k + 1] ?? y + 1, middles[k + 1] ?? x];
    for (let v = y; v < nextY; v++) xs[v - top] = x + ((nextX - x) * (v - y)) / (nextY - y);
  }
  return [{ top, bottom: last + 1, xs, width: widths / rows.length }];
}

/** Where a wall stands at row `y`, or would if it went on straight; undefined further than `beyond` rows from its ends. */
export function wallAt({ top, bottom, xs }: Wall, y: number, beyond = 0): number | undefined {
  if (y < top - beyond || y >= bottom + beyond) return undefined;
  if (y >= top && y < bottom) return xs[Math.floor(y) - top];
  const slope = (xs.at(-1)! - xs[0]!) / Math.max(1, xs.length - 1);
  return y < top ? xs[0]! - slope * (top - y) : xs.at(-1)! + slope * (y - bottom + 1);
}

/** A wall that stands between two boxes side by side covers this share of the rows that both share, or of the lower box. */
const BETWEEN = 0.5;

/** Those of the walls `down` that stand between `left` and `right`. */
export function wallsBetween(down: readonly Wall[], left: Box, right: Box): Wall[] {
  const top = Math.max(left.y, right.y);
  const bottom = Math.min(left.y + left.h, right.y + right.h);
  const [from, to] =
    bottom > top ? [top, bottom] : [Math.min(left.y, right.y), Math.max(left.y + left.h, right.y + right.h)];
  const middle = (from + to) / 2;
  const [leftX, rightX] = [left.x + left.w / 2, right.x + right.w / 2];
  return down.filter((wall) => {
    const x = wallAt(wall, middle, (to - from) / 2);
    if (x === undefined || x <= leftX || x >= rightX) return false;
    return Math.min(to, wall.bottom) - Math.max(from, wall.top) >= BETWEEN * (to - from);
  });
}

/** Rows and columns exchanged. */
function transposed({ width, height, data }: Plane): Plane {
  const out = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) out[x * height + y] = data[i]!;
  return { width: height, height: width, data: out };
}
