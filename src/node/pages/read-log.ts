// A long batch that is stopped goes on where it was: each finished reading is kept in a file, a JSON object a line, and
// is taken from there when the same photo is to be read by the same reader again.
import { createHash } from 'node:crypto';
import { appendFile, readFile, stat, truncate } from 'node:fs/promises';
import { OwnhandError } from '../../error.js';
import type { ReadingOptions } from '../../many-pages.js';
import { type Checkpoint, encodeCheckpoint } from '../../model/checkpoint.js';
import type { Reading } from '../../reading.js';
import { isSystemError, systemError } from '../files.js';
import { pdfPageOf } from '../picture/decode.js';

/** Finished readings, kept in a file. */
export interface ReadLog {
  /** The reading of a photo that is as it was when it was read; its glyphs come without their pictures. */
  find(file: string): Promise<Reading | undefined>;
  /** Keeps a reading; the line is written when this returns. Throws OwnhandError 'disk-full', 'read-only'. */
  add(file: string, reading: Reading): Promise<void>;
}

/**
 * Opens or begins a log. `checkpoint` is the reader, `edits` the version of what the hand keeps of photos, `options`
 * what is read, and how closely. What was read by another reader, with other edits or options, is not taken from it.
 * Throws OwnhandError 'usage' where the file is something else, 'read-only'.
 */
export async function openReadLog(
  path: string,
  checkpoint: Checkpoint,
  edits = '',
  { careful = false, print = false }: ReadingOptions = {},
): Promise<ReadLog> {
  const hash = createHash('sha256').update(encodeCheckpoint(checkpoint)).update(edits);
  if (careful) hash.update('careful');
  if (print) hash.update('print');
  const reader = hash.digest('hex').slice(0, 16);
  const known = new Map<string, Reading>();
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return '';
    throw systemError(error, path);
  });
  // A line that was cut off when the run before ended is dropped.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const line of whole.split('\n').slice(0, -1)) {
    const { key, reading } = parse(line, path);
    known.set(key, reading);
  }
  const torn = text.slice(whole.length);
  if (torn !== '') {
    if (!START.startsWith(torn.slice(0, START.length))) throw notALog(path);
    await truncate(path, Buffer.byteLength(whole)).catch((error) => {
      throw systemError(error, path);
    });
  }
  const keyOf = async (file: string): Promise<string> => {
    const { size, mtimeMs } = await stat(pdfPageOf(file).path);
    return JSON.stringify([file, size, mtimeMs, reader]);
  };
  return {
    async find(file) {
      return known.get(await keyOf(file).catch(() => ''));
    },
    async add(file, reading) {
      const key = await keyOf(file).catch(() => undefined); // standard input has no file
      if (key === undefined) return;
      await appendFile(path, `${JSON.stringify({ key, reading: withoutPictures(reading) })}\n`).catch((error) => {
        throw systemError(error, path);
      });
    },
  };
}

function parse(line: string, path: string): { key: string; reading: Reading } {
  try {
    const { key, reading } = JSON.parse(line) as { key?: unknown; reading?: unknown };
    if (typeof key === 'string' && typeof reading === 'object' && reading !== null && 'lines' in reading)
      return { key, reading: reading as Reading };
  } catch {}
  throw notALog(path);
}

/** How every line begins. */
const START = '{"key":';

function notALog(path: string): OwnhandError {
  return new OwnhandError('usage', `${path} holds something else than readings; --resume wants a file of its own`);
}

function withoutPictures(reading: Reading): Reading {
  const lines = reading.lines.map((line) => ({
    ...line,
    numbers: line.numbers.map((number) => ({
      ...number,
      glyphs: number.glyphs.map((glyph) => ({ ...glyph, picture: new Uint8Array(0) })),
    })),
  }));
  return { ...reading, lines };
}
