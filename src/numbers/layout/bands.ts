// How many lines run down between two neighbours: one where cells share a wall, two between boxes of a comb that stand
// apart, three or more where a wall of a table runs between two combs.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Plane } from '../../page/image.js';

/** Set by eye on photos of forms. */
const BAND = {
  /**
   * In heights: it is looked at above and below both, where what is printed in boxes as a guide does not reach, and,
   * where these two disagree, beside them.
   */
  beyond: [-0.12, 1.12],
  beside: [0.1, 0.25, 0.4, 0.6, 0.75, 0.9],
  /** A line is a rule so likely, of 255. */
  least: 40,
  /** What lies between two lines is a rule less likely than this share of the fainter one. */
  valley: 0.6,
} as const;

/** Where lines run down between two neighbours, pixels from the left, in the row that is usual. */
export function bandsBetween({ width, height, data }: Plane, left: Box, right: Box): number[] {
  const [top, bottom] = [Math.min(left.y, right.y), Math.max(left.y + left.h, right.y + right.h)];
  const [from, to] = [left.x + left.w, Math.max(left.x + left.w, right.x)];
  const at = (share: number): number[] => {
    const row = Math.min(height - 1, Math.max(0, Math.floor(top + share * (bottom - top)))) * width;
    return peaks(data.subarray(row + from, row + to)).map((x) => x + from);
  };
  const [above, below] = BAND.beyond.map(at) as [number[], number[]];
  if (above.length > 0 && above.length === below.length) return above;
  const rows = BAND.beside.map(at);
  const usual = Math.round(median(rows.map(({ length }) => length)) ?? 0);
  return rows.find(({ length }) => length === usual) ?? [];
}

/** The places of lines across some values, each parted from the next by a valley. */
function peaks(values: Uint8Array): number[] {
  const found: number[] = [];
  let lowest = 0;
  for (const [k, value] of values.entries()) {
    lowest = Math.min(lowest, value);
    if (value < BAND.least) continue;
    const last = found.at(-1);
    if (last === undefined || lowest < BAND.valley * Math.min(values[last]!, value)) {
      found.push(k);
      lowest = value;
    } else if (value > values[last]!) {
      found[found.length - 1] = k;
      lowest = value;
    }
  }
  return found;
}
