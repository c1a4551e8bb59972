// Spacing decides which glyphs of a line belong to one number.
import type { Box } from '../page/image.js';

/** A gap this share of the digits' height always separates less than it … */
const FREE_GAP = 0.45;

/** … and must also be this many times the line's close gaps, so that widely written digits stay together. */
const WIDER = 2;

/** How fast a gap's doubt falls with its distance from what separates, in nats for each of its logarithm. */
const CLEARLY = 10;

/** A run of boxes that belong together, and the chance that it begins and ends where it does and has no end within. */
export interface Spaced<T> {
  readonly members: readonly T[];
  readonly spacing: number;
}

/** Splits boxes, left to right, where the gap before one is clearly wider than the line's close gaps. */
export function splitNumbers<T extends { readonly box: Box }>(glyphs: readonly T[]): Spaced<T>[] {
  if (glyphs.length === 0) return [];
  const heights = glyphs.map((glyph) => glyph.box.h).sort((a, b) => a - b);
  const height = heights[heights.length >> 1]!;
  const gaps = glyphs.slice(1).map((glyph, i) => glyph.box.x - (glyphs[i]!.box.x + glyphs[i]!.box.w));
  const close = [...gaps].sort((a, b) => a - b)[gaps.length >> 2] ?? 0;
  const least = FREE_GAP * height + WIDER * Math.max(0, close);
  const numbers: { members: T[]; spacing: number }[] = [{ members: [glyphs[0]!], spacing: 1 }];
  gaps.forEach((gap, i) => {
    const sure = gap <= 0 ? 1 : 1 / (1 + Math.exp(-CLEARLY * Math.abs(Math.log(gap / least))));
    numbers.at(-1)!.spacing *= sure;
    if (gap > least) numbers.push({ members: [], spacing: sure });
    numbers.at(-1)!.members.push(glyphs[i + 1]!);
  });
  return numbers;
}
