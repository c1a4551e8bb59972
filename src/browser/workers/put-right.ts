// What a person has put right on a photo, put right once more where it is read; loaded where a hand keeps any of it.
import { type PageEdit, placedEdit } from '../../hand/page-edits.js';
import type { Classifier } from '../../model/classifier.js';
import { applyEdits } from '../../numbers/edits/apply-edits.js';
import type { PutRight } from '../../numbers/read-page.js';
import type { DecodedPage } from './picture/decode-blob.js';

/** Puts right what is found on a decoded page; the edits' boxes are pixels of the full photo. */
export function puttingRight(
  edits: readonly PageEdit[],
  { page, width, height }: DecodedPage,
  classifier: Classifier,
): PutRight {
  const [kx, ky] = [page.width / width, page.height / height];
  const placed = edits.map((edit) =>
    placedEdit(edit, ({ x, y, w, h }) => ({ x: x * kx, y: y * ky, w: w * kx, h: h * ky })),
  );
  return (found) => applyEdits(found, placed, classifier);
}
