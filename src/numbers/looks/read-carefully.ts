// A page is read three times: as it is, and as two other photos of it would show it. What looks sure on one photo by
// chance, the others do not confirm; and the reading that agrees most with the others is seldom the worst.
import type { Classifier, Helpers } from '../../model/classifier.js';
import type { PageImage } from '../../page/image.js';
import { type Reading, withBoxes } from '../../reading.js';
import { type ReadOptions, read } from '../read-page.js';
import { agreed } from './agreed.js';
import { dimmer, smaller } from './retakes.js';

/**
 * Reads the handwritten numbers on `page` in three looks, which takes three times as long, with the confidences that
 * all three give together. Where a person has put something right, the first look is the one that is taken.
 */
export function readCarefully(
  page: PageImage,
  classifier: Classifier,
  helpers: Helpers,
  { put, print = false }: ReadOptions = {},
): Reading {
  const { width, height } = page;
  const first = read(page, classifier, helpers, { put, print });
  const others = [smaller, dimmer].map((retake): Reading => {
    const { page: taken, onPage } = retake(page);
    return { ...withBoxes(read(taken, classifier, helpers, { print }), onPage), width, height };
  });
  return agreed([first, ...others], put !== undefined);
}
