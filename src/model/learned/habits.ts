// How a hand puts its glyphs together: which of them it writes in strokes that stand apart, and how readily its glyphs
// touch. It is told by its samples, and by what a person has cut. Where the pieces of a line can be taken in several
// ways, it speaks for those that are this hand's.

/** How a hand puts its glyphs together. What it does not do more often than others is left out. */
export interface Habits {
  /** By label, the share of its glyphs that come in strokes that stand apart, above 0 and below 1. */
  readonly apart: Readonly<Record<string, number>>;
  /** How many times as often as elsewhere one of its strokes holds several glyphs, 1 or more. */
  readonly touching: number;
}

/**
 * The share of anybody's digits that come in strokes that stand apart: 0.014 of MNIST's test digits, by `strokesOf`,
 * and more where the pen is thin. Set by eye.
 */
export const USUALLY_APART = 0.03;

/** What a run of pieces is made of. */
export interface Making {
  /** How many strokes it has something of. */
  readonly strokes: number;
  /** Whether it has only a part of one of them. */
  readonly isPart: boolean;
  /** Whether it is one whole stroke that was cut as it may be several glyphs. */
  readonly isCut: boolean;
}

/** The logarithm by which a hand's habits change the odds that a run of pieces is one whole glyph of this label. */
export function habitOdds({ apart, touching }: Habits, label: string, { strokes, isPart, isCut }: Making): number {
  const cut = Math.log(touching);
  if (isPart) return cut;
  const share = apart[label];
  const told =
    share === undefined
      ? 0
      : strokes > 1
        ? Math.log(share / USUALLY_APART)
        : Math.log((1 - share) / (1 - USUALLY_APART));
  return isCut ? told - cut : told;
}
