// What a page's other glyphs say of one of them. Mistakes keep to hands: where the classifier is at home with
// everything else on the page, a doubt is less often a mistake than in general. Where it is not, it is more often one.

// The constants below were set by the log-loss of pages of digits of pendigits' 30 training writers and CROHME's 147.

/** The median, over hands that the classifier has not seen, of a glyph's doubt (1 - its chance). */
export const USUAL_OF_GLYPHS = 0.012;

/** The usual doubt counts for so many glyphs before the page is seen. */
const PRIOR = 2;

/** The odds of a mistake follow the page's doubt with this power of its ratio to the usual. */
const FOLLOWS = 0.5;

/**
 * A page's chances of one kind, whose usual doubt is given, once each has the doubt about the page's others for
 * evidence.
 */
export function withPageDoubt(chances: readonly number[], usual: number): number[] {
  const total = chances.reduce((sum, chance) => sum + (1 - chance), PRIOR * usual);
  return chances.map((chance) => {
    const others = (total - (1 - chance)) / (chances.length - 1 + PRIOR);
    return chance / (chance + (1 - chance) * (others / usual) ** FOLLOWS);
  });
}
