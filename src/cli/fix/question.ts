// What a person is asked about a glyph, and the keys by which they answer.
import type { Box } from '../../geometry/box.js';
import type { Alternative } from '../../reading.js';
import type { GlyphStrip } from './glyph-strip.js';

/** One glyph that a person is asked about. */
export interface Question {
  /** The photo as the user named it. */
  readonly file: string;
  /** Where on the photo it stands, as the source of its sample. */
  readonly source: string;
  /** Pixels of the full photo. */
  readonly box: Box;
  /** The next glyph of the line; missing where it is the last. */
  readonly next?: Box;
  /** Whether a glyph stands before it in its line. */
  readonly follows: boolean;
  /** Whether a number begins with it. */
  readonly begins: boolean;
  /** Counted from 1. */
  readonly line: number;
  /** What precedes the glyph in its line. */
  readonly before: string;
  /** What follows the glyph in its line. */
  readonly after: string;
  /** What it was read as. */
  readonly label: string;
  /** How sure the reader is of that label, 0 to 1. */
  readonly confidence: number;
  /** Other labels that it may have, likeliest first. */
  readonly alternatives: readonly Alternative[];
  /** The normalised 28×28 picture, which is what will be learned. */
  readonly picture: Uint8Array;
  /** The glyph among its neighbours on the photo, which is what the person sees. */
  readonly view: GlyphStrip;
}

/** Keys that are no label. A label of the same name is reached with Tab. */
export type Key =
  | 'enter'
  | 'tab'
  | 'back-tab'
  | 'backspace'
  | 'ctrl-c'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'shift-left'
  | 'shift-right'
  | 'shift-up'
  | 'shift-down'
  | { readonly char: string };
