// Readings as a spreadsheet: one sheet a table, cells as text so that leading zeros stay, doubtful ones coloured with a
// note. The library that writes it is seldom needed, so the user installs it beside ownhand where it is wanted.
import { basename, dirname } from 'node:path';
import { OwnhandError } from '../../error.js';
import type { ReadGlyph, Reading, ReadNumber, ReadTable } from '../../reading.js';
import { percentOf, type Sureness, surenessOf } from '../../sureness.js';
import { makeFolder, writeDurably } from '../files.js';

/** What is written into a spreadsheet. */
export interface NamedReading {
  /** What its sheets are called. */
  readonly name: string;
  /** A page's reading. */
  readonly reading: Pick<Reading, 'tables'>;
}

const PACKAGE = 'hucre';

/** Fills of cells that are in doubt, RRGGBB. */
const FILLS = { doubtful: 'FFE8B3', guess: 'FFC9C9' } as const;

// The parts of the package that are used are typed here, since it need not be there when this is compiled.
interface SheetCell {
  readonly value: string;
  readonly type: 'string';
  readonly style: { readonly numFmt: '@'; readonly fill?: object };
  readonly comment?: { readonly text: string };
}
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly cells: ReadonlyMap<string, SheetCell>;
}
interface SheetWriter {
  writeXlsx(workbook: { readonly sheets: readonly Sheet[] }): Promise<Uint8Array>;
}

/** Makes sure that spreadsheets can be written, before much is read for one. Throws OwnhandError 'needs-install'. */
export async function loadSheetWriter(): Promise<SheetWriter> {
  const wanted: string = PACKAGE;
  try {
    return (await import(wanted)) as SheetWriter;
  } catch (cause) {
    throw new OwnhandError(
      'needs-install',
      `--xlsx needs a package of its own: run \`npm install ${wanted}\`, or write --csv`,
      { cause },
    );
  }
}

/**
 * Writes the tables of all readings into an XLSX file, one sheet a table; an empty sheet where there is none.
 * Throws OwnhandError 'needs-install', 'read-only', 'disk-full'.
 * @param promise what it leaves out is coloured; without it, what has little confidence
 */
export async function writeWorkbook(path: string, readings: readonly NamedReading[], promise?: number): Promise<void> {
  const { writeXlsx } = await loadSheetWriter();
  const nameOf = sheetNames();
  const sheets = readings.flatMap(({ name, reading }) =>
    reading.tables.map((table) => toSheet(nameOf(name), table, promise)),
  );
  const empty: Sheet = { name: 'no numbers', rows: [], cells: new Map() };
  const bytes = await writeXlsx({ sheets: sheets.length > 0 ? sheets : [empty] });
  const folder = dirname(path);
  await makeFolder(folder);
  await writeDurably(folder, [{ name: basename(path), bytes }]);
}

function toSheet(name: string, { rows }: ReadTable, promise?: number): Sheet {
  const cells = new Map<string, SheetCell>();
  for (const [r, row] of rows.entries()) {
    for (const [c, number] of row.entries()) if (number) cells.set(`${r},${c}`, toCell(number, promise));
  }
  return { name, rows: rows.map((row) => row.map((number) => number?.text ?? null)), cells };
}

function toCell(number: ReadNumber, promise?: number): SheetCell {
  const sureness = surenessOf(number, promise);
  if (sureness === 'sure') return { value: number.text, type: 'string', style: { numFmt: '@' } };
  return {
    value: number.text,
    type: 'string',
    style: { numFmt: '@', fill: fillOf(sureness) },
    comment: { text: noteOf(number) },
  };
}

function fillOf(sureness: Exclude<Sureness, 'sure'>): object {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb: FILLS[sureness] } };
}

/** Alternatives that are less likely, 0 to 1, are not worth a note. */
const WORTH = 0.01;

/** What a person should know about a number in doubt: how sure it is, and what its glyphs may be instead. */
export function noteOf({ confidence, glyphs }: ReadNumber): string {
  const others = glyphs.map((glyph) => [glyph, ...glyph.alternatives.filter((other) => other.confidence >= WORTH)]);
  const lines = others.filter((likely) => likely.length > 1).map((likely) => likely.map(labelled).join(', '));
  return [percentOf(confidence), ...lines].join('\n');
}

const labelled = (one: Pick<ReadGlyph, 'label' | 'confidence'>): string => `${one.label} ${percentOf(one.confidence)}`;

/** What spreadsheets allow: characters of a sheet's name. */
const LONGEST = 31;

/** Names of sheets, of the characters that spreadsheets allow, told apart where two are the same. */
export function sheetNames(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    const plain = name.replace(/[[\]:*?/\\]/g, '_').replace(/^'|'$/g, '_') || 'page';
    for (let k = 1; ; k++) {
      const ending = k === 1 ? '' : ` ${k}`;
      const tried = plain.slice(0, LONGEST - ending.length) + ending;
      if (used.has(tried.toLowerCase())) continue;
      used.add(tried.toLowerCase());
      return tried;
    }
  };
}
