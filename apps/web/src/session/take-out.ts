// The tables go out: copied, or saved as a file, with a line that says so.

import { copyRows, type NamedTables, saveCsv, saveJson, saveXlsx, stemOf } from '../out/save.js';
import { type Rows, rowsOf } from '../out/values.js';
import { numbersOf, shownTables } from '../pages/overlay.js';
import { t } from '../texts/texts.js';
import { page, pages, say, tables } from './state.js';

/** The kinds of files. */
export const kinds = ['csv', 'xlsx', 'json'] as const;

/** Copies the tables of the page that is shown. */
export const copyTables = (): Promise<void> => copy(rowsOf(tables.value));

/** Copies rows, and says so. */
async function copy(rows: Rows): Promise<void> {
  try {
    await copyRows(rows);
    say(t.value.copied(rows.length), 'good');
  } catch {
    say(t.value.cannotCopy, 'bad');
  }
}

/** Copies a text, and says so in these words. */
export async function copyText(text: string, words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words, 'good');
  } catch {
    say(t.value.cannotCopy, 'bad');
  }
}

/** Saves the page that is shown. */
export async function saveTables(kind: (typeof kinds)[number]): Promise<void> {
  if (page.value)
    await save(kind, stemOf(page.value.name), rowsOf(tables.value), [{ name: page.value.name, tables: tables.value }]);
}

/** The rows of all pages, each behind its page's name. */
function rowsOfAll(): Rows {
  return pages.value.flatMap((one) =>
    shownTables(one).flatMap((table) => table.map((row) => [one.name, ...row.map((cell) => cell?.text ?? '')])),
  );
}

/** Copies one table over all pages. */
export const copyAll = (): Promise<void> => copy(rowsOfAll());

/** Saves one table over all pages. */
export async function saveAll(kind: (typeof kinds)[number]): Promise<void> {
  const all = pages.value.map((one) => ({ name: one.name, tables: shownTables(one) }));
  await save(
    kind,
    'ownhand',
    rowsOfAll(),
    all.filter((one) => numbersOf(one.tables).length > 0),
  );
}

async function save(
  kind: (typeof kinds)[number],
  name: string,
  rows: Rows,
  named: readonly NamedTables[],
): Promise<void> {
  if (kind === 'csv') saveCsv(name, rows);
  else if (kind === 'json') saveJson(name, named);
  else await saveXlsx(name, named);
  say(t.value.saved(`${name}.${kind}`), 'good');
}
