// The table goes out: onto the clipboard, and into files.
import type { Page, Shown, ShownTable } from '../pages/page.js';
import { csvOf, htmlOf, type Rows, rowsOf, tsvOf } from './values.js';

/** Copies rows as an HTML table and as tab-separated values. Rejects where the browser refuses. */
export async function copyRows(rows: Rows): Promise<void> {
  const kind = (type: string, text: string) => new Blob([text], { type });
  const item = new ClipboardItem({
    'text/html': kind('text/html', htmlOf(rows)),
    'text/plain': kind('text/plain', tsvOf(rows)),
  });
  await navigator.clipboard.write([item]);
}

/** Has the browser save bytes under a name. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A page's tables under its name. */
export interface NamedTables {
  /** The page's name. */
  readonly name: Page['name'];
  /** Its tables. */
  readonly tables: readonly ShownTable[];
}

/** Saves rows as comma-separated values. */
export const saveCsv = (name: string, rows: Rows): void => saveFile(`${name}.csv`, csvOf(rows), 'text/csv');

/** Saves pages as JSON: each number's text, confidence and box, by page, table, row and column. */
export function saveJson(name: string, pages: readonly NamedTables[]): void {
  const cell = ({ text, confidence, box: { x, y, w, h }, sureness }: Shown) => ({
    text,
    confidence,
    box: [x, y, w, h],
    ...(sureness === 'confirmed' && { confirmed: true }),
  });
  const content = pages.map((page) => ({
    file: page.name,
    tables: page.tables.map((rows) => ({ rows: rows.map((row) => row.map((one) => one && cell(one))) })),
  }));
  saveFile(`${name}.json`, `${JSON.stringify(content, null, 2)}\n`, 'application/json');
}

/** Saves pages as a spreadsheet, one sheet a page; cells are text, so that leading zeros stay. */
export async function saveXlsx(name: string, pages: readonly NamedTables[]): Promise<void> {
  // Seldom needed, so it comes when it is.
  const { workbookOf } = await import('./workbook.js');
  const used = new Set<string>();
  const sheets = pages.map((page) => ({
    name: sheetName(page.name, used),
    rows: rowsOf(page.tables),
  }));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  saveFile(`${name}.xlsx`, new Blob([new Uint8Array(workbookOf(sheets))], { type }), type);
}

/** What spreadsheets allow: characters of a sheet's name. */
const LONGEST = 31;

function sheetName(name: string, used: Set<string>): string {
  const plain = name.replace(/[[\]:*?/\\]/g, '_').replace(/^'|'$/g, '_');
  for (let k = 1; ; k++) {
    const ending = k === 1 ? '' : ` ${k}`;
    const tried = plain.slice(0, LONGEST - ending.length) + ending;
    if (used.has(tried.toLowerCase())) continue;
    used.add(tried.toLowerCase());
    return tried;
  }
}

/** A file's name without its ending. */
export const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '') || 'page';
