// Ruled and squared paper: its lines are nothing that is written. They are told by how faint they are beside that,
// since a hand draws its own lines with the pen that it writes with. Where a page has such lines, all that is as faint
// as they are is taken out of the ink.
import type { Plane } from '../page/image.js';
import { INK_EDGE, type Ink } from '../page/ink.js';
import { penWidth } from '../page/pen-width.js';
import { eraseRules } from './rules.js';
import type { Wall } from './walls.js';

/**
 * What a line of the paper is. Set by eye: on drawn pages such lines are 0.06 to 0.57 times as dark as what is written.
 */
const LINE = {
  /** The shortest one, in pens, and as a share of the page's shorter side. */
  pens: 6,
  side: 0.15,
  /** It is at most this share as dark as what is written. */
  faint: 0.65,
  /** All of them together are as long as the page is wide or high, so many times; or one is this faint. */
  together: 1,
  surely: 0.4,
} as const;

/** Ink is kept from this share on of the way from the darkness of the paper's lines to that of what is written. */
const KEPT = 0.5;

/** It is kept in any case from this share on of the darkness of what is written: the rims of strokes are fainter. */
const RIM = 0.65;

/** The ink without the lines of the paper; the same where there are none. */
export function withoutPaperRules(ink: Ink): Ink {
  const { plane, darkness, pen } = ink;
  const { width, height } = plane;
  const written = writtenDarkness(ink);
  const mask = { width, height, data: plane.data.map((value) => Number(value >= INK_EDGE)) };
  const length = Math.max(LINE.pens * pen, LINE.side * Math.min(width, height));
  const { walls } = eraseRules(mask, darkness, { length, pen });
  const faintOf = (list: readonly Wall[], isDown: boolean): { length: number; dark: number }[] =>
    list
      .map((wall) => ({
        length: wall.xs.length / (isDown ? height : width),
        dark: wallDarkness(wall, isDown, darkness),
      }))
      .filter(({ dark }) => dark <= LINE.faint * written);
  const lines = [...faintOf(walls.across, false), ...faintOf(walls.down, true)];
  const isRuled =
    lines.reduce((sum, line) => sum + line.length, 0) >= LINE.together ||
    lines.some((line) => line.dark <= LINE.surely * written);
  if (!isRuled) return ink;
  const dark = lines.reduce((most, line) => Math.max(most, line.dark), 0);
  const least = Math.min(RIM * written, dark + KEPT * (written - dark));
  const data = plane.data.map((value, i) => (darkness.data[i]! < least ? 0 : value));
  const seen = { ...plane, data: darkness.data.map((value, i) => (data[i]! >= INK_EDGE ? value : 0)) };
  return { ...ink, plane: { ...plane, data }, pen: penWidth(seen, 1, Math.max(width, height)) || pen };
}

/** The median darkness of ink, by its darkness: faint dirt is much, but counts little. */
export function writtenDarkness({ plane, darkness }: Ink): number {
  const sums = new Float64Array(256);
  let all = 0;
  for (const [i, value] of plane.data.entries()) {
    if (value < INK_EDGE) continue;
    sums[darkness.data[i]!]! += darkness.data[i]!;
    all += darkness.data[i]!;
  }
  let dark = 0;
  for (let sum = 0; dark < 255; dark++) {
    sum += sums[dark]!;
    if (2 * sum >= all) break;
  }
  return dark;
}

/** The median over a line's length of the darkest pixel across it. */
function wallDarkness({ top, xs }: Wall, isDown: boolean, { width, height, data }: Plane): number {
  const darkest = Array.from(xs, (middle, k) => {
    let most = 0;
    for (let at = Math.round(middle) - 1; at <= Math.round(middle) + 1; at++) {
      const [x, y] = isDown ? [at, top + k] : [top + k, at];
      if (x >= 0 && y >= 0 && x < width && y < height) most = Math.max(most, data[y * width + x]!);
    }
    return most;
  });
  return darkest.sort((a, b) => a - b)[darkest.length >> 1] ?? 0;
}
