// What the relation model knows of two symbols: where their boxes lie to each other, in sizes of the equation's
// symbols and of the first one; what kinds they are of; and what stands between them.
import { type Box, distanceBetween } from '../../geometry/box.js';
import { kindCount, symbolKind } from './symbol-kinds.js';

/** A symbol whose place is known. */
export interface PlacedSymbol {
  /** What it is. */
  readonly label: string;
  /** Pixels; only proportions count. */
  readonly box: Box;
}

/** Lengths are told twice: finely near 0 and coarsely far away, in sizes of a symbol. */
const REACHES = [0.5, 2.5] as const;

/** Lengths and ratios of one pair. */
const LENGTHS = 19;

/** Neighbours that tell how the lines run: before the first, before the second, and after the second. */
const NEIGHBOURS = 3;

/** Lengths that tell where a neighbour lies to both. */
const NEIGHBOUR_LENGTHS = 10;

/** Values of one pair, 0 to 255. */
export const relationFeatureCount =
  LENGTHS * REACHES.length + 6 + 2 * kindCount + NEIGHBOURS * (NEIGHBOUR_LENGTHS + kindCount);

/** Writes the features of the pair: `b` hanging on `a`; places in `symbols`. */
export function relationFeatures(
  symbols: readonly PlacedSymbol[],
  a: number,
  b: number,
  scale: number,
  out: Uint8Array,
  at: number,
): void {
  const [p, q] = [symbols[a]!.box, symbols[b]!.box];
  const own = Math.max(p.h, 0.3 * p.w, 0.3 * scale);
  const [px, py, qx, qy] = [p.x + p.w / 2, p.y + p.h / 2, q.x + q.w / 2, q.y + q.h / 2];
  const lengths = [
    (q.x - p.x - p.w) / scale,
    (qx - px) / scale,
    (qy - py) / scale,
    (q.y - p.y) / scale,
    (q.y + q.h - p.y - p.h) / scale,
    (q.y - p.y - p.h) / scale,
    (q.y + q.h - p.y) / scale,
    (q.x - p.x) / scale,
    (q.x + q.w - p.x - p.w) / scale,
    (qy - py) / own,
    (q.y + q.h - p.y - p.h) / own,
    (q.y - p.y) / own,
    (q.y + q.h - py) / own,
    (q.y - py) / own,
    Math.log((q.h + 0.1 * scale) / (p.h + 0.1 * scale)),
    Math.log((q.w + 0.1 * scale) / (p.w + 0.1 * scale)),
    Math.log((p.h + 0.1 * scale) / scale),
    Math.log((q.h + 0.1 * scale) / scale),
    Math.log((p.w + 0.1 * scale) / scale),
  ];
  let k = at;
  for (const length of lengths) for (const reach of REACHES) out[k++] = 127.5 + 127.5 * Math.tanh(length / reach);
  const common = (from: number, to: number, least: number): number =>
    (255 * Math.max(0, to - from)) / Math.max(1e-6, least);
  out[k++] = Math.min(255, common(Math.max(p.x, q.x), Math.min(p.x + p.w, q.x + q.w), Math.min(p.w, q.w)));
  out[k++] = Math.min(255, common(Math.max(p.y, q.y), Math.min(p.y + p.h, q.y + q.h), Math.min(p.h, q.h)));
  const between = standBetween(symbols, a, b);
  out[k++] = Math.min(255, 85 * between.across);
  out[k++] = Math.min(255, 85 * between.down);
  out[k++] = Math.min(255, 85 * between.nearer);
  out[k++] = Math.min(255, 85 * between.holding);
  out.fill(0, k, k + 2 * kindCount);
  out[k + symbolKind(symbols[a]!.label)] = 255;
  out[k + kindCount + symbolKind(symbols[b]!.label)] = 255;
  k += 2 * kindCount;
  for (const c of [beside(symbols, a, b, -1), beside(symbols, b, a, -1), beside(symbols, b, a, 1)]) {
    out.fill(0, k, k + NEIGHBOUR_LENGTHS + kindCount);
    const neighbour = symbols[c];
    if (neighbour) {
      for (const length of neighbourLengths(neighbour.box, p, q, scale)) out[k++] = 127.5 + 127.5 * Math.tanh(length);
      out[k + symbolKind(neighbour.label)] = 255;
      k += kindCount;
    } else k += NEIGHBOUR_LENGTHS + kindCount;
  }
}

/** Where a neighbour lies to both symbols of a pair, in sizes of a symbol. */
function neighbourLengths(c: Box, p: Box, q: Box, scale: number): number[] {
  const [cy, py, qy] = [c.y + c.h / 2, p.y + p.h / 2, q.y + q.h / 2];
  return [
    (cy - py) / scale,
    (cy - qy) / scale,
    (c.y + c.h - p.y - p.h) / scale,
    (c.y + c.h - q.y - q.h) / scale,
    (c.y - p.y) / scale,
    (c.y - q.y) / scale,
    (c.x - p.x - p.w) / scale,
    (q.x - c.x - c.w) / scale,
    Math.log((c.h + 0.1 * scale) / (q.h + 0.1 * scale)),
    Math.log((c.w + 0.1 * scale) / scale),
  ];
}

/** The symbol nearest to one, on its left (-1) or right (1), other than `not`; -1 where there is none. */
function beside(symbols: readonly PlacedSymbol[], of: number, not: number, way: -1 | 1): number {
  const { box } = symbols[of]!;
  const middle = box.x + box.w / 2;
  let [best, least] = [-1, Infinity];
  for (const [k, { box: other }] of symbols.entries()) {
    if (k === of || k === not || way * (other.x + other.w / 2 - middle) <= 0) continue;
    const far = distanceBetween(box, other);
    if (far < least) [best, least] = [k, far];
  }
  return best;
}

/** How many symbols stand between two of them. */
function standBetween(
  symbols: readonly PlacedSymbol[],
  a: number,
  b: number,
): { across: number; down: number; nearer: number; holding: number } {
  const [p, q] = [symbols[a]!.box, symbols[b]!.box];
  const [px, py, qx, qy] = [p.x + p.w / 2, p.y + p.h / 2, q.x + q.w / 2, q.y + q.h / 2];
  const [left, right] = [Math.min(px, qx), Math.max(px, qx)];
  const [top, bottom] = [Math.min(py, qy), Math.max(py, qy)];
  const far = distanceBetween(p, q);
  const counts = { across: 0, down: 0, nearer: 0, holding: 0 };
  for (const [k, { box }] of symbols.entries()) {
    if (k === a || k === b) continue;
    const [x, y] = [box.x + box.w / 2, box.y + box.h / 2];
    // A bar between is known by its width, anything else by its middle.
    if (x > left && x < right && box.y < Math.max(p.y + p.h, q.y + q.h) && box.y + box.h > Math.min(p.y, q.y))
      counts.across++;
    if (y > top && y < bottom && box.x < Math.min(p.x + p.w, q.x + q.w) && box.x + box.w > Math.max(p.x, q.x))
      counts.down++;
    if (x < qx && distanceBetween(box, q) < far) counts.nearer++;
    if (box.w > 1.5 * q.w && box.x <= q.x && box.x + box.w >= q.x + q.w) counts.holding++;
  }
  return counts;
}
