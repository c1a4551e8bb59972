// An exported hand's file, by the browser's means.
import { archiveTooLarge, decodeHand, MOST_ARCHIVE_BYTES, notZipped } from '../../archive/hand-archive.js';
import type { HandContents } from '../../hand/store.js';
import { unpacked } from './compress.js';
import { decodeSample } from './sample-pictures.js';

/** The hand in an exported file. Throws OwnhandError 'too-large', 'damaged'. */
export async function handIn(file: Blob, name: string): Promise<HandContents> {
  if (file.size > MOST_ARCHIVE_BYTES) throw archiveTooLarge(name);
  let archive: Uint8Array;
  try {
    archive = await unpacked(file, 'gzip', MOST_ARCHIVE_BYTES);
  } catch (error) {
    throw error instanceof RangeError ? archiveTooLarge(name) : notZipped(name, error);
  }
  return decodeHand(archive, name, decodeSample);
}
