// What a person typed of a page, line by line, laid against the numbers that were found on it.
import type { Shown, ShownTable } from './page.js';

/** A number, and what it says. */
export interface Fit {
  /** The number as it was found. */
  readonly number: Shown;
  /** What it says. */
  readonly text: string;
}

/**
 * Lines fit a row of the tables in order. One fits where it has as many numbers as the row, each as long as what
 * was found; others are told, counted from 1.
 */
export function fitLines(
  tables: readonly ShownTable[],
  text: string,
): { readonly fits: readonly Fit[]; readonly misfits: readonly number[] } {
  const rows = tables
    .flatMap((table) => table.map((row) => row.filter((cell) => cell !== null)))
    .filter((row) => row.length > 0);
  const lines = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).filter(Boolean))
    .filter((line) => line.length > 0);
  const fits: Fit[] = [];
  const misfits: number[] = [];
  for (const [k, line] of lines.entries()) {
    const row = rows[k] ?? [];
    const isFit = row.length === line.length && row.every(({ glyphs }, c) => glyphs.length === [...line[c]!].length);
    if (isFit) fits.push(...row.map((number, c) => ({ number, text: line[c]! })));
    else misfits.push(k + 1);
  }
  return { fits, misfits };
}
