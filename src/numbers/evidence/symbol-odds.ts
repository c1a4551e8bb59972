// What the rest of the page says about a doubtful stroke. Where almost everything of its size is a digit, an odd shape
// is an odd digit; among words, what looks like a digit is a letter. Prior odds learned from the page (Bayes).
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';
import { type Scale, sizeFit } from './digit-scale.js';

/** What is assumed before the page is seen, in strokes: so many symbols, so many not. */
const SYMBOLS = 2;
const OTHERS = 0.7;

/** Which strokes tell the odds. Set by eye. */
const TELLING = {
  /** Strokes wider than so many times their height may be several digits touching, which says nothing about words. */
  widest: 1.2,
  /** Fainter ones than this share of the digits' darkness are dirt. */
  faintest: 0.5,
  /** Strokes that are larger or smaller than digits by more than this factor say less. */
  size: 1.6,
};

/** The page may make symbols this much likelier or less likely than in training, no more. */
export const STRONGEST = 6;

/** Prior odds that a full-sized stroke of this page is a symbol, against even odds in training. */
export function symbolOdds(alone: readonly GlyphCandidate[], scale: Scale): number {
  let symbols = SYMBOLS;
  let others = OTHERS;
  for (const { symbol, box, pieces } of alone) {
    if (box.w > TELLING.widest * box.h || pieces[0]!.darkness < TELLING.faintest * scale.darkness) continue;
    const weight = sizeFit(box.h, scale.height, TELLING.size);
    symbols += weight * symbol;
    others += weight * (1 - symbol);
  }
  return Math.min(STRONGEST, Math.max(1 / STRONGEST, symbols / others));
}

/** The chance of being a symbol once the odds of it are multiplied by `odds`. */
export function symbolGiven({ symbol }: GlyphCandidate, odds: number): number {
  return (symbol * odds) / (symbol * odds + 1 - symbol);
}
