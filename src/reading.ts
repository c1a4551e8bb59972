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
  /** A point, comma or minus sign, told by its size and place: its picture teaches nothing. */
  readonly sign?: true;
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
}

/** Numbers side by side. */
export interface ReadLine {
  /** Its numbers' texts, joined by one space. */
  readonly text: string;
  /** Left to right. */
  readonly numbers: readonly ReadNumber[];
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
}

/** A number's glyphs that the classifier has judged by their shape, and that can be learned: all but signs. */
export function judgedGlyphs({ glyphs }: ReadNumber): readonly ReadGlyph[] {
  return glyphs.filter(({ sign }) => !sign);
}
