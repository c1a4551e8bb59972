// Pictures that a thread has decoded lately: a page that is read again after a correction is neither decoded nor seen
// again.
import { type DecodedPage, decode } from '../picture/decode.js';
import type { Picture } from '../picture/picture-input.js';

/** A picture that is wanted. */
export interface KeptPicture {
  /** What messages call it. */
  readonly name: string;
  /** A file's path, or its bytes. */
  readonly picture: Picture;
  /** What one that will be read again is known by: what is made of it is kept for a while. */
  readonly keep?: string;
}

/** Decoded pages that a thread keeps: the one at work, and the one before it. */
const KEPT = 2;

/** Decodes the pictures of jobs, or finds them decoded where they are to be kept. */
export function keptPages(): (job: KeptPicture) => Promise<DecodedPage> {
  const pages = new Map<string, DecodedPage>();
  return async ({ picture, name, keep }) => {
    const page = (keep === undefined ? undefined : pages.get(keep)) ?? (await decode(picture, { name }));
    if (keep === undefined) return page;
    pages.delete(keep);
    pages.set(keep, page);
    for (const oldest of [...pages.keys()].slice(0, -KEPT)) pages.delete(oldest);
    return page;
  };
}
