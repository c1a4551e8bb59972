// A page is read, in one look or three, and what a person has put right on it is put right again.
import type { PageEdit } from '../../hand/page-edits.js';
import type { ReadingOptions } from '../../many-pages.js';
import type { Classifier, Helpers } from '../../model/classifier.js';
import type { PageImage } from '../../page/image.js';
import type { Reading } from '../../reading.js';
import type { PlacedPage } from '../found.js';
import { readCarefully } from '../looks/read-carefully.js';
import { read } from '../read-page.js';
import { applyEdits } from './apply-edits.js';

/** How a page is read. */
export interface ReadPageOptions extends ReadingOptions {
  /** What a person has put right on this page, boxes in its pixels. */
  readonly edits?: readonly PageEdit[];
}

/**
 * Reads the handwritten numbers on `page`, a picture of any size, whichever way it lies. A blank page gives no lines.
 * @param classifier judges each glyph
 */
export function readWithEdits(
  page: PageImage,
  classifier: Classifier,
  helpers: Helpers = {},
  { edits = [], careful = false, print = false }: ReadPageOptions = {},
): Reading {
  const put = edits.length > 0 ? (found: PlacedPage) => applyEdits(found, edits, classifier) : undefined;
  return (careful ? readCarefully : read)(page, classifier, helpers, { put, print });
}
