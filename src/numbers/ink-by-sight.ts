// Where a page's grain is as dark as what is written on it, no level of darkness parts the two. The page model, which
// knows what writing looks like, does.
import { median } from '../geometry/median.js';
import { INK_EDGE, type Ink } from '../page/ink.js';
import type { SeenInk } from './seen-ink.js';

/**
 * Strokes have drowned in the paper's grain where less than this share of the pixels that are numbers to the page model
 * are ink. Of 97 real pages the worst has 0.86, of drawn ones with coarse grain one in seven has less. No fewer than
 * `least` pixels tell.
 */
const DROWNED = { share: 0.8, sure: 200, least: 60 } as const;

/** One pixel of so many tells how light the paper is. */
const SAMPLED = 61;

/** Ink as the page model sees it, where strokes have drowned in the paper's grain; undefined where they have not. */
export function inkBySight({ strokes: _, ...ink }: SeenInk): Ink | undefined {
  const { plane, darkness, contrast, sight } = ink;
  if (!sight) return undefined;
  const { number, paper, cell } = sight;
  let [seen, covered] = [0, 0];
  const grounds: number[] = [];
  for (let i = 0; i < number.length; i++) {
    if (number[i]! >= DROWNED.sure) {
      seen++;
      if (plane.data[i]! >= INK_EDGE) covered++;
    } else if (i % SAMPLED === 0 && paper[i]! >= DROWNED.sure) grounds.push(contrast.data[i]!);
  }
  if (seen < DROWNED.least || covered >= DROWNED.share * seen) return undefined;
  const ground = median(grounds) ?? 0;
  // Each chance is rounded, so that two of them may come to more than all.
  const strength = number.map((_, i) => Math.max(0, 255 - paper[i]! - cell[i]!));
  const dark = darkness.data.map((value, i) =>
    strength[i]! < INK_EDGE ? 0 : Math.max(1, value, contrast.data[i]! - ground),
  );
  return { ...ink, plane: { ...plane, data: strength }, darkness: { ...darkness, data: dark }, noise: 0 };
}
