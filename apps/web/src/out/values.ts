// Tables as text, for files and the clipboard.
import type { ShownTable } from '../pages/page.js';

/** Rows of texts; an empty cell is an empty text. */
export type Rows = readonly (readonly string[])[];

/** The texts of some tables, with an empty row between two of them. */
export function rowsOf(tables: readonly ShownTable[]): Rows {
  return tables.flatMap((table, k) => [
    ...(k > 0 ? [[]] : []),
    ...table.map((row) => row.map((cell) => cell?.text ?? '')),
  ]);
}

/** Comma-separated values (RFC 4180). */
export function csvOf(rows: Rows): string {
  const value = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${rows.map((row) => row.map(value).join(',')).join('\n')}\n`;
}

/** Tab-separated values, as spreadsheets paste them. */
export const tsvOf = (rows: Rows): string => rows.map((row) => row.join('\t')).join('\n');

/** An HTML table, as spreadsheets and letters paste it. */
export function htmlOf(rows: Rows): string {
  const cell = (text: string): string => `<td>${escaped(text)}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}

/** A text as XML and HTML have it, also in an attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
