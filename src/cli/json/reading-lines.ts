// What `read --json` prints.

import type { Alternative, LeftOutReason } from '../../reading.js';

/** Left, top, width and height in pixels of the upright page. */
export type JsonBox = readonly [number, number, number, number];

/** A number in a cell of a table. */
export interface CellJson {
  /** Its glyphs' labels, joined. */
  readonly text: string;
  /** Probability that it is right, 0 to 1. */
  readonly confidence: number;
  /** Whether it keeps the promise; only with `--promise`. */
  readonly sure?: boolean;
  /** It is printed; only with `--print`. */
  readonly print?: true;
  /** Around its glyphs. */
  readonly box: JsonBox;
}

/** A number and its glyphs. */
export interface NumberJson extends CellJson {
  /** Left to right. */
  readonly glyphs: readonly {
    readonly label: string;
    readonly confidence: number;
    readonly box: JsonBox;
    readonly alternatives: readonly Alternative[];
    readonly sign?: true;
    readonly given?: true;
  }[];
}

/** A page that was read. */
export interface ReadingLine {
  /** The photo, as the user named it. */
  readonly file: string;
  /** Width of the upright page, pixels. */
  readonly width: number;
  /** Height of the upright page, pixels. */
  readonly height: number;
  /** The lines' texts, joined by a newline. */
  readonly text: string;
  /** Top to bottom. */
  readonly lines: readonly { readonly text: string; readonly numbers: readonly NumberJson[] }[];
  /** The same numbers in rows and columns; null where a cell is empty. */
  readonly tables: readonly {
    readonly box: JsonBox;
    readonly rows: readonly (readonly (CellJson | null)[])[];
  }[];
  /** What was not read, each stroke with the reason. */
  readonly leftOut: readonly { readonly box: JsonBox; readonly reason: LeftOutReason }[];
  /** Degrees clockwise by which the page had to be turned to be read; missing where it lay as it should. */
  readonly turned?: number;
}
