// Ink → what may be read: lines of pieces, wide strokes cut, and every run of pieces that may be one glyph. Over-segmentation:
// a needless cut costs little, since the whole stroke stays among the hypotheses.
import type { Classifier, Lettering } from '../../model/classifier.js';
import type { Ink } from '../../page/ink.js';
import { cutPiece } from '../../strokes/cut.js';
import type { Piece } from '../../strokes/piece.js';
import { type Scale, typical } from '../evidence/digit-scale.js';
import { strokesOfWords } from '../evidence/lettering-vote.js';
import { symbolOdds } from '../evidence/symbol-odds.js';
import { attachSmall } from '../layout/attach-marks.js';
import { groupLines } from '../layout/lines.js';
import { findSigns, type Sign } from '../signs.js';
import type { Candidate } from './classify-pieces.js';
import { joins, type Run } from './joins.js';
import { findStrokes } from './judged-strokes.js';

/** A line of pieces, left to right, and the runs of them that may be one glyph. */
export interface LineHypotheses {
  readonly pieces: readonly Piece[];
  /** How much it matters to leave a piece out, 0 to 1. */
  readonly weights: readonly number[];
  /** What the line's own digits look like. */
  readonly own: Scale;
  readonly runs: readonly Run[];
}

export interface Segmented {
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  readonly scale: Scale;
  /** Prior odds that a full-sized stroke of this page is a symbol. */
  readonly odds: number;
  /** The verdict on each uncut piece that is large enough to be a glyph by itself. */
  readonly alone: ReadonlyMap<Piece, Candidate>;
  /** Full-sized strokes that stand in words. */
  readonly words: number;
  /** Points, commas and minus signs, which are in no line. */
  readonly signs: readonly Sign[];
  /** Top to bottom. */
  readonly lines: readonly LineHypotheses[];
}

/** Seams lie this far apart, in digit heights: half the width of the narrowest digits that touch others. */
export const SEAMS_APART = 0.13;

/** The hypotheses about `ink`, or undefined where nothing is written; rules that it erases are erased from `ink` too. */
export function segment(ink: Ink, classifier: Classifier, lettering?: Lettering): Segmented | undefined {
  if (ink.pen === 0) return undefined;
  const { labels, pieces, alone } = findStrokes(ink, classifier);
  let nextLabel = pieces.length + 1;
  const scale = typical([...alone.values()]);
  if (!scale) return undefined;

  // Full-sized strokes make the lines; bars, dots and broken ends join the line they lie in.
  const strokes = pieces.filter((piece) => alone.has(piece) && isBody(piece, scale));
  const words = lettering ? strokesOfWords(groupLines(strokes), alone, scale.height, lettering) : new Set<Piece>();
  const isDigit = (piece: Piece): boolean => {
    const candidate = alone.get(piece);
    return candidate !== undefined && candidate.symbol > 0.5 && classifier.alphabet[candidate.best] !== '1';
  };
  const numeral = strokes.filter((piece) => !words.has(piece));
  const page = { ink: ink.plane, labels, height: scale.height, pen: ink.pen, isDigit };
  const signs = findSigns(
    pieces.filter((piece) => !words.has(piece)),
    numeral,
    page,
  );
  const bodies = numeral.filter((piece) => !signs.has(piece));
  const odds = symbolOdds(
    [...alone].filter(([piece]) => !words.has(piece)).map(([, candidate]) => candidate),
    scale,
  );
  const body = new Set(bodies);
  const marks = pieces.filter(
    (piece) => !body.has(piece) && !words.has(piece) && !signs.has(piece) && isMark(piece, scale, ink.pen),
  );

  const lines = attachSmall(groupLines(bodies), marks, scale.height).map((line) => {
    const own = scaleOf(line, alone, scale);
    const { height } = own;
    const sliced = line.flatMap((piece) => {
      if (!mayBeSeveral(piece, alone.get(piece), height)) return [piece];
      const slices = cutPiece(piece, ink.plane, labels, ink.pen, Math.max(3, SEAMS_APART * height), nextLabel);
      if (slices.length === 1) return [piece];
      nextLabel += slices.length - 1;
      return slices;
    });
    sliced.sort((a, b) => a.box.x + a.box.w / 2 - (b.box.x + b.box.w / 2));
    const single = sliced.map((piece, k) => ({ from: k, to: k + 1, pieces: [piece] }));
    const weights = sliced.map((piece) => weightOf(piece, height));
    return { pieces: sliced, weights, own, runs: [...single, ...joins(sliced, height, (piece) => alone.get(piece))] };
  });
  return { labels, scale, odds, alone, words: words.size, signs: [...signs.values()], lines };
}

function isBody({ box, darkness }: Piece, scale: Scale): boolean {
  return box.h >= 0.4 * scale.height && box.h <= 4 * scale.height && darkness >= 0.15 * scale.darkness;
}

function isMark({ box, darkness, area }: Piece, scale: Scale, pen: number): boolean {
  const long = Math.max(box.w, box.h);
  return (
    long >= 0.12 * scale.height &&
    box.h <= scale.height &&
    box.w <= 1.5 * scale.height &&
    area >= 0.3 * pen * pen &&
    darkness >= 0.3 * scale.darkness
  );
}

/** How much it matters to leave a piece out: fully from half a digit's height on, hardly for specks. */
function weightOf({ box }: Piece, height: number): number {
  return Math.min(1, Math.max(box.w, box.h) / (0.5 * height)) ** 2;
}

/** What the line's own symbols look like, or the page's where it has none that is sure. */
function scaleOf(line: readonly Piece[], alone: ReadonlyMap<Piece, Candidate>, page: Scale): Scale {
  const known: Candidate[] = [];
  for (const piece of line) {
    const candidate = alone.get(piece);
    if (candidate && candidate.symbol > 0.5) known.push(candidate);
  }
  return typical(known) ?? page;
}

/** A stroke that fills more of its box than this is a smudge, whose slices would be 1s: joined digits leave most of theirs white. */
const SOLID = 0.6;

/** In digit heights: two 1s that touch are no narrower. */
export const NARROWEST = 0.25;

/** Whether a stroke may hold several glyphs: too wide for one, or wide and not believed to be one. */
function mayBeSeveral({ box, area }: Piece, alone: Candidate | undefined, height: number): boolean {
  if (box.w < NARROWEST * height || box.h < 0.4 * height || area > SOLID * box.w * box.h) return false;
  if (box.w > 1.4 * height) return true;
  return (alone?.symbol ?? 0) < 0.9;
}
