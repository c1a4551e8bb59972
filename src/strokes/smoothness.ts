// Whether a chain of runs is a rule, by how smooth it is: symbols that stand close have tops and feet in a row, but
// bumpy ones.
import { extent, type Mask, type PixelRun, span, twoFifthsUp } from './run-chain.js';

/** What a smooth chain is. Set by eye. */
const SMOOTH = {
  /**
   * How far a rule's middle may stray from a straight line, in pens and in pixels: the tops and feet of symbols that
   * stand close make chains too, but bumpy ones.
   */
  strays: 0.05,
  straysPixels: 0.5,
  /**
   * Chains this many times as long as the shortest rule are rules, however thick and rough, if they cover `unbroken` of
   * their columns.
   */
  long: 1.7,
  unbroken: 0.9,
  /** A broken chain may be faint, and bend with the paper: it must be smooth over this share of its stretches. */
  mostly: 0.5,
};

/** Whether a chain is as smooth as a rule, of which the shortest is `length` pixels long. */
export function isSmooth(mask: Mask, chain: readonly PixelRun[], length: number, pen: number): boolean {
  if (extent(chain) >= SMOOTH.long * length && columnsOf(chain) >= SMOOTH.unbroken * extent(chain)) return true;
  const most = Math.hypot(SMOOTH.strays * pen, SMOOTH.straysPixels);
  const parts = stretches(chain, SMOOTH.long * length);
  return parts.filter((part) => bumps(mask, part, pen) <= most).length >= SMOOTH.mostly * parts.length;
}

/** How many columns a chain has a run in. */
function columnsOf(chain: readonly PixelRun[]): number {
  let [columns, reached] = [0, -1];
  for (const { x0, x1 } of chain) {
    columns += Math.max(0, x1 - Math.max(x0, reached));
    reached = Math.max(reached, x1);
  }
  return columns;
}

/** A chain in parts of at least `length`, the last one with what is left. */
function stretches(chain: readonly PixelRun[], length: number): PixelRun[][] {
  const count = Math.max(1, Math.floor(extent(chain) / length));
  const from = chain[0]!.x0;
  const each = extent(chain) / count;
  const parts: PixelRun[][] = Array.from({ length: count }, () => []);
  for (const { y, x0, x1 } of chain) {
    // A run that lies across several stretches is part of each.
    const last = Math.min(count - 1, Math.floor((x1 - 1 - from) / each));
    for (let k = Math.floor((x0 - from) / each); k <= last; k++) {
      const [left, right] = [Math.ceil(from + k * each), Math.ceil(from + (k + 1) * each)];
      parts[k]!.push({ y, x0: Math.max(x0, left), x1: k === count - 1 ? x1 : Math.min(x1, right) });
    }
  }
  return parts.filter((part) => part.length > 0);
}

/** The share of a chain's columns that a straight line must fit: strokes that cross a rule are part of its chain. */
const FITTED = 0.7;

/**
 * How far the middle of a chain strays from the line that fits FITTED of it best (least trimmed squares, Rousseeuw
 * 1984), pixels.
 */
function bumps(mask: Mask, chain: readonly PixelRun[], pen: number): number {
  const columns = chain.flatMap((run) =>
    Array.from({ length: run.x1 - run.x0 }, (_, k) => {
      const [top, bottom] = span(mask, run.x0 + k, run.y, 6 * pen);
      return { x: run.x0 + k, y: (top + bottom - 1) / 2, height: bottom - top };
    }),
  );
  const highest = 1.5 * twoFifthsUp(columns.map(({ height }) => height)) + 1;
  const points = columns.filter(({ height }) => height <= highest);
  const count = Math.ceil(FITTED * points.length);
  let off = residuals(points, points);
  for (let round = 0; round < 3; round++) {
    const nearest = points.map((point, k) => ({ point, off: off[k]! })).sort((a, b) => a.off - b.off);
    const fitted = nearest.slice(0, count).map(({ point }) => point);
    off = residuals(points, fitted);
  }
  return off.sort((a, b) => a - b)[count - 1] ?? Infinity;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far each of `points` lies off the least-squares line through `fitted`. */
function residuals(points: readonly Point[], fitted: readonly Point[]): number[] {
  const mean = (of: (point: Point) => number): number =>
    fitted.reduce((sum, point) => sum + of(point), 0) / fitted.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const slope =
    mean(({ x, y }) => (x - mx) * (y - my)) /
    Math.max(
      1e-9,
      mean(({ x }) => (x - mx) ** 2),
    );
  return points.map(({ x, y }) => Math.abs(y - my - slope * (x - mx)));
}
