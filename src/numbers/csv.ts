// A reading as comma-separated values (RFC 4180).
import type { Reading, ReadNumber } from '../reading.js';
import { isSure } from '../sureness.js';
import { tableOf } from './layout/table.js';

/**
 * The page's rows and columns as comma-separated values, with nothing between commas where a column has no number.
 * Where there are several files, each row stands behind its file's name. With a promise a `?` follows the numbers that
 * do not keep it.
 */
export function readingCsv(reading: Reading, file?: string, promise?: number): string {
  const rows = tableOf(reading.lines.map((line) => line.numbers)).map((row) =>
    row.map((number) => (number === undefined ? '' : markedText(number, promise))),
  );
  return rows.map((row) => (file === undefined ? row : [file, ...row]).map(csvCell).join(',')).join('\n');
}

const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A number's text, with a `?` behind it where it cannot be promised. */
export function markedText(number: ReadNumber, promise?: number): string {
  return promise === undefined || isSure(number, promise) ? number.text : `${number.text}?`;
}
