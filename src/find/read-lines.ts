// Ink → lines of glyphs: components, their grouping, cutting and joining, and the choice between the hypotheses.
import type { Classifier } from '../model/classifier.js';
import type { Ink } from '../page/ink.js';
import { chanceGiven, symbolOdds } from './context.js';
import { cutPiece } from './cut.js';
import { joins } from './hypotheses.js';
import { type Candidate, judge } from './judge.js';
import { bestPath, type Edge } from './lattice.js';
import { groupLines } from './lines.js';
import type { Piece } from './piece.js';
import { darknessFit, type Scale, sizeFit, typical } from './scale.js';
import { attachSmall } from './small.js';
import { findStrokes } from './strokes.js';

/** A glyph that was found, in working pixels. */
export interface FoundGlyph {
  readonly candidate: Candidate;
  readonly box: Candidate['box'];
  /** Chance that the line was cut here as it was. */
  readonly cut: number;
}

/** The lines of glyphs in `ink`, top to bottom, left to right. Rules it erases are erased from `ink` too. */
export function readLines(ink: Ink, classifier: Classifier): FoundGlyph[][] {
  if (ink.pen === 0) return [];
  const { labels, pieces, alone } = findStrokes(ink, classifier);
  let nextLabel = pieces.length + 1;
  const scale = typical([...alone.values()]);
  if (!scale) return [];
  const odds = symbolOdds([...alone.values()], scale);

  // Full-sized strokes make the lines; bars, dots and broken ends join the line they lie in.
  const bodies = pieces.filter((piece) => alone.has(piece) && isBody(piece, scale));
  const body = new Set(bodies);
  const marks = pieces.filter((piece) => !body.has(piece) && isMark(piece, scale, ink.pen));
  const lines = attachSmall(groupLines(bodies), marks, scale.height);

  // Wide strokes are cut, runs of pieces joined; all hypotheses of the page are judged together.
  const hypotheses = lines.map((line) => {
    const height = lineHeight(line, alone, scale);
    const sliced = line.flatMap((piece) => {
      if (!mayBeSeveral(piece, alone.get(piece), height)) return [piece];
      const slices = cutPiece(piece, ink.plane, labels, ink.pen, Math.max(3, 0.22 * height), nextLabel);
      nextLabel += slices.length - 1;
      return slices;
    });
    sliced.sort((a, b) => a.box.x + a.box.w / 2 - (b.box.x + b.box.w / 2));
    const single = sliced.map((piece, k) => ({ from: k, to: k + 1, pieces: [piece] }));
    return { count: sliced.length, height, runs: [...single, ...joins(sliced, height, (piece) => alone.get(piece))] };
  });
  const sets = hypotheses.flatMap((line) => line.runs.map((run) => run.pieces));
  const verdicts = judge(sets, ink.plane, labels, classifier);

  let next = 0;
  const found = hypotheses.map(({ count, height, runs }) => {
    const edges = runs.map(({ from, to }): Edge => {
      const candidate = verdicts[next++]!;
      return { from, to, candidate, chance: chanceOf(candidate, height, scale, odds) };
    });
    const path = bestPath(count, edges);
    return path.edges.map((edge, k) => ({ candidate: edge.candidate, box: edge.candidate.box, cut: path.cuts[k]! }));
  });
  return found.filter((line) => line.length > 0);
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

function lineHeight(line: readonly Piece[], alone: ReadonlyMap<Piece, Candidate>, scale: Scale): number {
  const known = line
    .map((piece) => alone.get(piece))
    .filter((candidate) => candidate !== undefined && candidate.symbol > 0.5);
  return typical(known as Candidate[])?.height ?? scale.height;
}

/** Whether a stroke may hold several glyphs: too wide for one, or wide and not believed to be one. */
function mayBeSeveral({ box }: Piece, alone: Candidate | undefined, height: number): boolean {
  if (box.w < 0.5 * height || box.h < 0.4 * height) return false;
  if (box.w > 1.4 * height) return true;
  return (alone?.symbol ?? 0) < 0.9;
}

function chanceOf(candidate: Candidate, height: number, scale: Scale, odds: number): number {
  const area = candidate.pieces.reduce((sum, piece) => sum + piece.area, 0);
  const darkness = candidate.pieces.reduce((sum, piece) => sum + piece.area * piece.darkness, 0) / area;
  return (
    chanceGiven(candidate, odds) *
    darknessFit(darkness, scale.darkness) *
    sizeFit(candidate.box.h, height, 1.8) *
    sizeFit(candidate.box.h, scale.height, 3)
  );
}
