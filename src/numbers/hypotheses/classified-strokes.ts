// The strokes of a page, each classified alone, with the ruling taken out. What is surely a symbol by itself sets the
// scale for all that follows.

import type { Classifier } from '../../model/classifier.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import { type Piece, piecesOf } from '../../strokes/piece.js';
import { NO_WALLS, type Walls } from '../../strokes/walls.js';
import { typicalScale } from '../evidence/digit-scale.js';
import { kindsIn } from '../evidence/ink-kinds.js';
import type { SeenInk } from '../seen-ink.js';
import { cellsOf, eraseFaintInk } from './cell-ink.js';
import { type ClassifiedStrokes, classifyPieces, type GlyphCandidate } from './classify-pieces.js';
import { glyphsAlone } from './glyph-strokes.js';
import { partAtWalls } from './parted-strokes.js';
import { eraseRuling } from './ruling.js';
import { eraseSeenRules, wallsOf } from './seen-rules.js';

/** The strokes of `ink`; long straight lines that are part of no symbol are erased from `ink.plane` first. */
export function classifyStrokes(ink: SeenInk, classifier: Classifier): ClassifiedStrokes {
  const asFound = ink.strokes ?? strokesIn(ink, classifier);
  const heightOf = (each: ClassifiedStrokes): number => typicalScale(likelyDigits(each, ink))?.height ?? 0;
  const digit = heightOf(asFound);
  const cells = ink.sight && digit > 0 ? cellsOf(ink, ink.sight, digit) : [];
  const seen = ink.sight && eraseSeenRules(ink, ink.sight, asFound, digit);
  eraseFaintInk(ink, cells);
  const strokes = seen ? strokesIn(ink, classifier) : asFound;
  const ruling = eraseRuling(ink, strokes);
  const ruled = ruling
    ? { ...strokesIn(ink, classifier, { ...strokes, touched: ruling.touched }), walls: ruling.walls }
    : strokes;
  const height = heightOf(ruled);
  const found = seen ? joinedWalls(wallsOf(seen, ink, height), ruled.walls) : ruled.walls;
  const walls = ink.sight ? { ...found, seen: { ...ink.plane, data: ink.sight.rule } } : found;
  const touched = partAtWalls(ink.plane, ruled, walls.across, height);
  return { ...(touched ? strokesIn(ink, classifier, { ...ruled, touched }) : ruled), walls };
}

/** A stroke is a number's by this mean chance of its pixels, at least, to tell how large digits are. Set by eye. */
const A_NUMBER = 0.4;

/** The strokes that tell how large digits are: those that the page model takes for numbers, where there are any. */
function likelyDigits({ labels, alone }: ClassifiedStrokes, { plane, sight }: SeenInk): GlyphCandidate[] {
  const all = [...alone.values()];
  if (!sight) return all;
  const kinds = kindsIn(labels, plane.width, sight);
  const seen = all.filter(({ pieces }) => kinds(pieces).number >= A_NUMBER);
  return seen.length > 0 ? seen : all;
}

const joinedWalls = (a: Walls, b: Walls): Walls => ({
  down: [...a.down, ...b.down],
  across: [...a.across, ...b.across],
});

/** Strokes that were classified before some of them lost pixels. */
interface Before extends ClassifiedStrokes {
  /** 1 for each label that has lost pixels. */
  readonly touched: Uint8Array;
}

/** The connected strokes of `ink`, nothing erased; `before` spares asking about those that stayed as they were. */
export function strokesIn(ink: Ink, classifier: Classifier, before?: Before): ClassifiedStrokes {
  const components = findComponents(ink.plane, INK_EDGE);
  const { labels } = components;
  const pieces = piecesOf(components, ink);
  const glyphs = glyphsAlone(pieces, ink, labels);
  const known = before ? stillWhole(pieces, labels, before, ink.plane.width) : new Map<Piece, GlyphCandidate>();
  const classified = classifyPieces(
    glyphs.filter((piece) => !known.has(piece)).map((piece) => [piece]),
    ink.plane,
    labels,
    classifier,
  );
  let next = 0;
  return {
    labels,
    pieces,
    walls: NO_WALLS,
    alone: new Map(glyphs.map((piece) => [piece, known.get(piece) ?? classified[next++]!])),
  };
}

/** The verdicts on those of `pieces` that have lost nothing since they were classified. */
function stillWhole(
  pieces: readonly Piece[],
  labels: Int32Array,
  { alone, touched, ...before }: Before,
  width: number,
): Map<Piece, GlyphCandidate> {
  const was = new Map([...alone].map(([{ label }, candidate]) => [label, candidate]));
  const verdicts = new Map<Piece, GlyphCandidate>();
  for (const piece of pieces) {
    // The first row of its box holds one of its pixels. The label that this had before tells which stroke it was.
    let at = piece.box.y * width + piece.box.x;
    while (labels[at] !== piece.label) at++;
    const label = before.labels[at]!;
    const candidate = touched[label] === 0 ? was.get(label) : undefined;
    if (candidate) verdicts.set(piece, { ...candidate, pieces: [piece] });
  }
  return verdicts;
}
