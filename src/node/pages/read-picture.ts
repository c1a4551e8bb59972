// A photo's file or bytes → its reading, with boxes in pixels of the full upright page.
import type { Classifier } from '../../model/classifier.js';
import { read as readPage } from '../../numbers/read-page.js';
import type { Reading } from '../../reading.js';
import { shippedHelpers } from '../models/helpers.js';
import { type DecodedPage, type DecodeOptions, decode, toFullPage } from '../picture/decode.js';

export interface PageReading {
  readonly reading: Reading;
  /** What was read: the decoded page, and the reading in its pixels. They differ from the above where it was shrunk. */
  readonly decoded: DecodedPage;
  readonly working: Reading;
}

/** Reads a page that has been decoded. */
export async function readDecoded(decoded: DecodedPage, classifier: Classifier): Promise<PageReading> {
  const working = readPage(decoded.page, classifier, await shippedHelpers());
  return { reading: toFullPage(working, decoded), decoded, working };
}

/** Reads a picture. Throws OwnhandError where there is no usable one. */
export async function readPicture(
  input: string | Uint8Array,
  classifier: Classifier,
  options: DecodeOptions = {},
): Promise<PageReading> {
  return readDecoded(await decode(input, options), classifier);
}
