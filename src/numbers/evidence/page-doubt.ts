// What a page's other glyphs say of one of them. Mistakes keep to hands: where the classifier is at home with
// everything else on the page, a doubt is less often a mistake than in general. Where it is not, it is more often one.

/** How the doubt about some things of a page follows that about the others. */
export interface PageDoubt {
  /** The doubt (1 - chance) that is usual. */
  readonly usual: number;
  /** The usual doubt counts for so many of them before the page is seen. */
  readonly prior: number;
  /** The odds of a mistake follow the page's doubt with this power of its ratio to the usual. */
  readonly follows: number;
}

/**
 * Of glyphs: the usual doubt is the median over hands that the classifier has not seen; the rest was set by the
 * log-loss of pages of digits of pendigits' 30 training writers and CROHME's 147.
 */
export const DOUBT_OF_GLYPHS: PageDoubt = { usual: 0.012, prior: 2, follows: 0.5 };

/**
 * Of whole numbers: on a page that is not understood, whose boxes or rows are taken for others than they are, mistakes
 * come together, and those that look sure are among them. Chosen of 500 settings by what is promised, rightly and
 * wrongly, on the real pages of half of the writers.
 */
export const DOUBT_OF_NUMBERS: PageDoubt = { usual: 0.03, prior: 3, follows: 1 };

/** A page's chances of one kind, once each has the doubt about the page's others for evidence. */
export function withPageDoubt(chances: readonly number[], { usual, prior, follows }: PageDoubt): number[] {
  const total = chances.reduce((sum, chance) => sum + (1 - chance), prior * usual);
  return chances.map((chance) => {
    const others = (total - (1 - chance)) / (chances.length - 1 + prior);
    return chance / (chance + (1 - chance) * (others / usual) ** follows);
  });
}
