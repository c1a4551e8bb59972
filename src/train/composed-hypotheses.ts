// What reading makes of composed lines before it judges anything: strokes cut and joined by the same function, and for
// each hypothesis how much of which digit it holds.

import type { Random } from '../engine/random.js';
import type { Box } from '../geometry/box.js';
import { union } from '../geometry/box.js';
import { cutAndJoin, isBody, isFragment, strokesOfLines } from '../numbers/hypotheses/cut-and-join.js';
import { glyphsAlone } from '../numbers/hypotheses/glyph-strokes.js';
import { INK_EDGE } from '../page/ink.js';
import { findComponents } from '../strokes/components.js';
import { darknessOf, type Piece, piecesOf } from '../strokes/piece.js';
import { type Composed, NO_DIGIT } from './draw/composed-lines.js';

export interface Hypothesis {
  /** The strokes that would be one glyph. */
  readonly pieces: readonly Piece[];
  /** Around all the pieces, pixels of the composed lines. */
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
  /** [height, width]: the label of the piece that a pixel belongs to, 0 for paper. */
  readonly labels: Int32Array;
  /** Right and wrong ones, as reading would make them. */
  readonly all: readonly Hypothesis[];
}

/** How often the classifier, which training does without, would doubt a digit that stands alone. */
const DOUBTED = 0.15;

/** A stroke that holds less of its digit's ink is a part of it. */
const WHOLE = 0.9;

/** A digit that inked more than this share of a stroke is in it. */
const HELD = 0.1;

/** Cuts and joins the strokes of composed lines as reading does, and compares each hypothesis with the true digits. */
export function hypothesesOf({ ink, owners, digits, size }: Composed, random: Random): Hypotheses {
  const components = findComponents(ink.plane, INK_EDGE);
  const { labels } = components;
  const pieces = piecesOf(components, ink);
  const inComponents = sharesOf(labels, owners, digits.length);
  // A classifier believes in what is one whole digit, or a letter. It believes in neither parts of digits nor several
  // that touch.
  const doubted = new Map<Piece, boolean>();
  const isSymbol = (piece: Piece): boolean => {
    const share = inComponents.get(piece.label);
    // Slices keep a label of the stroke that they were cut from, but were never judged.
    if (!share || pieces[piece.label - 1] !== piece) return false;
    const held = [...share.keys()].filter((digit) => share[digit]! > HELD * piece.area);
    if (held.length !== 1) return false;
    const { label, area } = digits[held[0]!]!;
    if (label !== NO_DIGIT && share[held[0]!]! < WHOLE * area) return false;
    if (!doubted.has(piece)) doubted.set(piece, random() < DOUBTED);
    return !doubted.get(piece);
  };
  const scale = { height: size, darkness: darknessOf(pieces) };
  const bodies = glyphsAlone(pieces, ink, labels).filter((piece) => isBody(piece, scale));
  const body = new Set(bodies);
  const fragments = pieces.filter((piece) => !body.has(piece) && isFragment(piece, scale, ink.pen));
  const lines = strokesOfLines({ bodies, fragments }, size).map((strokes) => ({ strokes, own: scale }));
  const runs = cutAndJoin(lines, { ink, labels, nextLabel: pieces.length + 1 }, isSymbol).flatMap((line) =>
    line.runs.map((run) => run.pieces),
  );
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
