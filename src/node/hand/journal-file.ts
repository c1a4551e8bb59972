// journal.jsonl: what happened to a hand, one JSON object a line, only ever appended to.
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JOURNAL_FILE } from '../../archive/file-names.js';
import { formatEntry, parseEntry } from '../../archive/journal-lines.js';
import type { JournalEntry } from '../../hand/store.js';
import { isSystemError, syncFolder, systemError, writeDurably } from '../files.js';

/** The entries that can be read; a last line torn by a crash was never acknowledged and is passed over in silence. */
export async function readJournal(path: string, warn: (line: string) => void): Promise<readonly JournalEntry[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw systemError(error, path);
  }
  const lines = text.split('\n');
  const last = lines.length - 1;
  return lines.flatMap((line, i) => {
    if (line === '' || i === last) return [];
    const entry = parseEntry(line);
    if (entry === undefined) warn(`${path}: line ${i + 1} is damaged and was passed over`);
    return entry ?? [];
  });
}

/**
 * Appends one entry, durably; first removes what a crash has left of a torn line. Only the holder of the hand's lock
 * may call it.
 */
export async function appendJournal(path: string, entry: JournalEntry): Promise<void> {
  try {
    const handle = await open(path, 'a+');
    try {
      const { size } = await handle.stat();
      const whole = await wholeLines(handle, size);
      if (whole < size) await handle.truncate(whole);
      try {
        await handle.appendFile(formatEntry(entry));
        await handle.sync();
      } catch (error) {
        await handle.truncate(whole).catch(() => {});
        throw error;
      }
      if (size === 0) await syncFolder(dirname(path));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw systemError(error, path);
  }
}

/** Writes a whole journal at once, in the place of the one that is there. */
export async function writeJournal(path: string, entries: readonly JournalEntry[]): Promise<void> {
  const bytes = Buffer.from(entries.map(formatEntry).join(''));
  await writeDurably(dirname(path), [{ name: JOURNAL_FILE, bytes }]);
}

/** Bytes up to and with the last newline. */
async function wholeLines(handle: { read: ReadAt }, size: number): Promise<number> {
  const block = Buffer.alloc(4096);
  for (let end = size; end > 0; end -= block.length) {
    const start = Math.max(0, end - block.length);
    const { bytesRead } = await handle.read(block, 0, end - start, start);
    const newline = block.lastIndexOf(10, bytesRead - 1);
    if (bytesRead > 0 && newline >= 0) return start + newline + 1;
  }
  return 0;
}

type ReadAt = (buffer: Buffer, offset: number, length: number, position: number) => Promise<{ bytesRead: number }>;
