// Which strokes of a page may be glyphs by themselves: not specks, not faint dirt, not blots.
import { CHAMFER, distanceTo } from '../../glyph/distance.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import { cropOf, type Piece, piecesOf } from '../../strokes/piece.js';

/** What may be a glyph by itself. Set by eye. */
const GLYPH = {
  /** The shortest, in pens, and in working pixels. */
  shortestPens: 1.5,
  shortest: 7,
  /** The share of the darkest strokes' darkness. */
  faintest: 0.15,
};

/**
 * A blot fills more than `filled` of its box, and a disc in it has `disc` of its length across. A marker's widest
 * strokes, with loops run full, come to a third; those that are smaller than `small` working pixels, whose loops the
 * light runs over, to more. Set by eye.
 */
const BLOT = { filled: 0.5, disc: 0.38, small: 40, discOfSmall: 0.45 };

/** One in so many pixels of the strokes is darker than what stands for the darkest. */
const DARKEST = 20;

/** Strokes count as dark from this share of the darkest strokes' darkness on. */
const DARK = 0.5;

/** Those of `pieces` that are large and dark enough to be a glyph by themselves, and no blots. */
export function glyphsAlone(pieces: readonly Piece[], ink: Ink, labels: Int32Array): Piece[] {
  const shortest = Math.max(GLYPH.shortest, GLYPH.shortestPens * ink.pen);
  const long = pieces.filter(({ box }) => Math.max(box.w, box.h) >= shortest);
  const faintest = GLYPH.faintest * darkest(long);
  return long.filter((piece) => piece.darkness >= faintest && !isBlot(piece, ink.plane, labels));
}

/** Whether it is a smudge or a blot, which drawn with a pen's width would make a 0, an 8 or a 1. */
function isBlot(piece: Piece, ink: Plane, labels: Int32Array): boolean {
  const { box, area } = piece;
  const long = Math.max(box.w, box.h);
  const disc = (long < BLOT.small ? BLOT.discOfSmall : BLOT.disc) * long;
  if (area <= BLOT.filled * box.w * box.h || Math.min(box.w, box.h) < disc) return false;
  const { width, height, data } = cropOf(ink, labels, [piece]).plane;
  const inside = distanceTo(
    data.map((value) => (value >= INK_EDGE ? 1 : 0)),
    width,
    height,
    0,
  );
  return 2 * inside.reduce((most, each) => Math.max(most, each), 0) > disc * CHAMFER;
}

/** The darkness that only the darkest twentieth of the strokes' ink exceeds. */
function darkest(strokes: readonly Piece[]): number {
  const sorted = [...strokes].sort((a, b) => b.darkness - a.darkness);
  const total = sorted.reduce((sum, piece) => sum + piece.area, 0);
  let seen = 0;
  for (const piece of sorted) {
    seen += piece.area;
    if (seen >= total / DARKEST) return piece.darkness;
  }
  return 0;
}

/** Length in working pixels of the typical dark stroke, each counting by its ink; 0 where there is none. */
export function strokeLength(ink: Ink): number {
  const pieces = piecesOf(findComponents(ink.plane, INK_EDGE), ink);
  const least = DARK * darkest(pieces);
  const dark = pieces.filter((piece) => piece.darkness >= least);
  dark.sort((a, b) => Math.max(a.box.w, a.box.h) - Math.max(b.box.w, b.box.h));
  const half = dark.reduce((sum, piece) => sum + piece.area, 0) / 2;
  let seen = 0;
  for (const { box, area } of dark) {
    seen += area;
    if (seen >= half) return Math.max(box.w, box.h);
  }
  return 0;
}
