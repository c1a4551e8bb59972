// Strokes of a page → lines of pieces, wide strokes cut, and every run of pieces that may be one glyph.
// Over-segmentation: a needless cut costs little, since the whole stroke stays among the hypotheses. Reading does this
// to photos, and training to composed lines, so that a model that judges cuts and joins learns from the very hypotheses
// that reading asks it about.
import type { Ink } from '../../page/ink.js';
import { cutPiece } from '../../strokes/cut.js';
import type { Piece } from '../../strokes/piece.js';
import type { Wall } from '../../strokes/walls.js';
import type { Scale } from '../evidence/digit-scale.js';
import { attachFragments } from '../layout/attach-fragments.js';
import { groupLines } from '../layout/lines.js';
import { joins, type PieceRun } from './joins.js';

/** A line of pieces and the runs of them that may be one glyph. */
export interface LineHypotheses {
  /** Left to right. */
  readonly pieces: readonly Piece[];
  /** The stroke that each piece is of, or is a slice of, as a number that is no other stroke's of the line. */
  readonly strokes: readonly number[];
  /** How much it matters to leave a piece out, 0 to 1. */
  readonly weights: readonly number[];
  /** What the line's own digits look like. */
  readonly own: Scale;
  /** Single pieces and joins. */
  readonly runs: readonly PieceRun[];
}

/** The strokes of a page from which its lines are made. */
export interface PageStrokes {
  /** Full-sized strokes, which make the lines. */
  readonly bodies: readonly Piece[];
  /** Bars, dots and broken ends, which join the line they lie in. */
  readonly fragments: readonly Piece[];
  /** Walls across the page, which no line crosses; none by default. */
  readonly walls?: readonly Wall[];
}

/** A line before its strokes are cut. */
export interface LineStrokes {
  /** Left to right. */
  readonly strokes: readonly Piece[];
  /** What the line's own digits look like. */
  readonly own: Scale;
}

/** Where strokes are cut. */
export interface CutInk {
  /** The page's ink. */
  readonly ink: Ink;
  /** [height, width]: the label of each pixel's piece, 0 for paper. Slices of a cut get new labels in it. */
  readonly labels: Int32Array;
  /** The lowest label that is free. */
  readonly nextLabel: number;
}

/**
 * Which strokes are full-sized: their height, in digit heights, and their share of the digits' darkness. Set by eye.
 */
const BODY = { lowest: 0.4, highest: 4, faintest: 0.15 };
/**
 * Which smaller strokes may be parts of digits: their size, in digit heights, their area, in squared pens, and their
 * share of the digits' darkness. Set by eye.
 */
const FRAGMENT = { shortest: 0.12, highest: 1, widest: 1.5, leastPens: 0.3, faintest: 0.3 };

/** Which strokes are cut, in digit heights but for `solid`, and where. Set by eye. */
const CUT = {
  /** Two 1s that touch are no narrower. */
  narrowest: 0.25,
  lowest: 0.4,
  /** A wider stroke may be several glyphs even where it is believed to be one. */
  widestSingle: 1.4,
  /**
   * A stroke that fills more of its box is a smudge, whose slices would be 1s: joined digits leave most of theirs
   * white.
   */
  solid: 0.6,
  /** Seams lie this far apart: half the width of the narrowest digits that touch others. */
  seamsApart: 0.13,
};

/** Seams are no nearer to each other than this, pixels. */
const LEAST_APART = 3;

/** From this share of a digit's height on, a piece must not be left out. */
const WEIGHTY = 0.5;

/** The strokes of each line of a page, top to bottom, whose digits are so high. */
export const strokesOfLines = ({ bodies, fragments, walls = [] }: PageStrokes, height: number): Piece[][] =>
  attachFragments(groupLines(bodies, walls), fragments, height);

/**
 * The hypotheses about the lines of a page.
 * @param isSymbol whether an uncut stroke is surely one symbol by itself
 * @param isWhole whether it is surely no part of a symbol either
 */
export function cutAndJoin(
  lines: readonly LineStrokes[],
  { ink, labels, nextLabel }: CutInk,
  isSymbol: (piece: Piece) => boolean,
  isWhole = isSymbol,
): LineHypotheses[] {
  let free = nextLabel;
  return lines.map(({ strokes, own }) => {
    const { height } = own;
    const cut = strokes.flatMap((piece, stroke) => {
      const whole = [{ piece, stroke }];
      if (!mayBeSeveral(piece, isSymbol(piece), height)) return whole;
      const apart = Math.max(LEAST_APART, CUT.seamsApart * height);
      const slices = cutPiece(piece, ink.plane, labels, ink.pen, apart, free);
      if (slices.length === 1) return whole;
      free += slices.length - 1;
      return slices.map((slice) => ({ piece: slice, stroke }));
    });
    cut.sort(({ piece: a }, { piece: b }) => a.box.x + a.box.w / 2 - (b.box.x + b.box.w / 2));
    const pieces = cut.map(({ piece }) => piece);
    const single = pieces.map((piece, k) => ({ from: k, to: k + 1, pieces: [piece] }));
    const weights = pieces.map((piece) => weightOf(piece, height));
    return {
      pieces,
      strokes: cut.map(({ stroke }) => stroke),
      weights,
      own,
      runs: [...single, ...joins(pieces, height, isWhole)],
    };
  });
}

/** Whether a stroke's size and darkness are those of a whole digit, or of several. */
export function isBody({ box, darkness }: Piece, scale: Scale): boolean {
  return (
    box.h >= BODY.lowest * scale.height &&
    box.h <= BODY.highest * scale.height &&
    darkness >= BODY.faintest * scale.darkness
  );
}

/** Whether a stroke that is no body may be a part of a digit. */
export function isFragment({ box, darkness, area }: Piece, scale: Scale, pen: number): boolean {
  const long = Math.max(box.w, box.h);
  return (
    long >= FRAGMENT.shortest * scale.height &&
    box.h <= FRAGMENT.highest * scale.height &&
    box.w <= FRAGMENT.widest * scale.height &&
    area >= FRAGMENT.leastPens * pen * pen &&
    darkness >= FRAGMENT.faintest * scale.darkness
  );
}

/** How much it matters to leave a piece out: fully from half a digit's height on, hardly for specks. */
function weightOf({ box }: Piece, height: number): number {
  return Math.min(1, Math.max(box.w, box.h) / (WEIGHTY * height)) ** 2;
}

/** Whether a stroke may hold several glyphs: too wide for one, or wide and not believed to be one. */
function mayBeSeveral({ box, area }: Piece, isSymbol: boolean, height: number): boolean {
  if (box.w < CUT.narrowest * height || box.h < CUT.lowest * height || area > CUT.solid * box.w * box.h) return false;
  return box.w > CUT.widestSingle * height || !isSymbol;
}
