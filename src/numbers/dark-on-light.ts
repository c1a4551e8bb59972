// Pages as they are written dark on light. What stands out tells most pages apart; where it does not, as with a dark
// sheet on a bright table, a page is looked at both ways, and more numbers are seen in the right one.
import type { PageImage } from '../page/image.js';
import { isClearlyLight, negative, polarity } from '../page/polarity.js';

/**
 * Between these polarities a page is looked at both ways. Of 294 drawn pages 88 lie between -0.35 and 0.95, 19 of them
 * light on dark, of which what stands out tells 3; the page model sees more numbers in the right way on all but one, on
 * which it sees none. Of 196 real pages 11 lie between -0.3 and 0.98.
 */
const UNCLEAR = { from: -0.4, to: 0.98 } as const;

/** Pages by the way that they were looked at, so that each is asked only once. */
const positives = new WeakMap<PageImage, PageImage>();

/**
 * The page, or its negative where it is written light on dark; the same object for the same page.
 * @param numbersSeen how many pixels of a page, taken as dark on light, a model takes for numbers
 */
export function darkOnLight(page: PageImage, numbersSeen?: (page: PageImage) => number): PageImage {
  const known = positives.get(page);
  if (known) return known;
  const positive = wayOf(page, numbersSeen);
  positives.set(page, positive);
  return positive;
}

function wayOf(page: PageImage, numbersSeen: ((page: PageImage) => number) | undefined): PageImage {
  const stands = polarity(page);
  const usual = isClearlyLight(stands) ? negative(page) : page;
  if (!numbersSeen || stands < UNCLEAR.from || stands > UNCLEAR.to) return usual;
  const other = usual === page ? negative(page) : page;
  return numbersSeen(other) > numbersSeen(usual) ? other : usual;
}
