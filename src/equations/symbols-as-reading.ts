// Equations as a reading of numbers has them, for what draws on pictures and cuts glyphs out: each symbol is a number
// of its own, each equation a line.
import type { ReadGlyph, Reading, ReadNumber } from '../reading.js';
import type { EquationsReading, ReadSymbol } from './equations-reading.js';
import { formOf } from './forms/symbol-forms.js';

/** The symbols of equations as numbers, labelled in LaTeX as `learn` takes them, or in Unicode as people read them. */
export function symbolsAsReading(reading: EquationsReading, labels: 'latex' | 'unicode'): Reading {
  const lines = reading.equations.map(({ latex, symbols }) => ({
    text: latex,
    numbers: symbols.map((symbol) => asNumber(symbol, labels)),
  }));
  const { width, height, latex } = reading;
  return { width, height, text: latex, lines, tables: [], leftOut: [] };
}

function asNumber(symbol: ReadSymbol, labels: 'latex' | 'unicode'): ReadNumber {
  const { confidence, box, alternatives, picture, given } = symbol;
  const label = labels === 'latex' ? symbol.label : formOf(symbol.label).text;
  const glyph: ReadGlyph = {
    label,
    confidence,
    box,
    alternatives,
    picture: picture ?? new Uint8Array(0),
    // What has no picture teaches nothing, as signs of numbers do not.
    ...(labels === 'latex' && !picture && { sign: true }),
    ...(given && { given }),
  };
  return { text: label, confidence, box, glyphs: [glyph] };
}
