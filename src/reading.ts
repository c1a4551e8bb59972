// What reading a page gives. `ownhand read --json` prints this, with boxes as [x, y, w, h].
import type { Box } from './geometry/box.js';

export interface Alternative {
  readonly label: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

/** One written symbol. */
export interface ReadGlyph {
  readonly label: string;
  readonly confidence: number;
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
  readonly text: string;
  /** Probability that every glyph is right and the number was cut rightly, 0 to 1. */
  readonly confidence: number;
  readonly box: Box;
  readonly glyphs: readonly ReadGlyph[];
}

/** Numbers side by side, left to right; their texts are joined by one space. */
export interface ReadLine {
  readonly text: string;
  readonly numbers: readonly ReadNumber[];
}

export interface Reading {
  readonly width: number;
  readonly height: number;
  /** Lines top to bottom, joined by a newline. */
  readonly text: string;
  readonly lines: readonly ReadLine[];
}

/** A number's glyphs that the classifier has judged by their shape, and that can be learned: all but signs. */
export function judgedGlyphs({ glyphs }: ReadNumber): readonly ReadGlyph[] {
  return glyphs.filter(({ sign }) => !sign);
}
