// What the page model says of strokes: how likely the ink of some pieces is a number's, by all that surrounds it.
import { logit, sigmoid } from '../../geometry/logistic.js';
import { type InkClass, inkClasses, type PageSight } from '../../model/sight/page-model.js';
import type { Piece } from '../../strokes/piece.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';

/** Mean chance of each class over the pixels of some pieces, 0 to 1. */
export type InkKinds = Readonly<Record<InkClass, number>>;

/** Gives the kinds of any pieces of a page. */
export type KindsOf = (pieces: readonly Piece[]) => InkKinds;

/** What was seen of pieces, summed; a piece's pixels are looked at once. */
const sumsBySight = new WeakMap<PageSight, WeakMap<Piece, InkKinds>>();

/** The kinds of the pieces that have these labels, [height, width]. */
export function kindsIn(labels: () => Int32Array, width: number, sight: PageSight): KindsOf {
  const sums = sumsBySight.get(sight) ?? new WeakMap<Piece, InkKinds>();
  sumsBySight.set(sight, sums);
  const of = (piece: Piece): InkKinds => {
    let known = sums.get(piece);
    if (!known) {
      known = sumsOf(piece, labels(), width, sight);
      sums.set(piece, known);
    }
    return known;
  };
  return (pieces) => {
    const area = 255 * pieces.reduce((sum, piece) => sum + piece.area, 0);
    const mean = (kind: InkClass): number => pieces.reduce((sum, piece) => sum + of(piece)[kind], 0) / area;
    return Object.fromEntries(inkClasses.map((kind) => [kind, mean(kind)])) as Record<InkClass, number>;
  };
}

function sumsOf({ label, box }: Piece, labels: Int32Array, width: number, sight: PageSight): InkKinds {
  const sums = new Float64Array(inkClasses.length);
  const planes = inkClasses.map((kind) => sight[kind]);
  for (let y = box.y; y < box.y + box.h; y++) {
    for (let at = y * width + box.x; at < y * width + box.x + box.w; at++) {
      if (labels[at] !== label) continue;
      for (let k = 0; k < planes.length; k++) sums[k]! += planes[k]![at]!;
    }
  }
  return Object.fromEntries(inkClasses.map((kind, k) => [kind, sums[k]!])) as Record<InkClass, number>;
}

/** A stroke is a number's by this mean chance of its pixels, at least, to tell how large digits are. Set by eye. */
const A_NUMBER = 0.4;

/** The strokes that tell how large digits are: those that the page model takes for numbers, where there are any. */
export function likelyDigits(candidates: readonly GlyphCandidate[], kinds: KindsOf): readonly GlyphCandidate[] {
  const seen = candidates.filter(({ pieces }) => kinds(pieces).number >= A_NUMBER);
  return seen.length > 0 ? seen : candidates;
}

/** Set by eye. */
const ODDS = {
  /** No share counts as less: the model may miss a stroke wholly. */
  least: 0.03,
  /** The soft rims of a stroke are paper to the model; what is paper throughout is dirt. */
  paper: 0.5,
} as const;

/**
 * Log odds, in nats, that ink of these kinds is handwriting, and not print, rules or dirt. Words and numbers look alike
 * to the model; other evidence tells them apart.
 */
export function handwrittenOdds({ number, writing, print, rule, paper }: InkKinds): number {
  return Math.log(number + writing + ODDS.least) - Math.log(print + rule + ODDS.paper * paper + ODDS.least);
}

/** What the page model has against a stroke, in nats, counts so often. Chosen on half of the real pages' writers. */
const SIGHT = 2;

/** What the page model has against ink of these kinds, log odds of 0 or less: it speaks for none. */
export const againstBySight = (kinds: InkKinds): number => SIGHT * Math.min(0, handwrittenOdds(kinds));

/** The most that the page model speaks for a sign, and against one, as factors of its odds. Set by eye. */
const SIGN = { most: 6, least: 0.1 } as const;

/** How many times likelier these kinds are of a sign that stands in a number than of other small strokes. */
export function signBySight({ number, writing, print, rule, paper }: InkKinds): number {
  const others = writing + print + rule + ODDS.paper * paper;
  return Math.min(SIGN.most, Math.max(SIGN.least, (number + ODDS.least) / (others + ODDS.least)));
}

/** The chance `symbol` that a stroke is a symbol, once the page model has spoken against it. */
export const chanceBySight = (symbol: number, kinds: InkKinds): number =>
  symbol <= 0 || symbol >= 1 ? symbol : sigmoid(logit(symbol) + againstBySight(kinds));
