// Pages that a worker has decoded lately: what is read again after a correction is not decoded again.

import type { PostedPicture } from '../worker-messages.js';
import { type DecodedPage, decodePicture } from './decode-blob.js';

/** Decoded pages that are kept: the one at work, and the one before it. */
const KEPT = 2;

/** Decodes a picture, or finds it decoded. */
export function decodedPages(): (picture: PostedPicture) => Promise<DecodedPage> {
  const pages = new Map<number, DecodedPage>();
  return async (picture) => {
    const { id } = picture;
    const known = id === undefined ? undefined : pages.get(id);
    const page = known ?? (await decodePicture(picture));
    if (id === undefined) return page;
    pages.delete(id);
    pages.set(id, page);
    for (const oldest of [...pages.keys()].slice(0, -KEPT)) pages.delete(oldest);
    return page;
  };
}
