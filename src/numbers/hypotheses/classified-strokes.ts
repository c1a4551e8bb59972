// The strokes of a page, each classified alone, with the ruling taken out. What is surely a symbol by itself sets the
// scale for all that follows. All but the verdicts is kept for when the page is read again.

import type { Classifier } from '../../model/classifier.js';
import { SYMBOL_CELL, type SymbolSight } from '../../model/sight/symbol-model.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import type { Cell } from '../../strokes/cells.js';
import { findComponents } from '../../strokes/components.js';
import { type Piece, piecesOf } from '../../strokes/piece.js';
import type { Mask } from '../../strokes/run-chain.js';
import { NO_WALLS, type Wall, type Walls } from '../../strokes/walls.js';
import { typicalScale } from '../evidence/digit-scale.js';
import { kindsIn, likelyDigits } from '../evidence/ink-kinds.js';
import { withDigits } from '../evidence/seen-symbols.js';
import { lastMade } from '../last-made.js';
import type { SeenInk } from '../seen-ink.js';
import { cellsOf, eraseFaintInk } from './cell-ink.js';
import { type ClassifiedStrokes, classifyPieces, type GlyphCandidate } from './classify-pieces.js';
import { glyphsAlone } from './glyph-strokes.js';
import { partAtWalls } from './parted-strokes.js';
import { eraseRuling, rulingBy } from './ruling.js';
import { eraseSeenRules, keptStrokes, wallsOf } from './seen-rules.js';

/**
 * The strokes of `ink`, and the ink without the long straight lines that are part of no symbol.
 * @param symbols what the symbol model sees, where there is one: what is a digit to it is no line
 */
export function classifyStrokes<I extends SeenInk>(
  ink: I,
  classifier: Classifier,
  symbols?: SymbolSight,
): ClassifiedStrokes & { readonly ink: I } {
  const asFound = ink.strokes ?? strokesIn(ink, classifier);
  const heightOf = (each: ClassifiedStrokes): number => {
    const all = [...each.alone.values()];
    const likely = ink.sight
      ? likelyDigits(
          all,
          kindsIn(() => each.labels, ink.plane.width, ink.sight),
        )
      : all;
    return typicalScale(likely)?.height ?? 0;
  };
  const seen = ink.sight && withoutSeen({ ...ink, sight: ink.sight }, asFound, heightOf(asFound), symbols);
  let plane = seen?.plane ?? ink.plane;
  const strokes = seen ? strokesIn({ ...ink, plane }, classifier) : asFound;
  const ruling = withoutRuling({ ...ink, plane }, strokes);
  plane = ruling?.plane ?? plane;
  const ruled = ruling ? strokesIn({ ...ink, plane }, classifier, { strokes, touched: ruling.touched }) : strokes;
  const height = heightOf(ruled);
  const found = joinedWalls(seen ? wallsSeen(seen.rules, ink, height) : NO_WALLS, ruling?.walls ?? NO_WALLS);
  const walls = ink.sight ? { ...found, seen: { ...ink.plane, data: ink.sight.rule } } : found;
  const parted = partedAt(plane, ruled, walls.across, height);
  plane = parted?.plane ?? plane;
  const whole = parted ? strokesIn({ ...ink, plane }, classifier, { strokes: ruled, touched: parted.touched }) : ruled;
  for (const before of [asFound, strokes, ruled]) if (before !== whole) before.forgetLabels?.();
  return { labels: whole.labels, pieces: whole.pieces, alone: whole.alone, walls, ink: { ...ink, plane } };
}

const copied = (plane: Plane): Plane => ({ ...plane, data: plane.data.slice() });

/** Digits of so many cells of the symbol model are seen too coarsely to be told from a rule beside them. */
const COARSE = 3;

const cells = lastMade<Cell[]>();
const unruled = lastMade<{ readonly plane: Plane; readonly rules: Mask }>();

/** The ink without the rules that the page model sees, where no digit is seen, and without faint print in cells. */
function withoutSeen(
  ink: SeenInk & Required<Pick<SeenInk, 'sight'>>,
  strokes: ClassifiedStrokes,
  digit: number,
  symbols: SymbolSight | undefined,
): { readonly plane: Plane; readonly rules: Mask } {
  const { sight } = ink;
  const found = cells(sight, [digit], () => (digit > 0 ? cellsOf(ink, sight, digit) : []));
  const kept = keptStrokes(strokes, digit);
  return unruled(ink.plane, [sight, kept, found, symbols], () => {
    const erased = { ...ink, plane: copied(ink.plane) };
    const isSeenFine = digit > COARSE * SYMBOL_CELL * (ink.reduced ?? 1);
    const number =
      symbols && isSeenFine ? withDigits(sight.number, ink.plane.width, symbols, ink.reduced) : sight.number;
    const rules = eraseSeenRules(erased, { ...sight, number }, strokes.labels, kept, digit);
    eraseFaintInk(erased, sight, found);
    return { plane: erased.plane, rules };
  });
}

const withoutRules = lastMade<
  { readonly plane: Plane; readonly touched: Uint8Array; readonly walls: Walls } | undefined
>();

function withoutRuling(ink: SeenInk, strokes: ClassifiedStrokes) {
  const by = rulingBy(strokes);
  return withoutRules(ink.plane, [ink.darkness, ink.sight, by.height, by.symbols], () => {
    const plane = copied(ink.plane);
    const ruling = eraseRuling({ ...ink, plane }, strokes, by);
    return ruling && { plane, ...ruling };
  });
}

const seenWalls = lastMade<Walls>();

const wallsSeen = (rules: Mask, ink: Ink, height: number): Walls =>
  seenWalls(rules, [height], () => wallsOf({ ...rules, data: rules.data.slice() }, ink, height));

const parts = lastMade<{ readonly plane: Plane; readonly touched: Uint8Array } | undefined>();

function partedAt(plane: Plane, strokes: ClassifiedStrokes, across: readonly Wall[], height: number) {
  return parts(plane, [strokes.pieces, across, height], () => {
    const copy = copied(plane);
    const touched = partAtWalls(copy, strokes, across, height);
    return touched && { plane: copy, touched };
  });
}

const joinedWalls = (a: Walls, b: Walls): Walls => ({
  down: [...a.down, ...b.down],
  across: [...a.across, ...b.across],
});

/** Strokes that were classified before some of them lost pixels. */
interface Before {
  readonly strokes: ClassifiedStrokes;
  /** 1 for each label that has lost pixels. */
  readonly touched: Uint8Array;
}

/** Connected strokes that nobody has judged. */
interface StrokeShapes {
  /** [height, width]: the label of each pixel's piece, 0 for paper; missing where it was forgotten. */
  labels: Int32Array | undefined;
  readonly pieces: readonly Piece[];
  /** Those that are large and dark enough to be glyphs by themselves. */
  readonly glyphs: readonly Piece[];
  /** What those were before that have lost nothing since. */
  readonly whole: ReadonlyMap<Piece, Piece>;
}

const shapes = lastMade<StrokeShapes>();

/** The connected strokes of `ink`, nothing erased; `before` spares asking about those that stayed as they were. */
export function strokesIn(ink: Ink, classifier: Classifier, before?: Before): ClassifiedStrokes {
  const shape = shapes(ink.plane, [ink.darkness, before?.strokes.pieces, before?.touched], () => shapesIn(ink, before));
  const labels = (): Int32Array => {
    shape.labels ??= findComponents(ink.plane, INK_EDGE).labels;
    return shape.labels;
  };
  const known = new Map<Piece, GlyphCandidate>();
  for (const [piece, was] of shape.whole) {
    const candidate = before!.strokes.alone.get(was);
    if (candidate) known.set(piece, { ...candidate, pieces: [piece] });
  }
  const classified = classifyPieces(
    shape.glyphs.filter((piece) => !known.has(piece)).map((piece) => [piece]),
    ink.plane,
    labels,
    classifier,
  );
  let next = 0;
  return {
    get labels() {
      return labels();
    },
    pieces: shape.pieces,
    walls: NO_WALLS,
    alone: new Map(shape.glyphs.map((piece) => [piece, known.get(piece) ?? classified[next++]!])),
    forgetLabels() {
      shape.labels = undefined;
    },
  };
}

function shapesIn(ink: Ink, before: Before | undefined): StrokeShapes {
  const components = findComponents(ink.plane, INK_EDGE);
  const { labels } = components;
  const pieces = piecesOf(components, ink);
  const whole = before ? stillWhole(pieces, labels, before, ink.plane.width) : new Map<Piece, Piece>();
  return { labels, pieces, glyphs: glyphsAlone(pieces, ink, labels), whole };
}

/** Those of `pieces` that have lost nothing, with what they were before. */
function stillWhole(
  pieces: readonly Piece[],
  labels: Int32Array,
  { strokes, touched }: Before,
  width: number,
): Map<Piece, Piece> {
  const whole = new Map<Piece, Piece>();
  for (const piece of pieces) {
    // The first row of its box holds one of its pixels. The label that this had before tells which stroke it was.
    let at = piece.box.y * width + piece.box.x;
    while (labels[at] !== piece.label) at++;
    const label = strokes.labels[at]!;
    const was = touched[label] === 0 ? strokes.pieces[label - 1] : undefined;
    if (was) whole.set(piece, was);
  }
  return whole;
}
