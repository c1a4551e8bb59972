// Rows as a spreadsheet (ECMA-376): a zip of few XML files. Cells are texts, so that leading zeros stay.
import { strToU8, zipSync } from 'fflate';
import { escaped, type Rows } from './values.js';

/** A sheet of a workbook. */
export interface Sheet {
  /** What its tab says, at most 31 characters and none of those that spreadsheets refuse. */
  readonly name: string;
  /** Its cells; an empty text is an empty cell. */
  readonly rows: Rows;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The bytes of an XLSX file. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array {
  const each = (make: (sheet: Sheet, number: number) => string): string =>
    sheets.map((sheet, k) => make(sheet, k + 1)).join('');
  const parts = each(
    (_, k) => `<Override PartName="/xl/worksheets/sheet${k}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${RELATIONS}"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${parts}</Types>`,
    '_rels/.rels': relations(`<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(
      ({ name }, k) => `<sheet name="${xml(name)}" sheetId="${k}" r:id="r${k}"/>`,
    )}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      each((_, k) => `<Relationship Id="r${k}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${k}.xml"/>`),
    ),
  };
  for (const [k, { rows }] of sheets.entries()) files[`xl/worksheets/sheet${k + 1}.xml`] = sheetXml(rows);
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(HEAD + text)])));
}

/** A text in XML, which has no control characters. */
const xml = (text: string): string => escaped(text.replace(/\p{Cc}/gu, ' '));

const relations = (list: string): string => `<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;

function sheetXml(rows: Rows): string {
  const cell = (text: string, column: number, row: number): string =>
    text === ''
      ? ''
      : `<c r="${columnName(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
  const lines = rows.map(
    (row, k) => `<row r="${k + 1}">${row.map((text, column) => cell(text, column, k + 1)).join('')}</row>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** A to Z, then AA and on. @param column counted from 0 */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
