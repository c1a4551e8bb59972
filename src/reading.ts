// What reading a page gives. `ownhand read --json` prints this, with boxes as [x, y, w, h].
import type { Box } from './geometry/box.js';

/** Another label that a glyph may have. */
export interface Alternative {
  /** What it would be read as. */
  readonly label: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

/** One written symbol. */
export interface ReadGlyph {
  /** What it is read as. */
  readonly label: string;
  /** Calibrated probability that the label is right, 0 to 1. */
  readonly confidence: number;
  /** Pixels of the upright page. */
  readonly box: Box;
  /** The other likely labels, best first. */
  readonly alternatives: readonly Alternative[];
  /** The normalised 28×28 picture the model saw, white (255) on black, [28, 28]. */
  readonly picture: Uint8Array;
  /** A point, comma, minus sign or colon, told by its size and place: its picture teaches nothing. */
  readonly sign?: true;
  /** A person has said what it is, on this very photo. */
  readonly given?: true;
}

/** Glyphs that belong together. */
export interface ReadNumber {
  /** Its glyphs' labels, joined. */
  readonly text: string;
  /** Probability that every glyph is right and the number was cut rightly, 0 to 1. */
  readonly confidence: number;
  /** Around its glyphs, pixels of the upright page. */
  readonly box: Box;
  /** Left to right, signs among them. */
  readonly glyphs: readonly ReadGlyph[];
  /** It is printed, and not by hand; only where print was asked for. */
  readonly print?: true;
}

/** Numbers side by side. */
export interface ReadLine {
  /** Its numbers' texts, joined by one space. */
  readonly text: string;
  /** Left to right. */
  readonly numbers: readonly ReadNumber[];
}

/** Rows and columns as they stand on the page. */
export interface ReadTable {
  /** Around its numbers, pixels of the upright page. */
  readonly box: Box;
  /** [row][column], each row as long as the others; null where a cell is empty. The numbers are those of the lines. */
  readonly rows: readonly (readonly (ReadNumber | null)[])[];
}

/**
 * Why ink was left out: it stands in words, is printed, belongs to rules and boxes, is too small for writing, is a sign
 * that belongs to no number, was found among much else as by chance, or reads as nothing.
 */
export type LeftOutReason = 'words' | 'print' | 'rules' | 'specks' | 'signs' | 'chance' | 'unread';

/** Ink that was taken for no part of a number. */
export interface LeftOut {
  /** Pixels of the upright page. */
  readonly box: Box;
  /** What it was taken for. */
  readonly reason: LeftOutReason;
}

/** All that was read on a page. */
export interface Reading {
  /** Width of the upright page, pixels. */
  readonly width: number;
  /** Height of the upright page, pixels. */
  readonly height: number;
  /** The lines' texts, joined by a newline. */
  readonly text: string;
  /** Top to bottom. */
  readonly lines: readonly ReadLine[];
  /** The same numbers in rows and columns; several tables where blocks of numbers stand clearly apart. */
  readonly tables: readonly ReadTable[];
  /** What was not read, each stroke with the reason. */
  readonly leftOut: readonly LeftOut[];
  /** Degrees clockwise by which the page had to be turned to be read, 1 to 359; missing where it lay as it should. */
  readonly turned?: number;
}

type Cell = ReadNumber | null;

const column = (rows: readonly (readonly Cell[])[], k: number): Cell[] => rows.map((row) => row[k]!);

/**
 * A reading with each of its numbers changed, in lines and tables alike; undefined takes one away. Lines, rows and
 * columns that lose all of theirs go too; those that held none stay.
 */
export function withNumbers(reading: Reading, change: (number: ReadNumber) => ReadNumber | undefined): Reading {
  const changed = new Map<ReadNumber, ReadNumber | undefined>();
  const lines = reading.lines.flatMap((line): ReadLine[] => {
    const numbers = line.numbers.flatMap((number) => {
      const now = change(number);
      changed.set(number, now);
      return now ? [now] : [];
    });
    return numbers.length > 0 ? [{ text: numbers.map(({ text }) => text).join(' '), numbers }] : [];
  });
  const tables = reading.tables.flatMap(({ box, rows }): ReadTable[] => {
    const cells = rows.map((row) => row.map((number) => (number && changed.get(number)) ?? null));
    if (!cells.flat().some(Boolean)) return [];
    const isLeft = (before: readonly Cell[], after: readonly Cell[]): boolean =>
      after.some(Boolean) || !before.some(Boolean);
    const columns = rows[0]!.map((_, column) => column);
    const kept = columns.filter((k) => isLeft(column(rows, k), column(cells, k)));
    const left = cells.filter((row, k) => isLeft(rows[k]!, row));
    return [{ box, rows: left.map((row) => kept.map((k) => row[k]!)) }];
  });
  return { ...reading, text: lines.map(({ text }) => text).join('\n'), lines, tables };
}

/** A reading with every box put elsewhere by `place`. */
export function withBoxes(reading: Reading, place: (box: Box) => Box): Reading {
  const placed = withNumbers(reading, (number) => ({
    ...number,
    box: place(number.box),
    glyphs: number.glyphs.map((glyph) => ({ ...glyph, box: place(glyph.box) })),
  }));
  const tables = placed.tables.map(({ box, rows }) => ({ box: place(box), rows }));
  const leftOut = placed.leftOut.map(({ box, reason }) => ({ box: place(box), reason }));
  return { ...placed, tables, leftOut };
}

/** A reading of a page that was shrunk or enlarged, with its boxes in pixels of a page of this size. */
export function onPageOf(reading: Reading, width: number, height: number): Reading {
  if (reading.width === width && reading.height === height) return reading;
  return { ...withBoxes(reading, atSize(reading, { width, height })), width, height };
}

/** Width and height, pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a box of a page of one size lies on the same page at another. */
export function atSize(from: Size, to: Size): (box: Box) => Box {
  const [kx, ky] = [to.width / from.width, to.height / from.height];
  return ({ x, y, w, h }) => {
    const [left, top] = [Math.round(x * kx), Math.round(y * ky)];
    return {
      x: left,
      y: top,
      w: Math.min(to.width, Math.round((x + w) * kx)) - left,
      h: Math.min(to.height, Math.round((y + h) * ky)) - top,
    };
  };
}

/** A number's glyphs that the classifier has judged by their shape: all but signs. */
export function judgedGlyphs({ glyphs }: ReadNumber): readonly ReadGlyph[] {
  return glyphs.filter(({ sign }) => !sign);
}

/** A number's glyphs that can be learned: those judged, and none of print, which is nobody's hand. */
export function learnableGlyphs(number: ReadNumber): readonly ReadGlyph[] {
  return number.print ? [] : judgedGlyphs(number);
}
