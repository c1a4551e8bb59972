// A photo's file or bytes → its reading, with boxes in pixels of the full upright page.
import type { Classifier } from '../../model/classifier.js';
import { type ReadPageOptions, readWithEdits } from '../../numbers/edits/read-with-edits.js';
import { onPageOf, type Reading } from '../../reading.js';
import { throwIfStopped } from '../../signal.js';
import { shippedHelpers } from '../models/helpers.js';
import { type DecodedPage, type DecodeOptions, decode, NOTHING_READ } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';
import { onDecodedPage } from './kept-edits.js';

/** A reading, and what it was read from. */
export interface PageReading {
  /** Boxes are pixels of the full upright page. */
  readonly reading: Reading;
  /** The page that was read. It is smaller than the full page where the photo was shrunk. */
  readonly decoded: DecodedPage;
  /** Boxes are pixels of the decoded page. */
  readonly working: Reading;
}

/** How a picture is decoded and read; boxes of the edits are pixels of the full page. */
export interface ReadPictureOptions extends DecodeOptions, ReadPageOptions {}

/** Reads a page that has been decoded. Boxes of the edits are pixels of the full page. */
export async function readDecoded(
  decoded: DecodedPage,
  classifier: Classifier,
  { edits = [], ...options }: ReadPageOptions = {},
): Promise<PageReading> {
  const working = readWithEdits(decoded.page, classifier, await shippedHelpers(), {
    ...options,
    edits: onDecodedPage(edits, decoded),
  });
  return { reading: onPageOf(working, decoded.width, decoded.height), decoded, working };
}

/**
 * Reads a picture; where the classifier is a function, it is called once the picture has been decoded. Throws
 * OwnhandError where there is no usable one.
 */
export async function readPicture(
  input: PictureInput,
  classifier: Classifier | (() => Promise<Classifier>),
  options: ReadPictureOptions = {},
): Promise<PageReading> {
  const decoded = await decode(input, options);
  const reader = typeof classifier === 'function' ? await classifier() : classifier;
  throwIfStopped(options.signal, NOTHING_READ);
  const page = await readDecoded(decoded, reader, options);
  throwIfStopped(options.signal, NOTHING_READ);
  return page;
}
