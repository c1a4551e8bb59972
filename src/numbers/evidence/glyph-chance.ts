// The chance that a set of pieces is one symbol, by all that is known of it: its shape, the page's prior odds, its
// darkness and size beside the line's and the page's, and how it stands in its line.

import { logit, sigmoid } from '../../geometry/logistic.js';
import type { Ink } from '../../page/ink.js';
import { darknessOf, type Piece } from '../../strokes/piece.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';
import type { CandidateInLine } from './classify-in-line.js';
import { darknessFit, type Scale, sizeFit } from './digit-scale.js';
import { againstBySight, type KindsOf } from './ink-kinds.js';
import { chanceBySymbols, type SymbolsOf } from './seen-symbols.js';
import { STRONGEST, symbolGiven } from './symbol-odds.js';

/**
 * Strokes fainter than these shares of their line's, and of the page's, are as likely show-through or dirt as writing.
 */
export const FAINT = { inLine: 0.33, onPage: 0.22 };

/**
 * Strokes that stand out of the paper by fewer of its standard deviations are its texture. It reaches `most` where it
 * is coarse. Where the page's strokes are digits throughout, only what plain noise reaches, `least`, is doubted. Paper
 * with less noise than `cleanest`, in units of darkness, is taken to have that much. Set by eye.
 */
const TEXTURE = { most: 7, least: 4, cleanest: 1 };

/** Symbols may be larger or smaller than their line's, and than the page's, by these factors. Set by eye. */
const SIZE = { inLine: 1.8, onPage: 3 };

/** How much the shape alone counts beside the view of its surroundings, which shows the shape too. Set by eye. */
const SHAPE = 0.5;

/** No chance of a whole symbol counts as nearer to 0 or 1. */
const NEAREST = 1e-4;

/** What a page says of its symbols. */
export interface PageEvidence {
  /** The page's ink. */
  readonly ink: Ink;
  /** What its digits look like. */
  readonly scale: Scale;
  /** Prior odds that a full-sized stroke is a symbol. */
  readonly odds: number;
  /** What the page model says of pieces, where there is one. */
  readonly kinds?: KindsOf;
  /** The chance that pieces are of a number, where strokes were judged. */
  readonly numberChance?: (pieces: readonly Piece[]) => number | undefined;
  /** What the symbol model sees where pieces are, where there is one. */
  readonly symbols?: SymbolsOf;
}

/**
 * The chance that a candidate of a line whose digits look like `line` is one whole symbol, whichever. `habit` is the
 * logarithm by which the hand's habits change the odds, where its pieces could be taken otherwise.
 */
export function symbolChance(
  { candidate, whole }: CandidateInLine,
  line: Scale,
  page: PageEvidence,
  habit = 0,
): number {
  const { ink, scale } = page;
  const darkness = darknessOf(candidate.pieces);
  const noTexture = darknessFit(darkness, Math.max(TEXTURE.cleanest, ink.noise), textureReach(page.odds));
  // What the judge of strokes takes for a number is no texture.
  const number = page.numberChance?.(candidate.pieces);
  return (
    wholeSymbol(symbolGiven(candidate, priorOdds(candidate, page, number)), whole, habit) *
    darknessFit(darkness, line.darkness, FAINT.inLine) *
    darknessFit(darkness, scale.darkness, FAINT.onPage) *
    Math.max(noTexture, number ?? 0) *
    (page.symbols ? chanceBySymbols(candidate, page.symbols(candidate.pieces)) : 1) *
    sizeFit(candidate.box.h, line.height, SIZE.inLine) *
    sizeFit(candidate.box.h, scale.height, SIZE.onPage)
  );
}

/** The odds of a symbol before its shape counts: by the page and the page model, and no more than the judge allows. */
function priorOdds({ pieces }: GlyphCandidate, { odds, kinds }: PageEvidence, number?: number): number {
  const seen = kinds ? odds * Math.exp(againstBySight(kinds(pieces))) : odds;
  // The judge has seen the shape too, so that it counts no more than a page may.
  return number === undefined ? seen : Math.min(seen, Math.max(1 / STRONGEST, number / Math.max(1e-6, 1 - number)));
}

/** The likeliest symbol's share of the chance that it is one at all. */
export function shareOfBest({ verdict, best, symbol }: GlyphCandidate): number {
  return symbol > 0 ? verdict[best]! / symbol : 0;
}

/** Standard deviations that texture may reach on a page with these odds of a stroke being a symbol. */
function textureReach(odds: number): number {
  const sure = Math.min(1, Math.max(0, Math.log(odds) / Math.log(STRONGEST)));
  return TEXTURE.most + sure * (TEXTURE.least - TEXTURE.most);
}

/**
 * The chance of one whole symbol, by its shape and, where its pieces could be taken otherwise, by what surrounds it.
 * Surroundings alone make no symbol.
 */
function wholeSymbol(symbol: number, whole: number | undefined, habit: number): number {
  if (whole === undefined) return symbol;
  return Math.min(symbol, sigmoid(SHAPE * boundedLogit(symbol) + boundedLogit(whole) + habit));
}

const boundedLogit = (chance: number): number => logit(Math.min(1 - NEAREST, Math.max(NEAREST, chance)));
