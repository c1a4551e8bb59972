// What the crop of a glyph is called, so that the name tells its place on the page and its label.
import { nameOfLabel } from '../hand/sample-name.js';
import { learnableGlyphs, type ReadGlyph, type Reading } from '../reading.js';

/** A glyph that can be learned, and the name of its crop. */
export interface NamedGlyph {
  /** `<name>_<line>_<x>_<y>_<label>.png`, lines counted from 1 as people do. */
  readonly name: string;
  /** What was read. */
  readonly glyph: ReadGlyph;
}

/** Every glyph of a reading, signs left out, with the name of its crop. */
export function namedGlyphs(name: string, reading: Reading): readonly NamedGlyph[] {
  return reading.lines.flatMap((line, row) =>
    line.numbers.flatMap((number) =>
      learnableGlyphs(number).map((glyph) => {
        const { label, box } = glyph;
        const place = `${row + 1}_${Math.round(box.x)}_${Math.round(box.y)}`;
        return { name: `${name}_${place}_${nameOfLabel(label)}.png`, glyph };
      }),
    ),
  );
}
