// A page is read, and what a person has put right on it is put right again.
import type { PageEdit } from '../../hand/page-edits.js';
import type { Classifier, Helpers } from '../../model/classifier.js';
import type { PageImage } from '../../page/image.js';
import type { Reading } from '../../reading.js';
import { read } from '../read-page.js';
import { applyEdits } from './apply-edits.js';

/**
 * Reads the handwritten numbers on `page`, a picture of any size, whichever way it lies. A blank page gives no lines.
 * @param classifier judges each glyph
 * @param edits what a person has put right on this page, boxes in its pixels
 */
export function readWithEdits(
  page: PageImage,
  classifier: Classifier,
  helpers: Helpers = {},
  edits: readonly PageEdit[] = [],
): Reading {
  return read(page, classifier, helpers, (found) => (edits.length > 0 ? applyEdits(found, edits, classifier) : found));
}
