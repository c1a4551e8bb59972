// Spacing decides which glyphs of a line belong to one number.
import type { Box } from '../page/image.js';

/** A gap this share of the digits' height always separates less than it … */
const FREE_GAP = 0.35;

/** … and must also be this many times the line's close gaps, so that widely written digits stay together. */
const WIDER = 1.6;

/** Splits boxes, left to right, where the gap before one is clearly wider than the line's close gaps. */
export function splitNumbers<T extends { readonly box: Box }>(glyphs: readonly T[]): T[][] {
  if (glyphs.length === 0) return [];
  const heights = glyphs.map((glyph) => glyph.box.h).sort((a, b) => a - b);
  const height = heights[heights.length >> 1]!;
  const gaps = glyphs.slice(1).map((glyph, i) => glyph.box.x - (glyphs[i]!.box.x + glyphs[i]!.box.w));
  const close = [...gaps].sort((a, b) => a - b)[gaps.length >> 2] ?? 0;
  const least = FREE_GAP * height + WIDER * Math.max(0, close);
  const numbers: T[][] = [[glyphs[0]!]];
  gaps.forEach((gap, i) => {
    if (gap > least) numbers.push([]);
    numbers.at(-1)!.push(glyphs[i + 1]!);
  });
  return numbers;
}
