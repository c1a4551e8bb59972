// A picture with its reading drawn on it, for a program that has both.
import { onPageOf, type Reading } from '../../reading.js';
import { annotate } from '../picture/annotate.js';
import { decode } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';

/** A PNG of the upright page with the reading drawn on it; with a promise, what does not keep it is amber. */
export async function annotatePicture(picture: PictureInput, reading: Reading, promise?: number): Promise<Uint8Array> {
  const { page } = await decode(picture);
  // The reading's boxes are pixels of the full page, and a large photo comes smaller.
  return annotate(page, onPageOf(reading, page.width, page.height), promise);
}
