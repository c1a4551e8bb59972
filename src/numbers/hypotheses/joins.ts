// Which pieces of a line may form one glyph together: a 5 and its bar, an open 4, a broken stroke, slices of a cut.

import { union } from '../../geometry/box.js';
import type { Piece } from '../../strokes/piece.js';

/** Neighbouring pieces of a line that may be one glyph. */
export interface PieceRun {
  /** The first piece's place in the line. */
  readonly from: number;
  /** The place after the last piece's. */
  readonly to: number;
  /** Left to right. */
  readonly pieces: readonly Piece[];
}

/** What one glyph may be made of, in digit heights but for `pieces`. Set by eye. */
const GLYPH = { pieces: 6, widest: 1.5, highest: 1.7, widestGap: 0.35 };

/** When two pieces are surely two glyphs. Set by eye. */
const APART = {
  /** In digit heights: the hook of an open 4, which may look like a digit, is about half as high. */
  lowest: 0.65,
  /** They have less in common than this share of the narrower one's width. */
  overlap: 0.3,
};

/**
 * Every run of a few of `pieces` (left to right) that could be one glyph of about `height`; single pieces are left out.
 * `isSymbol` says whether a piece is surely a symbol by itself.
 */
export function joins(pieces: readonly Piece[], height: number, isSymbol: (piece: Piece) => boolean): PieceRun[] {
  const runs: PieceRun[] = [];
  for (let from = 0; from < pieces.length; from++) {
    for (let to = from + 2; to <= Math.min(pieces.length, from + GLYPH.pieces); to++) {
      const run = pieces.slice(from, to);
      const box = union(run.map((piece) => piece.box));
      if (box.w > GLYPH.widest * height) break;
      if (box.h > GLYPH.highest * height) continue;
      if (gapBefore(run) > GLYPH.widestGap * height) break;
      if (twoSymbols(run, height, isSymbol)) continue;
      runs.push({ from, to, pieces: run });
    }
  }
  return runs;
}

/** The horizontal gap between a run's last piece and all before it. */
function gapBefore(run: readonly Piece[]): number {
  const before = union(run.slice(0, -1).map((piece) => piece.box));
  return run.at(-1)!.box.x - (before.x + before.w);
}

/** Whether two of the pieces are full-sized, surely symbols, and stand side by side. */
function twoSymbols(run: readonly Piece[], height: number, isSymbol: (piece: Piece) => boolean): boolean {
  const sure = run.filter((piece) => piece.box.h > APART.lowest * height && isSymbol(piece));
  for (let i = 1; i < sure.length; i++) {
    const a = sure[i - 1]!.box;
    const b = sure[i]!.box;
    const overlap = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    if (overlap < APART.overlap * Math.min(a.w, b.w)) return true;
  }
  return false;
}
