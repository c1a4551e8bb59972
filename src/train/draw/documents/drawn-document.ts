// What the generator of documents gives, and what it draws them from: the words that all of this room shares.
import type { Box } from '../../../geometry/box.js';
import type { LabelledPictures } from '../../../glyph/labelled-pictures.js';
import type { Path } from '../pen.js';
import type { Typeface } from '../typefaces.js';

/**
 * What is on a pixel. number: handwritten digits and the signs of numbers (point, comma, minus, slash, colon,
 * per cent); writing: all other handwriting, also + × = between numbers; print: printed letters, digits, icons, logos;
 * rule: ruling, boxes, borders of tables, edges of the paper, folds. cell: paper in a box or cell for one digit or one
 * number, whose sides may be faint, worn or open.
 */
export const pixelClass = { paper: 0, number: 1, writing: 2, print: 3, rule: 4, cell: 5 } as const;

/** The label of soft rims, where neither class is right; it counts in no loss. */
export const unsure = 255;

/** The symbol of a point, comma, minus sign or other sign of a number; a digit's is 1 + the digit. */
export const SIGN = 11;

/** One number written on a document. */
export interface DrawnNumber {
  /** Its digits and signs as written. */
  readonly text: string;
  /** Around its pixels of the class `number`, in the picture. */
  readonly box: Box;
  /** Place in its table, from 0; header rows and columns of labels are counted too. */
  readonly row?: number;
  /** Counted like `row`. */
  readonly column?: number;
  /** Which table of the page, from 0. */
  readonly table?: number;
}

/** A picture of a document, and the truth about it. */
export interface DrawnDocument {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** [height, width], 0 to 255, as a camera or scanner saw it. */
  readonly grey: Uint8Array;
  /** [height, width]: a `pixelClass`, or `unsure`. */
  readonly labels: Uint8Array;
  /** [height, width]: which symbol a pixel of the class `number` is of: 1 + the digit, or `SIGN`. */
  readonly symbols: Uint8Array;
  /** Every number that lies wholly in the picture, in the order of writing. */
  readonly numbers: readonly DrawnNumber[];
  /** Median height of the handwritten digits, pixels; of the digits that its hand would write where there are none. */
  readonly glyphSize: number;
  /** Name of the layout. */
  readonly kind: string;
}

/** A digit as a pen wrote it: strokes in any unit, y downwards. Digits of one writer make one hand. */
export interface PenDigit {
  /** The digit, 0 to 9. */
  readonly label: number;
  /** Number of the person who wrote it. */
  readonly writer: number;
  /** In the order of writing; each is x and y in turn. */
  readonly strokes: readonly Path[];
}

/** What documents are drawn from. Training and scoring pass different parts of it. */
export interface Material {
  /** Pictures of handwritten digits, white on black. */
  readonly digits: LabelledPictures;
  /** Faces that look handwritten, for words, and printed ones. */
  readonly typefaces: readonly Typeface[];
  /** Digits of people's own pens, where there are any. */
  readonly penDigits?: readonly PenDigit[];
}
