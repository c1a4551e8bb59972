// Readings, scores and histories as text. Pure: what they return is printed elsewhere.

import type { Box } from '../geometry/box.js';
import { messages } from '../messages/messages.js';
import { markedText } from '../numbers/csv.js';
import type { LeftOut, ReadGlyph, Reading, ReadNumber, ReadTable } from '../reading.js';
import { isSure, percentOf, surenessOf } from '../sureness.js';
import type { JsonBox, ReadingLine } from './json/reading-lines.js';

/** Wraps a text in a colour, or leaves it as it is where there are none. */
export type Paint = (colour: 'dim' | 'bold' | 'green' | 'yellow' | 'red', text: string) => string;

const COLOURS = { sure: 'green', doubtful: 'yellow', guess: 'red' } as const;

const box = ({ x, y, w, h }: Box): JsonBox => [x, y, w, h];
const share = (value: number) => Math.round(value * 1e4) / 1e4;

/** The object of one line of `read --json`; with a promise each number says whether it is sure. */
export function readingJson(file: string, reading: Reading, promise?: number): ReadingLine {
  const glyph = ({ label, confidence, box: at, alternatives, sign, given }: ReadGlyph) => ({
    label,
    confidence: share(confidence),
    box: box(at),
    alternatives: alternatives.map((other) => ({ label: other.label, confidence: share(other.confidence) })),
    ...(sign && { sign }),
    ...(given && { given }),
  });
  const cell = ({ text, confidence, box: at, print }: ReadNumber) => ({
    text,
    confidence: share(confidence),
    ...(promise !== undefined && { sure: isSure({ confidence }, promise) }),
    ...(print && { print }),
    box: box(at),
  });
  const number = (read: ReadNumber) => ({ ...cell(read), glyphs: read.glyphs.map(glyph) });
  const { width, height, text, lines, tables, leftOut, turned } = reading;
  return {
    file,
    width,
    height,
    text,
    lines: lines.map((line) => ({ text: line.text, numbers: line.numbers.map(number) })),
    tables: tables.map(({ box: at, rows }: ReadTable) => ({
      box: box(at),
      rows: rows.map((row) => row.map((read) => read && cell(read))),
    })),
    leftOut: leftOut.map(({ box: at, reason }: LeftOut) => ({ box: box(at), reason })),
    ...(turned !== undefined && { turned }),
  };
}

/** The text of a reading, as `Reading.text` but marked. */
export function markedLines(reading: Reading, promise?: number): string {
  return reading.lines.map((line) => line.numbers.map((number) => markedText(number, promise)).join(' ')).join('\n');
}

/** A table for a person: each line's numbers, doubtful ones coloured, with their confidences underneath. */
export function readingTable(file: string, reading: Reading, paint: Paint, promise?: number): string {
  const count = reading.lines.reduce(
    (sum, line) => sum + line.numbers.reduce((n, number) => n + number.glyphs.length, 0),
    0,
  );
  const head = `${paint('bold', file)} ${paint('dim', messages.read.page(reading.width, reading.height, count))}`;
  if (count === 0) return `${head}\n  ${paint('dim', messages.read.noNumbers)}`;
  const wide = String(reading.lines.length).length;
  const rows = reading.lines.map((line, i) => {
    const cells = line.numbers.map((number) => {
      const percent = percentOf(number.confidence);
      const text = markedText(number, promise);
      const width = Math.max(text.length, percent.length);
      return {
        text: paint(COLOURS[surenessOf(number, promise)], text.padEnd(width)),
        percent: paint('dim', percent.padEnd(width)),
      };
    });
    const gap = ' '.repeat(wide + 4);
    const texts = cells.map((cell) => cell.text).join('  ');
    const percents = cells.map((cell) => cell.percent).join('  ');
    return `  ${paint('dim', String(i + 1).padStart(wide))}  ${texts}\n${gap}${percents}`;
  });
  return [head, ...rows].join('\n');
}

/** Columns padded to the widest cell; the first is aligned left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
