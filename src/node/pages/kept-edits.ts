// What a hand keeps of photos that were put right. A photo is known by its content, whatever it is called.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Box } from '../../geometry/box.js';
import { editsByPhoto } from '../../hand/edits-by-photo.js';
import { type PageEdit, placedEdit, withEdits } from '../../hand/page-edits.js';
import type { HandStore } from '../../hand/store.js';
import { type DecodedPage, pdfPageOf } from '../picture/decode.js';
import type { Picture } from '../picture/picture-input.js';

/** What a hand keeps of all photos. */
export interface KeptEdits {
  /** The edits of a photo; none where it cannot be read, which its decoding tells. */
  of(picture: Picture, page?: number): Promise<readonly PageEdit[]>;
  /** A text that is another one when any of them changes; empty where there are none. */
  readonly version: string;
}

/** What the hand keeps now. */
export async function keptEdits(store: HandStore): Promise<KeptEdits> {
  const all = editsByPhoto(await store.journal());
  return {
    // Photos are not hashed for a hand that keeps nothing of any.
    of: async (picture, page) => (all.size === 0 ? [] : (all.get(await photoKey(picture, page).catch(() => '')) ?? [])),
    version: all.size === 0 ? '' : JSON.stringify([...all]),
  };
}

/** Adds edits of a photo, boxes in pixels of the full photo, to those that the hand keeps. */
export async function keepEdits(
  store: HandStore,
  picture: Picture,
  source: string,
  edits: readonly PageEdit[],
  page?: number,
): Promise<void> {
  const photo = await photoKey(picture, page);
  await store.exclusively(async () => {
    const earlier = editsByPhoto(await store.journal()).get(photo) ?? [];
    const all = edits.length > 0 ? withEdits(earlier, edits) : [];
    if (all.length + earlier.length === 0) return;
    await store.append({ at: new Date().toISOString(), event: 'page', photo, source, edits: all });
  });
}

/** Edits with their boxes in pixels of the decoded page, which may be smaller than the photo. */
export function onDecodedPage(edits: readonly PageEdit[], { scale }: DecodedPage): readonly PageEdit[] {
  if (scale === 1) return edits;
  const shrunk = ({ x, y, w, h }: Box): Box => ({ x: x * scale, y: y * scale, w: w * scale, h: h * scale });
  return edits.map((edit) => placedEdit(edit, shrunk));
}

/** The photo's key: a hash of its bytes, and its page where the file has several. */
export async function photoKey(picture: Picture, page?: number): Promise<string> {
  const hash = createHash('sha256');
  let number = page;
  if (typeof picture === 'string') {
    const { path, page: named } = pdfPageOf(picture);
    number ??= named;
    hash.update(await readFile(path));
  } else if (picture instanceof Uint8Array) hash.update(picture);
  else hash.update(`${picture.width}×${picture.height}`).update(picture.data);
  return `${hash.digest('hex').slice(0, 32)}${(number ?? 1) > 1 ? `#${number}` : ''}`;
}
