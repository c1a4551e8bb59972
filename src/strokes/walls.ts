// The walls of a page: straight thin lines of rules, boxes and combs, as objects that tell what stands in one cell.
// They are followed row by row, so that they may lean and bend as the paper does.
import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';

/** A line that runs down the page; the line at row y is at `xs[y - top]`. Working pixels. */
export interface Wall {
  /** The first row. */
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
  /** [height, width] how likely each pixel is a rule, 0 to 255, where a page model has looked. */
  readonly seen?: Plane;
}

export const NO_WALLS: Walls = { down: [], across: [] };

/**
 * Where a wall stands at row `y`, or would if it went on straight; undefined further than `beyond` rows from its ends.
 */
export function wallAt({ top, bottom, xs }: Wall, y: number, beyond = 0): number | undefined {
  if (y < top - beyond || y >= bottom + beyond) return undefined;
  if (y >= top && y < bottom) return xs[Math.floor(y) - top];
  const slope = (xs.at(-1)! - xs[0]!) / Math.max(1, xs.length - 1);
  return y < top ? xs[0]! - slope * (top - y) : xs.at(-1)! + slope * (y - bottom + 1);
}

/**
 * A wall that stands between two boxes side by side covers this share of the rows that both share, or of both where
 * they share none.
 */
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

/** A box may reach over a wall with this share of its height and still lie on one side of it. */
const OVER = 0.25;

/**
 * Whether one of the walls `across` runs between two boxes, one above and one below it where each of them stands. A
 * wall that runs through one of them, or ends before it, does not tell.
 */
export function standsBetween(across: readonly Wall[], a: Box, b: Box): boolean {
  const side = (wall: Wall, { x, y, w, h }: Box): number => {
    const row = wallAt(wall, x + w / 2);
    if (row === undefined) return 0;
    return row <= y + OVER * h ? 1 : row >= y + (1 - OVER) * h ? -1 : 0;
  };
  return across.some((wall) => side(wall, a) * side(wall, b) < 0);
}

/** Set by eye. A wall runs through a box where it leaves so large a share of it on either side. */
const THROUGH = 0.2;

/** Walls that run through more than this share of what is written are squares or lines to write on. Set by eye. */
const RULED = 0.1;

/**
 * The walls, or none where they part nothing: on squared and lined paper writing stands on the lines, in tables and
 * boxes between them.
 */
export function partingWalls({ down, across, seen }: Walls, boxes: readonly Box[]): Walls {
  const runsThrough = (walls: readonly Wall[], at: number, from: number, length: number): boolean =>
    walls.some((wall) => {
      const place = wallAt(wall, at);
      return place !== undefined && place > from + THROUGH * length && place < from + (1 - THROUGH) * length;
    });
  const crossed = (walls: readonly Wall[], isDown: boolean): number =>
    boxes.filter(({ x, y, w, h }) =>
      isDown ? runsThrough(walls, y + h / 2, x, w) : runsThrough(walls, x + w / 2, y, h),
    ).length;
  const most = RULED * boxes.length;
  const areSquares = crossed(down, true) > most;
  return {
    down: areSquares ? [] : down,
    across: crossed(across, false) > most ? [] : across,
    ...(seen && !areSquares && { seen }),
  };
}
