// A picture of the folder as the page can show it: browsers show the common formats, the others become a PNG.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { systemError } from '../files.js';
import { decode } from '../picture/decode.js';
import { loadSharp } from '../picture/load-sharp.js';

const SHOWN: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
};

/** The bytes of a picture and their type. Throws OwnhandError as `decode` does. */
export async function photoBytes(path: string): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
  const type = SHOWN[extname(path).toLowerCase()];
  if (type !== undefined) {
    try {
      return { type, bytes: await readFile(path) };
    } catch (error) {
      throw systemError(error, path);
    }
  }
  const { page } = await decode(path);
  const sharp = await loadSharp();
  const { data, width, height, channels } = page;
  return { type: 'image/png', bytes: await sharp(data, { raw: { width, height, channels } }).png().toBuffer() };
}
