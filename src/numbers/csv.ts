// The tables of a reading as comma-separated values (RFC 4180), or with another delimiter for spreadsheets whose
// language writes decimal commas.
import type { Reading, ReadNumber } from '../reading.js';
import { isSure } from '../sureness.js';

/** How the values are written. */
export interface CsvStyle {
  /** What stands between two values; a comma where it is missing. */
  readonly delimiter?: string | undefined;
  /** Behind the numbers that cannot be promised with this chance stands a `?`. */
  readonly promise?: number | undefined;
}

/**
 * The rows and columns of the page's tables, with nothing between delimiters where a cell is empty, and an empty line
 * between tables. Where there are several files, each row stands behind its file's name, and no line is empty.
 */
export function readingCsv(reading: Reading, file?: string, { delimiter = ',', promise }: CsvStyle = {}): string {
  const value = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  const tables = reading.tables.map(({ rows }) =>
    rows
      .map((row) => row.map((number) => (number === null ? '' : markedText(number, promise))))
      .map((row) => (file === undefined ? row : [file, ...row]).map(value).join(delimiter))
      .join('\n'),
  );
  return tables.join(file === undefined ? '\n\n' : '\n');
}

/** A number's text, with a `?` behind it where it cannot be promised. */
export function markedText(number: ReadNumber, promise?: number): string {
  return promise === undefined || isSure(number, promise) ? number.text : `${number.text}?`;
}
