// What the page's own digits look like: how high and how dark. Taken from what the classifier already believes in, it
// tells a digit from show-through, specks and shadows that only look like one.

import { darknessOf } from '../../strokes/piece.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';

/** What digits look like that are read together. */
export interface Scale {
  /** Height of the digits in working pixels. */
  readonly height: number;
  /** Mean darkness of their strokes' pixels. */
  readonly darkness: number;
}

/** Height and darkness of the typical symbol, each candidate counting by its ink and by how surely it is one. */
export function typicalScale(candidates: readonly GlyphCandidate[]): Scale | undefined {
  const rows = candidates.map((candidate) => {
    const area = candidate.pieces.reduce((sum, piece) => sum + piece.area, 0);
    const darkness = darknessOf(candidate.pieces);
    return { height: candidate.box.h, darkness, weight: candidate.symbol ** 2 * darkness * Math.sqrt(area) };
  });
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  if (total <= 0) return undefined;
  return { height: weightedMedian(rows, (row) => row.height), darkness: weightedMedian(rows, (row) => row.darkness) };
}

function weightedMedian<T extends { readonly weight: number }>(rows: readonly T[], value: (row: T) => number): number {
  const sorted = [...rows].sort((a, b) => value(a) - value(b));
  const half = sorted.reduce((sum, row) => sum + row.weight, 0) / 2;
  let seen = 0;
  for (const row of sorted) {
    seen += row.weight;
    if (seen >= half) return value(row);
  }
  return 0;
}

/** How well a glyph's darkness fits what is typical, 0 to 1: half at the share `half` of it, falling fast below. */
export function darknessFit(darkness: number, typicalDarkness: number, half: number): number {
  return 1 / (1 + (half / Math.max(1e-6, darkness / typicalDarkness)) ** 8);
}

/** How well a size fits, 0 to 1: free within a factor of `free` either way, then falling fast. */
export function sizeFit(size: number, typicalSize: number, free: number): number {
  const off = Math.abs(Math.log(size / typicalSize)) - Math.log(free);
  return off <= 0 ? 1 : Math.exp(-((off / 0.3) ** 2) / 2);
}
