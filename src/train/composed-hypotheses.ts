// What reading makes of composed lines before it judges anything: strokes cut and joined, and for each such hypothesis how much of
// which digit it holds.

import type { Random } from '../engine/random.js';
import type { Box } from '../geometry/box.js';
import { union } from '../geometry/box.js';
import { joins } from '../numbers/hypotheses/joins.js';
import { NARROWEST, SEAMS_APART } from '../numbers/hypotheses/segment.js';
import { attachSmall } from '../numbers/layout/attach-marks.js';
import { groupLines } from '../numbers/layout/lines.js';
import { INK_EDGE } from '../page/ink.js';
import { findComponents } from '../strokes/components.js';
import { cutPiece } from '../strokes/cut.js';
import { type Piece, piecesOf } from '../strokes/piece.js';
import type { Composed } from './draw/composed-lines.js';

export interface Hypothesis {
  readonly pieces: readonly Piece[];
  readonly box: Box;
  /** The digit it holds most of. */
  readonly label: string;
  /** Its ink in common with that digit, as a share of both together (intersection over union). */
  readonly common: number;
  /** The most that any of the hypotheses has in common with that digit. */
  readonly most: number;
}

/** Labels of the pieces, [height, width], and the hypotheses about them. */
export interface Hypotheses {
  readonly labels: Int32Array;
  readonly all: readonly Hypothesis[];
}

/** A lone digit is cut this often: the reader cuts those that it does not believe in. */
const DOUBTED = 0.15;

export function hypothesesOf({ ink, owners, digits, size }: Composed, random: Random): Hypotheses {
  const components = findComponents(ink.plane, INK_EDGE);
  const { labels } = components;
  const pieces = piecesOf(components, ink);
  const inComponents = sharesOf(labels, owners, digits.length);
  const bodies = pieces.filter(({ box }) => box.h >= 0.4 * size);
  const marks = pieces.filter(({ box }) => box.h < 0.4 * size && Math.max(box.w, box.h) >= 0.12 * size);
  let nextLabel = pieces.length + 1;
  const runs = attachSmall(groupLines(bodies), marks, size).flatMap((line) => {
    const sliced = line.flatMap((piece) => {
      const { box } = piece;
      const several = inComponents.get(piece.label)!.filter((share) => share > 0.1 * piece.area).length > 1;
      if (box.w < NARROWEST * size || box.h < 0.4 * size) return [piece];
      if (box.w < 1.4 * size && !several && random() > DOUBTED) return [piece];
      const slices = cutPiece(piece, ink.plane, labels, ink.pen, Math.max(3, SEAMS_APART * size), nextLabel);
      nextLabel += slices.length - 1;
      return slices;
    });
    sliced.sort((a, b) => a.box.x + a.box.w / 2 - (b.box.x + b.box.w / 2));
    return [...sliced.map((piece) => [piece]), ...joins(sliced, size, () => undefined).map((run) => run.pieces)];
  });
  const shares = sharesOf(labels, owners, digits.length);
  const judged = runs.map((run) => ({ pieces: run, ...nearest(run, shares, digits) }));
  const most = new Float64Array(digits.length);
  for (const { digit, common } of judged) most[digit] = Math.max(most[digit]!, common);
  const all = judged.map(({ pieces, digit, common }): Hypothesis => {
    const box = union(pieces.map((piece) => piece.box));
    return { pieces, box, label: digits[digit]!.label, common, most: most[digit]! };
  });
  return { labels, all };
}

/** The digit that the pieces have most in common with. */
function nearest(
  pieces: readonly Piece[],
  shares: ReadonlyMap<number, Float64Array>,
  digits: Composed['digits'],
): { digit: number; common: number } {
  const area = pieces.reduce((sum, piece) => sum + piece.area, 0);
  let nearest = { digit: 0, common: -1 };
  for (const [digit, { area: whole }] of digits.entries()) {
    const inside = pieces.reduce((sum, piece) => sum + (shares.get(piece.label)?.[digit] ?? 0), 0);
    const common = inside / (area + whole - inside);
    if (common > nearest.common) nearest = { digit, common };
  }
  return nearest;
}

/** For each piece's label, how many of its pixels each digit inked. */
function sharesOf(labels: Int32Array, owners: readonly Uint8Array[], digits: number): Map<number, Float64Array> {
  const shares = new Map<number, Float64Array>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0) continue;
    let share = shares.get(label);
    if (!share) {
      share = new Float64Array(digits);
      shares.set(label, share);
    }
    for (const owner of owners) if (owner[i]! > 0) share[owner[i]! - 1]!++;
  }
  return shares;
}
