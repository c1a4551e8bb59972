// A photo of a filled-in sheet → labelled glyphs, top to bottom: the sheet is found by its marks and its code, its boxes
// are straightened, the printed lines are taken out of the ink, and each box's strokes become a picture as in reading.

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
  readonly label: string;
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
  /** Of its box, counted on the page from 1. */
  readonly row: number;
  readonly column: number;
}

export interface SheetReading {
  readonly sheet: FoundSheet;
  /** Row by row of the labels' boxes; boxes that are empty or blacked out are not among them. */
  readonly glyphs: readonly SheetGlyph[];
}

/** A glyph shorter than this share of the others of its label is a slip of the pen, where there are others; else one shorter than some millimetres. */
const SLIP = 0.35;
const OTHERS = 3;
const SHORT = 2.5;
/** What is this much fainter than the sheet's glyphs is no glyph, but a shadow or a crease. */
const FAINT = 0.35;

/** The labelled glyphs of a sheet that `page` shows, lying any way; or why none is found. */
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
    const least = others.length >= OTHERS ? SLIP * median(others)! : SHORT;
    return glyph.length >= least && glyph.darkness >= FAINT * dark;
  });
  return {
    sheet,
    glyphs: glyphs.map(({ box: { label, row, column }, glyph: { picture } }) => ({ label, picture, row, column })),
  };
}
