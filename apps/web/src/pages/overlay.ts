// A reading with what a person said laid over it: whatever the reader makes of the page later, pins stay.
import type { Box, Reading, ReadNumber } from 'ownhand/browser';
import { isSamePlace, middle, overlap } from './boxes.js';
import { type Page, type Pin, type Shown, type ShownTable, surenessOf } from './page.js';

/** The page's tables as they are shown. */
export function shownTables({ reading, pins }: Pick<Page, 'reading' | 'pins'>): readonly ShownTable[] {
  if (!reading) return [];
  const placed = new Set<Pin>();
  const tables = reading.tables.map(({ rows }) => rows.map((row) => row.map((number) => cellOf(number, pins, placed))));
  const loose = pins.filter((pin) => pin.kind !== 'none' && !placed.has(pin));
  return loose.reduce<readonly ShownTable[]>((all, pin) => withPlaced(all, shownPin(pin)), tables);
}

/** All numbers of some tables, row by row. */
export const numbersOf = (tables: readonly ShownTable[]): readonly Shown[] =>
  tables.flatMap((rows) => rows.flatMap((row) => row.filter((cell) => cell !== null)));

/** Numbers of a page that somebody should look at, the least certain first. */
export const doubtfulOf = (numbers: readonly Shown[]): readonly Shown[] =>
  numbers
    .filter(({ sureness }) => sureness === 'doubtful' || sureness === 'guess')
    .sort((a, b) => a.confidence - b.confidence);

/** Ink that was left out, and that nobody took in. */
export const leftOutOf = ({ reading, pins }: Pick<Page, 'reading' | 'pins'>): Reading['leftOut'] =>
  reading?.leftOut.filter(({ box }) => !pins.some((pin) => isSamePlace(pin.box, box))) ?? [];

function cellOf(number: ReadNumber | null, pins: readonly Pin[], placed: Set<Pin>): Shown | null {
  if (!number) return null;
  const pin = bestPin(number.box, pins);
  if (!pin)
    return {
      key: keyOf(number.box),
      box: number.box,
      text: number.text,
      confidence: number.confidence,
      glyphs: number.glyphs,
      sureness: surenessOf(number.confidence),
    };
  // A pin that covers two numbers of the reading takes the first one's cell.
  if (pin.kind === 'none' || placed.has(pin)) return null;
  placed.add(pin);
  return shownPin(pin);
}

function bestPin(box: Box, pins: readonly Pin[]): Pin | undefined {
  const there = pins.filter((pin) => isSamePlace(pin.box, box));
  return there.sort((a, b) => overlap(b.box, box) - overlap(a.box, box))[0];
}

const shownPin = (pin: Pin): Shown => ({
  key: pin.id,
  box: pin.box,
  text: pin.text,
  confidence: 1,
  glyphs: pin.glyphs,
  sureness: 'confirmed',
  pin,
});

const keyOf = ({ x, y, w, h }: Box): string => `${x},${y},${w},${h}`;

/** The tables with a number in the row and the column that it stands in; in a new row or column where it has none. */
function withPlaced(tables: readonly ShownTable[], number: Shown): readonly ShownTable[] {
  if (tables.length === 0) return [[[number]]];
  const { x, y } = middle(number.box);
  const distances = tables.map((table) => Math.min(...numbersOf([table]).map(({ box }) => gap(box, number.box))));
  const nearest = distances.indexOf(Math.min(...distances));
  const table = tables[nearest]!;
  const row = rowAt(table, y);
  const column = freeColumn(table, row, columnAt(table, x, number.box.w), x);
  const at = Math.ceil(column);
  const line = Math.ceil(row);
  const grown: (Shown | null)[][] = table.map((cells) =>
    Number.isInteger(column) ? [...cells] : [...cells.slice(0, at), null, ...cells.slice(at)],
  );
  if (!Number.isInteger(row)) grown.splice(line, 0, new Array<Shown | null>(grown[0]?.length ?? 0).fill(null));
  grown[line]![at] = number;
  return tables.map((other, t) => (t === nearest ? grown : other));
}

/** The column, or a new one beside it (k - 0.5) where its cell in this row is taken. */
function freeColumn(table: ShownTable, row: number, column: number, x: number): number {
  const there = Number.isInteger(row) && Number.isInteger(column) ? table[row]?.[column] : null;
  if (!there) return column;
  return x < middle(there.box).x ? column - 0.5 : column + 0.5;
}

function gap(a: Box, b: Box): number {
  const dx = Math.max(0, a.x - b.x - b.w, b.x - a.x - a.w);
  const dy = Math.max(0, a.y - b.y - b.h, b.y - a.y - a.h);
  return dx + dy;
}

/** The row at a height; between two rows (k - 0.5) where it lies in none. */
function rowAt(table: ShownTable, y: number): number {
  let above = 0;
  for (const [r, row] of table.entries()) {
    const boxes = row.flatMap((cell) => (cell ? [cell.box] : []));
    if (boxes.length === 0) continue;
    if (boxes.some((box) => y >= box.y && y <= box.y + box.h)) return r;
    if (y > Math.max(...boxes.map((box) => box.y + box.h))) above = r + 1;
  }
  return above - 0.5;
}

/** The column at a place, likewise. */
function columnAt(table: ShownTable, x: number, width: number): number {
  let before = 0;
  for (let c = 0; c < (table[0]?.length ?? 0); c++) {
    const boxes = table.flatMap((row) => row[c]?.box ?? []);
    if (boxes.length === 0) continue;
    const left = Math.min(...boxes.map((box) => box.x)) - width / 4;
    const right = Math.max(...boxes.map((box) => box.x + box.w)) + width / 4;
    if (x >= left && x <= right) return c;
    if (x > right) before = c + 1;
  }
  return before - 0.5;
}

/** The number that follows another one in its row; undefined where it is the last. */
export function nextInRow(tables: readonly ShownTable[], { key }: Shown): Shown | undefined {
  for (const row of tables.flat()) {
    const there = row.filter((cell) => cell !== null);
    const at = there.findIndex((cell) => cell.key === key);
    if (at >= 0) return there[at + 1];
  }
  return undefined;
}

/** Where an empty cell lies on the page, by the numbers of its row and its column. */
export function boxOfCell(table: ShownTable, row: number, column: number): Box {
  const inRow = (table[row] ?? []).flatMap((cell) => (cell ? [cell.box] : []));
  const inColumn = table.flatMap((cells) => (cells[column] ? [cells[column].box] : []));
  const all = numbersOf([table]).map(({ box }) => box);
  const one = all[0] ?? { x: 0, y: 0, w: 10, h: 10 };
  const vertical = inRow[0] ?? { ...one, y: one.y + row * one.h * 1.5 };
  const horizontal = inColumn[0] ?? { ...one, x: one.x + column * one.w * 1.5 };
  return { x: horizontal.x, y: vertical.y, w: horizontal.w, h: vertical.h };
}
