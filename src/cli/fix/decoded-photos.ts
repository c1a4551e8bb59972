// Photos that were decoded last: what was asked about is read again once it has been learned.
import { stat } from 'node:fs/promises';
import { type DecodedPage, decode } from '../../node/picture/decode.js';

/** Photos that are kept: many do not fit into memory at once. */
const KEPT = 2;

const kept = new Map<string, DecodedPage>();

/** Decodes a photo, or finds it decoded where its file is still the same. Throws OwnhandError as `decode` does. */
export async function decodedPhoto(file: string): Promise<DecodedPage> {
  const about = await stat(file).catch(() => undefined);
  const key = `${file} ${about?.mtimeMs} ${about?.size}`;
  const decoded = kept.get(key) ?? (await decode(file));
  kept.delete(key);
  kept.set(key, decoded);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return decoded;
}
