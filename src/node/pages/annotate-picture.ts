// A picture with its reading drawn on it, for a program that has both.
import type { Reading } from '../../reading.js';
import { annotate } from '../picture/annotate.js';
import { decode, toFullPage } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';

/** A PNG of the upright page with the reading drawn on it; with a promise, what does not keep it is amber. */
export async function annotatePicture(picture: PictureInput, reading: Reading, promise?: number): Promise<Uint8Array> {
  const decoded = await decode(picture);
  const { page, width, height } = decoded;
  // The reading's boxes are pixels of the full page, and a large photo comes smaller: this is the way back.
  const full = { ...page, width, height };
  const onPage = toFullPage(reading, { page: full, width: page.width, height: page.height, scale: 1 / decoded.scale });
  return annotate(page, onPage, promise);
}
