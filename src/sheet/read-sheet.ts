// A photo of a filled-in sheet → labelled glyphs. The sheet is found by its marks and its code, its boxes are
// straightened, the printed lines are taken out of the ink, and each box's strokes become a picture as in reading.

import { median } from '../geometry/median.js';
import type { PageImage } from '../page/image.js';
import { findInk } from '../page/ink.js';
import { blackedOut } from './blacked-out.js';
import { type BoxGlyph, glyphsIn } from './box-glyphs.js';
import { locateFrames, withoutFrames } from './frames.js';
import type { SheetBox } from './layout.js';
import { type FoundSheet, locateSheet, type NoSheet } from './locate.js';
import { SCALE, straighten } from './straighten.js';

/** A glyph that was written in a box. */
export interface SheetGlyph {
  /** The symbol that the box is for. */
  readonly label: string;
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
  /** The box's row, counted on the page from 1, from the top. */
  readonly row: number;
  /** The box's place in its row, counted from 1, from the left. */
  readonly column: number;
}

/** What a photo of a sheet shows. */
export interface SheetReading {
  /** The sheet, and how it lies in the photo. */
  readonly sheet: FoundSheet;
  /** The glyphs, label by label and row by row. Boxes that are empty or blacked out have none. */
  readonly glyphs: readonly SheetGlyph[];
}

/** A glyph shorter than this share of its label's median is a slip of the pen. */
const SLIP = 0.35;
/** A median needs this many glyphs of the label. */
const LEAST_GLYPHS = 3;
/** Where there are fewer, a glyph shorter than this many millimetres is a slip of the pen. */
const SHORT = 2.5;
/** A glyph less dark than this share of the sheet's median is no glyph, but a shadow or a crease. */
const FAINT = 0.35;

/** The labelled glyphs of the sheet that `page` shows, whichever way it lies; or why no sheet is found. */
export function readSheet(page: PageImage): SheetReading | NoSheet {
  const sheet = locateSheet(page);
  if ('missing' in sheet) return sheet;
  const { layout, toPage } = sheet;
  const { page: flat, origin } = straighten(page, layout, toPage);
  const ink = findInk(flat, flat.width * flat.height);
  const corners = locateFrames(ink, layout, origin);
  const side = layout.side * SCALE;
  const found = glyphsIn({ ...ink, plane: withoutFrames(ink, corners, side) }, corners, side);
  const out = blackedOut(flat, corners, side);
  const written = layout.boxes.flatMap((box, i): { box: SheetBox; glyph: BoxGlyph }[] => {
    const glyph = found[i];
    return glyph && !out[i] ? [{ box, glyph }] : [];
  });
  const dark = median(written.map(({ glyph }) => glyph.darkness)) ?? 0;
  const glyphs = written.filter(({ box, glyph }) => {
    const others = written.filter((other) => other.box.label === box.label).map((other) => other.glyph.length);
    const least = others.length >= LEAST_GLYPHS ? SLIP * median(others)! : SHORT;
    return glyph.length >= least && glyph.darkness >= FAINT * dark;
  });
  return {
    sheet,
    glyphs: glyphs.map(({ box: { label, row, column }, glyph: { picture } }) => ({ label, picture, row, column })),
  };
}
