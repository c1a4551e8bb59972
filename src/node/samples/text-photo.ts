// A photo and what it says → labelled samples, which name the photo and their places on it as `fix` does.
import { sourceOnPage } from '../../hand/page-place.js';
import type { NewSample } from '../../hand/store.js';
import type { Classifier } from '../../model/classifier.js';
import {
  readWithText as readPage,
  type TextOptions,
  type TextReading,
} from '../../numbers/known-text/read-with-text.js';
import { atSize } from '../../reading.js';
import { shippedHelpers } from '../models/helpers.js';
import { decode } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';

/** A photo whose text is known; boxes are pixels of the upright photo. */
export interface TextPhoto extends TextReading {
  /** As the user named it. */
  readonly name: string;
  /** One for each glyph that the text labels, in the same order; each source names the photo and the place on it. */
  readonly samples: readonly NewSample[];
}

/** How a photo whose text is known is read. */
export interface TextPhotoOptions extends TextOptions {
  /** What messages and sources call it. Default: its path. */
  readonly name?: string;
}

/** Finds on a photo the digits that its text says are there. Throws as `decode` and the core's `readWithText` do. */
export async function readTextPhoto(
  picture: PictureInput,
  text: string,
  classifier: () => Promise<Classifier>,
  { csv = false, ...options }: TextPhotoOptions = {},
): Promise<TextPhoto> {
  const name = options.name ?? (typeof picture === 'string' ? picture : 'the picture');
  const decoded = await decode(picture, { name });
  const onPhoto = atSize(decoded.page, decoded);
  const reading = readPage(decoded.page, text, await classifier(), await shippedHelpers(), { csv });
  const glyphs = reading.glyphs.map((glyph) => ({ ...glyph, box: onPhoto(glyph.box) }));
  const samples = glyphs.map(
    ({ label, box, picture: glyph }): NewSample => ({ label, picture: glyph, source: sourceOnPage(name, box) }),
  );
  return { ...reading, name, glyphs, extra: reading.extra.map(onPhoto), samples };
}
