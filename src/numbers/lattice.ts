// The best reading of one line. Its pieces, left to right, are the nodes; every run of a few of them is a hypothesis
// that they are one glyph, judged by the classifier; a piece may also be no symbol. Dynamic programming picks the
// likeliest way through (Casey & Lecolinet 1996, "recognition-based segmentation").
import type { Piece } from '../strokes/piece.js';
import type { GlyphCandidate } from './hypotheses/classify-pieces.js';

/** A hypothesis that neighbouring pieces of a line are one glyph. */
export interface Edge {
  /** The first piece's place in the line. */
  readonly from: number;
  /** The place after the last piece's. */
  readonly to: number;
  /** The glyph that they would be. */
  readonly candidate: GlyphCandidate;
  /** Chance that these pieces are the likeliest symbol: the classifier's, and what size and darkness say. */
  readonly chance: number;
  /** Chance that they are any one symbol: an unclear digit is still a digit. */
  readonly symbol: number;
}

/** A way through a line. */
export interface Path {
  /** The glyphs of the line, left to right; pieces between them are clutter. */
  readonly edges: readonly Edge[];
  /** For each edge, the chance that the line was cut there as it was, against all other ways. */
  readonly cuts: readonly number[];
}

/** A line of pieces with all hypotheses about them. */
export interface LineLattice {
  /** Left to right. */
  readonly pieces: readonly Piece[];
  /** How much it matters to leave a piece out, 0 to 1. */
  readonly weights: readonly number[];
  /** Each run of pieces that may be one glyph. */
  readonly edges: readonly Edge[];
}

/** No chance counts as less, so that one verdict alone does not rule a way out. A line of sure digits stays sure. */
export const LEAST_CHANCE = 5e-5;

/**
 * The likeliest path over the pieces of a line. A piece is clutter with the chance that none of the hypotheses about it
 * holds, so halves of a glyph are not explained away where their whole is a good symbol. `weights` (0 to 1, one a
 * piece) say how much leaving it out matters: a speck next to a digit need not be part of it.
 */
export function bestPath(weights: readonly number[], edges: readonly Edge[]): Path {
  const count = weights.length;
  const covered = new Float64Array(count);
  for (const edge of edges) for (let k = edge.from; k < edge.to; k++) covered[k] = Math.max(covered[k]!, edge.symbol);
  const skip = covered.map((chance, k) => weights[k]! * Math.log(Math.max(LEAST_CHANCE, 1 - chance)));

  const ending: Edge[][] = Array.from({ length: count + 1 }, () => []);
  for (const edge of edges) ending[edge.to]!.push(edge);
  const score = new Float64Array(count + 1).fill(-Infinity);
  const forward = new Float64Array(count + 1).fill(-Infinity);
  const back: (Edge | undefined)[] = [];
  score[0] = forward[0] = 0;
  for (let to = 1; to <= count; to++) {
    score[to] = score[to - 1]! + skip[to - 1]!;
    forward[to] = forward[to - 1]! + skip[to - 1]!;
    for (const edge of ending[to]!) {
      const gain = Math.log(Math.max(LEAST_CHANCE, edge.chance));
      forward[to] = logAdd(forward[to]!, forward[edge.from]! + gain);
      if (score[edge.from]! + gain > score[to]!) {
        score[to] = score[edge.from]! + gain;
        back[to] = edge;
      }
    }
  }

  const backward = new Float64Array(count + 1).fill(-Infinity);
  backward[count] = 0;
  for (let to = count; to > 0; to--) {
    backward[to - 1] = logAdd(backward[to - 1]!, backward[to]! + skip[to - 1]!);
    for (const edge of ending[to]!) {
      backward[edge.from] = logAdd(backward[edge.from]!, backward[to]! + Math.log(Math.max(LEAST_CHANCE, edge.chance)));
    }
  }

  const chosen: Edge[] = [];
  for (let to = count; to > 0; ) {
    const edge = back[to];
    if (edge) chosen.push(edge);
    to = edge ? edge.from : to - 1;
  }
  chosen.reverse();
  const posterior = (edge: Edge): number =>
    Math.exp(
      forward[edge.from]! + Math.log(Math.max(LEAST_CHANCE, edge.chance)) + backward[edge.to]! - forward[count]!,
    );
  // Where digits touch, many seams do equally well: all that give the same symbol nearly there are one and the same
  // cut.
  const cuts = chosen.map((edge) => {
    const alike = edges.filter((other) => sameSymbol(edge, other));
    return Math.min(
      1,
      alike.reduce((sum, other) => sum + posterior(other), 0),
    );
  });
  return { edges: chosen, cuts };
}

/**
 * Whether two hypotheses read the same symbol in nearly the same place: they have more than half their width in common,
 * so only one can hold.
 */
function sameSymbol(a: Edge, b: Edge): boolean {
  if (a === b) return true;
  if (a.from >= b.to || b.from >= a.to || a.candidate.best !== b.candidate.best) return false;
  const [p, q] = [a.candidate.box, b.candidate.box];
  const common = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
  return common > 0.5 * (Math.max(p.x + p.w, q.x + q.w) - Math.min(p.x, q.x));
}

/** The logarithm of the sum of two numbers that are given by their logarithms. */
export function logAdd(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
