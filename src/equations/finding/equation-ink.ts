// The ink of an equation: its connected strokes, and how large its symbols are.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import { writtenDarkness } from '../../strokes/paper-rules.js';
import { type Piece, piecesOf } from '../../strokes/piece.js';

/** Ink with its strokes; nothing is taken out of it: a rule may be a fraction's. */
export interface EquationInk {
  /** At working scale. */
  readonly ink: Ink;
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  /** Left to right. */
  readonly pieces: readonly Piece[];
  /** What a symbol usually measures, working pixels. */
  readonly scale: number;
  /** For the label of each piece that was cut from a stroke, that stroke, and the one that this was cut from. */
  readonly cutFrom: ReadonlyMap<number, readonly number[]>;
  /** The lowest label that no piece has. */
  readonly nextLabel: number;
}

/** A piece both of whose sides are shorter than so many pens is a speck. Points are as large as the pen, or nearly. */
const SPECK = 0.7;

/** A piece is no dot and no bar from so many pens on. */
const TALL = 2.5;

/**
 * A piece that is fainter than this share of what is written is dirt or a shadow. Set by eye: of 2,600 pieces of
 * written expressions one is fainter than 0.5.
 */
const FAINT = 0.4;

/** The strokes of `ink`. */
export function equationInk(ink: Ink): EquationInk {
  const components = findComponents(ink.plane, INK_EDGE);
  const all = piecesOf(components, ink);
  const faintest = FAINT * writtenDarkness(ink);
  const pieces = all
    .filter(({ box, darkness }) => Math.max(box.w, box.h) >= SPECK * ink.pen && darkness >= faintest)
    .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  return {
    ink,
    labels: components.labels,
    pieces,
    scale: usualSize(pieces, ink.pen),
    cutFrom: new Map(),
    nextLabel: all.length + 1,
  };
}

/** The median height of what is neither a dot nor a bar; of all where there is nothing else. */
export function usualSize(pieces: readonly { readonly box: Box }[], pen: number): number {
  const tall = pieces.filter(({ box }) => box.h >= TALL * pen && box.w < 4 * box.h);
  const heights = tall.length > 0 ? tall.map(({ box }) => box.h) : pieces.map(({ box }) => Math.max(box.w, box.h));
  return median(heights) ?? 0;
}
