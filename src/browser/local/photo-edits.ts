// What a hand keeps of a photo that was put right, in Node or elsewhere; loaded where its journal has any.
import { editsByPhoto } from '../../hand/edits-by-photo.js';
import type { PageEdit } from '../../hand/page-edits.js';
import type { JournalEntry } from '../../hand/store.js';
import type { PictureInput } from '../picture-source.js';

/** The edits of a photo; none of what is drawn, and none where the page is not secure and can hash nothing. */
export async function photoEdits(
  journal: readonly JournalEntry[],
  picture: PictureInput,
  page = 1,
): Promise<readonly PageEdit[]> {
  const bytes = await bytesOf(picture);
  if (!bytes || !globalThis.crypto?.subtle) return [];
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  // The first half of the hash is the photo's key in Node too.
  const hex = [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return editsByPhoto(journal).get(page > 1 ? `${hex}#${page}` : hex) ?? [];
}

async function bytesOf(picture: PictureInput): Promise<ArrayBuffer | Uint8Array<ArrayBuffer> | undefined> {
  if (picture instanceof Blob) return picture.arrayBuffer();
  if (picture instanceof ArrayBuffer) return picture;
  return picture instanceof Uint8Array ? new Uint8Array(picture) : undefined;
}
