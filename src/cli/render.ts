// Readings, scores and histories as text. Pure: what they return is printed elsewhere.
import type { Box } from '../page/image.js';
import type { ReadGlyph, Reading, ReadNumber } from '../reading.js';

/** Wraps a text in a colour, or leaves it as it is where there are none. */
export type Paint = (colour: 'dim' | 'bold' | 'green' | 'yellow' | 'red', text: string) => string;

/** Below this a person should look again. */
const DOUBTFUL = 0.9;
const GUESS = 0.6;

const box = ({ x, y, w, h }: Box) => [x, y, w, h];
const share = (value: number) => Math.round(value * 1e4) / 1e4;

/** The object of one line of `read --json`. */
export function readingJson(file: string, reading: Reading): object {
  const glyph = ({ label, confidence, box: at, alternatives }: ReadGlyph) => ({
    label,
    confidence: share(confidence),
    box: box(at),
    alternatives: alternatives.map((other) => ({ label: other.label, confidence: share(other.confidence) })),
  });
  const number = ({ text, confidence, box: at, glyphs }: ReadNumber) => ({
    text,
    confidence: share(confidence),
    box: box(at),
    glyphs: glyphs.map(glyph),
  });
  const { width, height, text, lines } = reading;
  return {
    file,
    width,
    height,
    text,
    lines: lines.map((line) => ({ text: line.text, numbers: line.numbers.map(number) })),
  };
}

/** The lines of numbers as rows of comma-separated values (RFC 4180), each behind the file's name where there are several. */
export function readingCsv(reading: Reading, file?: string): string {
  return reading.lines
    .map((line) =>
      [...(file === undefined ? [] : [file]), ...line.numbers.map((number) => number.text)].map(csvCell).join(','),
    )
    .join('\n');
}

const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table for a person: each line's numbers, doubtful ones marked, with their confidences underneath. */
export function readingTable(file: string, reading: Reading, paint: Paint): string {
  const count = reading.lines.reduce(
    (sum, line) => sum + line.numbers.reduce((n, number) => n + number.glyphs.length, 0),
    0,
  );
  const head = `${paint('bold', file)} ${paint('dim', `${reading.width}×${reading.height}, ${plural(count, 'glyph')}`)}`;
  if (count === 0) return `${head}\n  ${paint('dim', 'no numbers found')}`;
  const wide = String(reading.lines.length).length;
  const rows = reading.lines.map((line, i) => {
    const cells = line.numbers.map((number) => {
      const percent = `${Math.min(99, Math.floor(number.confidence * 100))}%`;
      const width = Math.max(number.text.length, percent.length);
      const colour = number.confidence < GUESS ? 'red' : number.confidence < DOUBTFUL ? 'yellow' : 'green';
      return { text: paint(colour, number.text.padEnd(width)), percent: paint('dim', percent.padEnd(width)) };
    });
    const gap = ' '.repeat(wide + 4);
    return `  ${paint('dim', String(i + 1).padStart(wide))}  ${cells.map((cell) => cell.text).join('  ')}\n${gap}${cells.map((cell) => cell.percent).join('  ')}`;
  });
  return [head, ...rows].join('\n');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function percent(value: number, digits = 2): string {
  return `${(value * 100).toFixed(digits)} %`;
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
