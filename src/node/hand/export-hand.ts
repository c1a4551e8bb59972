// A whole hand goes into one file, to carry to another machine or to keep, and comes back out of it into any store.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { archiveTooLarge, decodeHand, encodeHand, MOST_ARCHIVE_BYTES, notZipped } from '../../archive/hand-archive.js';
import { settledContents } from '../../archive/settled-hand.js';
import { pictureSide } from '../../glyph/picture.js';
import type { HandContents, HandStore } from '../../hand/store.js';
import { systemError, writeDurably } from '../files.js';
import { encodePng } from '../picture/png.js';
import { decodeSample } from './sample-files.js';

/** What `exportHand` has written. */
export interface Exported {
  /** The path that was written. */
  readonly file: string;
  /** The size of the file. */
  readonly bytes: number;
  /** How many samples the file holds. */
  readonly samples: number;
  /** How many checkpoints the file holds. */
  readonly checkpoints: number;
}

/** A hand as the bytes of one file, and how much it holds. Throws OwnhandError 'empty', 'bad-checkpoint', 'busy'. */
export async function exportedHand(
  store: HandStore,
  pictures: boolean,
  warn: (line: string) => void,
): Promise<{ readonly bytes: Uint8Array; readonly samples: number; readonly checkpoints: number }> {
  const contents = await settledContents(store, warn);
  const png = ({ picture }: { readonly picture: Uint8Array }) => encodePng(picture, pictureSide, pictureSide);
  const bytes = gzipSync(encodeHand(contents, pictures ? png : undefined, store.name));
  return { bytes, samples: pictures ? contents.samples.length : 0, checkpoints: contents.checkpoints.size };
}

/**
 * Writes a hand into one file; without pictures it can read as before, but not be learned from again.
 * @throws OwnhandError 'empty' (nothing to export), 'bad-checkpoint' (the one in use), 'busy', 'read-only', 'disk-full'
 */
export async function exportHand(
  store: HandStore,
  file: string,
  pictures: boolean,
  warn: (line: string) => void,
): Promise<Exported> {
  const { bytes, ...held } = await exportedHand(store, pictures, warn);
  await writeDurably(dirname(resolve(file)), [{ name: basename(file), bytes }]);
  return { file, bytes: bytes.length, ...held };
}

/**
 * Reads an exported hand and checks all of it.
 * @throws OwnhandError 'not-found', 'too-large', 'damaged' where anything is missing, cut short, or not what a hand
 * holds
 */
export async function readExportedHand(file: string): Promise<HandContents> {
  let archive: Buffer;
  try {
    if ((await stat(file)).size > MOST_ARCHIVE_BYTES) throw archiveTooLarge(file);
    archive = await readFile(file);
  } catch (error) {
    throw systemError(error, file);
  }
  return handOf(archive, file);
}

/**
 * The hand in the bytes of an exported one, all of it checked.
 * @param file how the user named it, for messages
 * @throws OwnhandError 'too-large', 'damaged'
 */
export async function handOf(bytes: Uint8Array, file: string): Promise<HandContents> {
  let archive: Uint8Array;
  try {
    archive = gunzipSync(bytes, { maxOutputLength: MOST_ARCHIVE_BYTES });
  } catch (error) {
    throw error instanceof RangeError ? archiveTooLarge(file) : notZipped(file, error);
  }
  return decodeHand(archive, file, decodeSample);
}
