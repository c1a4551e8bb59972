// A sheet of paper is a quadrilateral, however the light on it falls off: from a region that shows most of it, the
// whole.
import type { Plane } from '../image.js';
import { lean } from './lean.js';

/** Points within so many cells of a side lie on it. */
const NEAR = 1.5;

/** A side is a side if this share of the rim's points there lie on it. */
const STRAIGHT = 0.4;

/** The region fills this share of the quadrilateral, and no more of it than that lies without. */
const FULL = 0.75;
const BEYOND = 0.1;

/** So many of a rim's points are tried as ends of a side. */
const TRIED = 40;

/**
 * How steep a side may run to the way the region lies, as a tangent: photos are taken from above. Of two lines the less
 * steep is likelier, by so much of its points for each unit.
 */
const STEEPEST = 0.25;
const LESS_STEEP = 2;

interface Point {
  /** Along the side, and across it outwards. */
  readonly along: number;
  readonly across: number;
}

interface Line {
  readonly offset: number;
  readonly slope: number;
}

/** The quadrilateral that the 1s of `mask` show, as another such picture; undefined where they show none. */
export function asQuadrilateral({ width, height, data }: Plane): Uint8Array | undefined {
  const angle = lean({ width, height, data });
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = (x: number, y: number): [number, number] => [cos * x + sin * y, cos * y - sin * x];
  const rim = rimOf({ width, height, data }).map(([x, y]) => turned(x, y));
  if (rim.length === 0) return undefined;
  const [us, vs] = [rim.map(([u]) => u), rim.map(([, v]) => v)];
  const [u0, u1, v0, v1] = [least(us), -least(us.map((u) => -u)), least(vs), -least(vs.map((v) => -v))];
  const [wide, high] = [Math.max(1, u1 - u0), Math.max(1, v1 - v0)];

  // Left, right, top, bottom; each of the rim's points belongs to the side that it is nearest to.
  const sides: Point[][] = [[], [], [], []];
  for (const [u, v] of rim) {
    const from = [(u - u0) / wide, (u1 - u) / wide, (v - v0) / high, (v1 - v) / high];
    const side = from.indexOf(least(from));
    sides[side]!.push(side < 2 ? { along: v, across: side === 0 ? -u : u } : { along: u, across: side === 2 ? -v : v });
  }
  const lines = sides.map(sideThrough);
  if (lines.some((line) => line === undefined)) return undefined;
  const [left, right, top, bottom] = lines as [Line, Line, Line, Line];

  const out = new Uint8Array(data.length);
  let [inside, common, region] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const [u, v] = turned(i % width, Math.floor(i / width));
    const within =
      beyond(left, v, -u) <= 0 && beyond(right, v, u) <= 0 && beyond(top, u, -v) <= 0 && beyond(bottom, u, v) <= 0;
    region += data[i]!;
    if (!within) continue;
    out[i] = 1;
    inside++;
    common += data[i]!;
  }
  return common >= FULL * inside && region - common <= BEYOND * region ? out : undefined;
}

/** How far a point lies outside a side; half a cell is on it. */
function beyond({ offset, slope }: Line, along: number, across: number): number {
  return across - offset - slope * along - 0.5;
}

/**
 * The line through most of the points; undefined where it has few. As in random sample consensus (Fischler & Bolles
 * 1981), but every pair of some points is tried.
 */
function sideThrough(points: readonly Point[]): Line | undefined {
  const count = Math.min(points.length, TRIED);
  const tried = Array.from({ length: count }, (_, k) => points[Math.floor((k * points.length) / count)]!);
  let [best, most, score]: [Line | undefined, number, number] = [undefined, 0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [tried[i]!, tried[j]!];
      const slope = (b.across - a.across) / (b.along - a.along);
      if (!(Math.abs(slope) <= STEEPEST)) continue;
      const line = { offset: a.across - slope * a.along, slope };
      const on = points.filter((p) => Math.abs(p.across - line.offset - slope * p.along) <= NEAR).length;
      const worth = on * (1 - LESS_STEEP * Math.abs(slope));
      if (worth > score) [best, most, score] = [line, on, worth];
    }
  }
  return most >= STRAIGHT * points.length ? best : undefined;
}

/** The first and last 1 of each row and column. */
function rimOf({ width, height, data }: Plane): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.indexOf(1);
    if (first >= 0) points.push([first, y], [row.lastIndexOf(1), y]);
  }
  for (let x = 0; x < width; x++) {
    let [first, last] = [0, height - 1];
    while (first < height && data[first * width + x] === 0) first++;
    while (last > first && data[last * width + x] === 0) last--;
    if (first < height) points.push([x, first], [x, last]);
  }
  return points;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
