// The strokes of a page, each judged alone, with the ruling taken out. What is surely a symbol by itself sets the scale
// for all that follows.

import type { Box } from '../../geometry/box.js';
import { CHAMFER, distanceTo } from '../../glyph/distance.js';
import type { Classifier } from '../../model/classifier.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import { cropOf, type Piece, piecesOf } from '../../strokes/piece.js';
import { eraseRules } from '../../strokes/rules.js';
import { typical } from '../evidence/digit-scale.js';
import { type Candidate, judge } from './classify-pieces.js';

export interface Strokes {
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  readonly pieces: readonly Piece[];
  /** The verdict on each piece that is large and dark enough to be a glyph by itself. */
  readonly alone: ReadonlyMap<Piece, Candidate>;
}

/** Strokes this many pens long, and no fewer pixels, may be a glyph by themselves. */
const SHORTEST_PENS = 1.5;
const SHORTEST = 7;

/** … and at least this share as dark as the darkest. */
const FAINTEST = 0.15;

/** The shortest rule: this many pens, and this many digit heights. */
const RULE_PENS = 8;
const RULE_HEIGHTS = 2.2;

/** In digit heights: a stroke this large is no symbol, whatever a picture of it looks like small. */
const LARGEST_SYMBOL = 4;

/** The strokes of `ink`; long straight lines that are part of no symbol are erased from `ink.plane` first. */
export function findStrokes(ink: Ink, classifier: Classifier): Strokes {
  const strokes = strokesIn(ink, classifier);
  const touched = eraseRuling(ink, strokes);
  return touched ? strokesIn(ink, classifier, { ...strokes, touched }) : strokes;
}

/** Strokes that were judged before some of them, `touched` by label, lost pixels. */
interface Before extends Strokes {
  readonly touched: Uint8Array;
}

function strokesIn(ink: Ink, classifier: Classifier, before?: Before): Strokes {
  const components = findComponents(ink.plane, INK_EDGE);
  const { labels } = components;
  const pieces = piecesOf(components, ink);
  const glyphs = glyphsAlone(pieces, ink, labels);
  const known = before ? stillWhole(pieces, labels, before, ink.plane.width) : new Map<Piece, Candidate>();
  const judged = judge(
    glyphs.filter((piece) => !known.has(piece)).map((piece) => [piece]),
    ink.plane,
    labels,
    classifier,
  );
  let next = 0;
  return { labels, pieces, alone: new Map(glyphs.map((piece) => [piece, known.get(piece) ?? judged[next++]!])) };
}

/** Those of `pieces` that are large and dark enough to be a glyph by themselves, and no blots. */
export function glyphsAlone(pieces: readonly Piece[], ink: Ink, labels: Int32Array): Piece[] {
  const shortest = Math.max(SHORTEST, SHORTEST_PENS * ink.pen);
  const long = pieces.filter(({ box }) => Math.max(box.w, box.h) >= shortest);
  const faintest = FAINTEST * darkest(long);
  return long.filter((piece) => piece.darkness >= faintest && !isBlot(piece, ink.plane, labels));
}

/** The verdicts on those of `pieces` that have lost nothing since they were judged. */
function stillWhole(
  pieces: readonly Piece[],
  labels: Int32Array,
  { alone, touched, ...before }: Before,
  width: number,
): Map<Piece, Candidate> {
  const was = new Map([...alone].map(([{ label }, candidate]) => [label, candidate]));
  const verdicts = new Map<Piece, Candidate>();
  for (const piece of pieces) {
    // Its box's first row holds one of its pixels, which tells what it was.
    let at = piece.box.y * width + piece.box.x;
    while (labels[at] !== piece.label) at++;
    const label = before.labels[at]!;
    const candidate = touched[label] === 0 ? was.get(label) : undefined;
    if (candidate) verdicts.set(piece, { ...candidate, pieces: [piece] });
  }
  return verdicts;
}

/** A blot fills more than this share of its box, … */
const FILLED = 0.5;

/**
 * … and a disc in it is this share of its length across: a marker's widest strokes, with loops run full, come to a third; what is smaller
 * than so many working pixels, whose loops the light runs over, to more.
 */
const DISC = 0.38;
const SMALL = 40;
const DISC_OF_SMALL = 0.45;

/** Whether it is a smudge or a blot, which drawn with a pen's width would make a 0, an 8 or a 1. */
function isBlot(piece: Piece, ink: Plane, labels: Int32Array): boolean {
  const { box, area } = piece;
  const long = Math.max(box.w, box.h);
  const disc = (long < SMALL ? DISC_OF_SMALL : DISC) * long;
  if (area <= FILLED * box.w * box.h || Math.min(box.w, box.h) < disc) return false;
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
    if (seen >= total / 20) return piece.darkness;
  }
  return 0;
}

/** Length in working pixels of the typical dark stroke, each counting by its ink; 0 where there is none. */
export function strokeLength(ink: Ink): number {
  const pieces = piecesOf(findComponents(ink.plane, INK_EDGE), ink);
  const least = 0.5 * darkest(pieces);
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

/** A stroke that is a rule by more than this share is no symbol, whatever it looks like: where rules cross they make a 4. */
const MOSTLY = 0.5;

/** … and a rule runs on beyond the stroke that it crosses, by more than so many digit heights, where a bar ends. */
const BEYOND = 0.5;

/**
 * Erases rules from the ink of all pieces but sure symbols; bars may be pieces of a rule, whatever they look like. Gives 1 for each
 * label that has lost pixels, or undefined where there is no rule.
 */
function eraseRuling(ink: Ink, { labels, pieces, alone }: Strokes): Uint8Array | undefined {
  const height = typical([...alone.values()])?.height ?? 0;
  const length = Math.max(RULE_PENS * ink.pen, RULE_HEIGHTS * height);
  const isSymbol = ({ symbol, box }: Candidate): boolean =>
    symbol > 0.5 &&
    Math.min(box.w, box.h) > 0.3 * Math.max(box.w, box.h) &&
    (height === 0 || Math.max(box.w, box.h) < LARGEST_SYMBOL * height);

  // Near dark strokes a faint rule is no ink, yet darker than paper, and so still whole.
  const data = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) if (labels[i]! > 0 || ink.darkness.data[i]! > 0) data[i] = 1;
  const mask = { width: ink.plane.width, height: ink.plane.height, data };
  if (eraseRules(mask, ink.darkness, { length, pen: ink.pen }) === 0) return undefined;
  const left = remains(labels, data, mask.width, pieces.length);
  const runsOn = ({ label, box }: Piece): boolean => {
    const rest = left[label]!.box;
    return Math.max(box.w - rest.w, box.h - rest.h) > BEYOND * height;
  };
  const keep = new Uint8Array(pieces.length + 1);
  for (const [piece, candidate] of alone) {
    const erased = piece.area - left[piece.label]!.area;
    if (isSymbol(candidate) && erased < MOSTLY * piece.area && !runsOn(piece)) keep[piece.label] = 1;
  }
  keep[0] = 1;
  for (let i = 0; i < labels.length; i++) if (keep[labels[i]!] === 0 && data[i] === 0) ink.plane.data[i] = 0;
  const touched = new Uint8Array(pieces.length + 1);
  for (const { label, area } of pieces) if (left[label]!.area < area && keep[label] === 0) touched[label] = 1;
  return touched;
}

/** Area and box of what is left of each of the pieces with labels 1 to `count`, where `data` is not 0. */
function remains(labels: Int32Array, data: Uint8Array, width: number, count: number): { area: number; box: Box }[] {
  const [left, top] = [new Int32Array(count + 1).fill(width), new Int32Array(count + 1).fill(-1)];
  const [right, bottom, area] = [
    new Int32Array(count + 1).fill(-1),
    new Int32Array(count + 1),
    new Uint32Array(count + 1),
  ];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0 || data[i] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (top[label]! < 0) top[label] = y;
    bottom[label] = y;
    left[label] = Math.min(left[label]!, x);
    right[label] = Math.max(right[label]!, x);
    area[label]!++;
  }
  return Array.from(area, (pixels, k) => ({
    area: pixels,
    box:
      pixels === 0
        ? { x: 0, y: 0, w: 0, h: 0 }
        : { x: left[k]!, y: top[k]!, w: right[k]! - left[k]! + 1, h: bottom[k]! - top[k]! + 1 },
  }));
}
