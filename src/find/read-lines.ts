// Ink → lines of glyphs: components, their grouping, cutting and joining, and the choice between the hypotheses.
import type { Classifier, Lettering } from '../model/classifier.js';
import type { Ink } from '../page/ink.js';
import { STRONGEST, symbolGiven, symbolOdds } from './context.js';
import { cutPiece } from './cut.js';
import { joins } from './hypotheses.js';
import { type Candidate, judge } from './judge.js';
import { bestPath, type Edge } from './lattice.js';
import { strokesOfWords } from './lettering.js';
import { groupLines } from './lines.js';
import type { Piece } from './piece.js';
import { darknessFit, type Scale, sizeFit, typical } from './scale.js';
import { attachSmall } from './small.js';
import { withoutStrays } from './strays.js';
import { findStrokes } from './strokes.js';
import { withoutGuesses, withoutWords } from './words.js';

/** A glyph that was found, in working pixels. */
export interface FoundGlyph {
  readonly candidate: Candidate;
  readonly box: Candidate['box'];
  /** Chance that the line was cut here as it was. */
  readonly cut: number;
  /** Chance that it is the symbol read, by all evidence of the page. */
  readonly chance: number;
}

/** What was found on a page as it lies. */
export interface FoundPage {
  /** Top to bottom, left to right. */
  readonly lines: readonly (readonly FoundGlyph[])[];
  /** Full-sized strokes that are not in them. */
  readonly unread: number;
}

/** Seams lie this far apart, in digit heights: half the width of the narrowest digits that touch others. */
const SEAMS_APART = 0.13;

/** The lines of glyphs in `ink`, top to bottom, left to right, without words where `lettering` tells them. Rules it erases are erased from `ink` too. */
export function readLines(ink: Ink, classifier: Classifier, lettering?: Lettering): FoundPage {
  if (ink.pen === 0) return { lines: [], unread: 0 };
  const { labels, pieces, alone } = findStrokes(ink, classifier);
  let nextLabel = pieces.length + 1;
  const scale = typical([...alone.values()]);
  if (!scale) return { lines: [], unread: 0 };

  // Full-sized strokes make the lines; bars, dots and broken ends join the line they lie in.
  const strokes = pieces.filter((piece) => alone.has(piece) && isBody(piece, scale));
  const words = lettering ? strokesOfWords(groupLines(strokes), alone, scale.height, lettering) : new Set<Piece>();
  const bodies = strokes.filter((piece) => !words.has(piece));
  const odds = symbolOdds(
    [...alone].filter(([piece]) => !words.has(piece)).map(([, candidate]) => candidate),
    scale,
  );
  const body = new Set(bodies);
  const marks = pieces.filter((piece) => !body.has(piece) && !words.has(piece) && isMark(piece, scale, ink.pen));
  const lines = attachSmall(groupLines(bodies), marks, scale.height);

  // Wide strokes are cut, runs of pieces joined; all hypotheses of the page are judged together.
  const hypotheses = lines.map((line) => {
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
  const sets = hypotheses.flatMap((line) => line.runs.map((run) => run.pieces));
  // A stroke that was not cut has been judged already.
  const known = (set: readonly Piece[]): Candidate | undefined => (set.length === 1 ? alone.get(set[0]!) : undefined);
  const unknown = judge(
    sets.filter((set) => !known(set)),
    ink.plane,
    labels,
    classifier,
  );
  let asked = 0;
  const verdicts = sets.map((set) => known(set) ?? unknown[asked++]!);

  let next = 0;
  let unread = 0;
  const found = hypotheses.map(({ pieces, weights, own, runs }) => {
    const edges = runs.map(({ from, to }): Edge => {
      const candidate = verdicts[next++]!;
      const symbol = symbolChance(candidate, own, scale, odds, ink);
      return { from, to, candidate, symbol, chance: symbol * share(candidate) };
    });
    const path = bestPath(weights, edges);
    const glyphs = path.edges.map((edge, k) => ({
      candidate: edge.candidate,
      box: edge.candidate.box,
      cut: path.cuts[k]!,
      chance: edge.chance,
    }));
    const taken = new Set(glyphs.flatMap((glyph) => glyph.candidate.pieces));
    const others = pieces.filter((piece, k) => weights[k]! > 0.6 && !taken.has(piece)).map((piece) => piece.box);
    const numbers = withoutWords(glyphs, others, own.height);
    const kept = odds < STRONGEST ? withoutGuesses(numbers, own.height) : numbers;
    unread += others.length + glyphs.length - kept.length;
    return kept;
  });
  const { width, height } = ink.plane;
  const kept = withoutStrays(found, scale, width, height, classifier.alphabet);
  return { lines: kept.filter((line) => line.length > 0), unread };
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

/** Whether a stroke may hold several glyphs: too wide for one, or wide and not believed to be one. */
function mayBeSeveral({ box, area }: Piece, alone: Candidate | undefined, height: number): boolean {
  if (box.w < 0.5 * height || box.h < 0.4 * height || area > SOLID * box.w * box.h) return false;
  if (box.w > 1.4 * height) return true;
  return (alone?.symbol ?? 0) < 0.9;
}

/** Strokes fainter than these shares of their line's, and of the page's, are as likely show-through or dirt as writing. */
const FAINT_IN_LINE = 0.33;
const FAINT_ON_PAGE = 0.22;

/**
 * … and strokes that stand out of the paper by fewer of its standard deviations are its texture, which reaches MOST_TEXTURE where it
 * is coarse. Where the page's strokes are digits throughout, only what plain noise reaches is doubted.
 */
const MOST_TEXTURE = 7;
const LEAST_TEXTURE = 4;
const LEAST_NOISE = 1;

/** Standard deviations that texture may reach on a page with these odds of a stroke being a symbol. */
function textureReach(odds: number): number {
  const sure = Math.min(1, Math.max(0, Math.log(odds) / Math.log(STRONGEST)));
  return MOST_TEXTURE + sure * (LEAST_TEXTURE - MOST_TEXTURE);
}

function symbolChance(candidate: Candidate, line: Scale, page: Scale, odds: number, ink: Ink): number {
  const area = candidate.pieces.reduce((sum, piece) => sum + piece.area, 0);
  const darkness = candidate.pieces.reduce((sum, piece) => sum + piece.area * piece.darkness, 0) / area;
  return (
    symbolGiven(candidate, odds) *
    darknessFit(darkness, line.darkness, FAINT_IN_LINE) *
    darknessFit(darkness, page.darkness, FAINT_ON_PAGE) *
    darknessFit(darkness, Math.max(LEAST_NOISE, ink.noise), textureReach(odds)) *
    sizeFit(candidate.box.h, line.height, 1.8) *
    sizeFit(candidate.box.h, page.height, 3)
  );
}

/** The likeliest symbol's share of the chance that it is one at all. */
function share({ verdict, best, symbol }: Candidate): number {
  return symbol > 0 ? verdict[best]! / symbol : 0;
}
