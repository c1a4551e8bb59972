// A page that should show a filled-in sheet → its labelled glyphs, or one line that says why there are none.
import { OwnhandError } from '../error.js';
import type { NewSample } from '../hand/store.js';
import type { PageImage } from '../page/image.js';
import { sourceOf } from './box-place.js';
import type { SheetPlan } from './code.js';
import type { NoSheet } from './locate.js';
import { readSheet } from './read-sheet.js';

/** A sheet that was filled in, as a photo shows it. */
export interface SheetPhoto {
  /** As the user named it. */
  readonly name: string;
  /** What the sheet was printed for. */
  readonly plan: SheetPlan;
  /** How many boxes the sheet has. */
  readonly boxes: number;
  /** One for each box with a glyph; each source names the photo, the row and the box. */
  readonly samples: readonly NewSample[];
}

/**
 * The sheet on a page; boxes that are empty or blacked out are left out.
 * @param name how the user named the photo
 * @throws OwnhandError 'no-sheet' where it shows none or not all of it, 'empty' where nothing is written
 */
export function sheetPhoto(page: PageImage, name: string): SheetPhoto {
  const reading = readSheet(page);
  if ('missing' in reading) throw noSheet(reading, name, page);
  const { plan, boxes } = reading.sheet.layout;
  if (reading.glyphs.length === 0)
    throw new OwnhandError('empty', `the sheet in ${name} has nothing written in its boxes; fill some in first`);
  const samples = reading.glyphs.map(({ label, picture: glyph, ...box }) => ({
    label,
    picture: glyph,
    source: sourceOf(name, box),
  }));
  return { name, plan, boxes: boxes.length, samples };
}

/** Pixels of the longer side; a picture with fewer shows one glyph. Set by eye. */
const ONE_GLYPH_SIDE = 300;

function noSheet(why: NoSheet, name: string, { width, height }: PageImage): OwnhandError {
  switch (why.missing) {
    case 'none':
      if (Math.max(width, height) < ONE_GLYPH_SIDE)
        return new OwnhandError(
          'no-sheet',
          `${name} is a small picture whose name holds no label; call it x_7.png, or give the folder of labelled ` +
            'pictures',
        );
      return new OwnhandError(
        'no-sheet',
        `${name} shows no sheet printed by \`ownhand sheet\`; of any other photo, \`ownhand read ${name} ` +
          '--out crops` makes crops: rename those that are wrong, then `ownhand learn crops`',
      );
    case 'code':
      return new OwnhandError(
        'no-sheet',
        `the black and white code on the sheet in ${name} cannot be read; photograph the page flat, sharp and ` +
          'from near, with nothing lying on it',
      );
    case 'mark': {
      const where = [why.at, ...(why.andAt ? [why.andAt] : [])]
        .map(({ x, y }) => `the ${y < height / 2 ? 'upper' : 'lower'} ${x < width / 2 ? 'left' : 'right'}`)
        .join(' and ');
      return new OwnhandError(
        'no-sheet',
        `the sheet's corner mark${why.andAt ? 's' : ''} at ${where} of ${name} ${why.andAt ? 'are' : 'is'} covered ` +
          'or cut off; photograph the whole page, all four marks in view',
      );
    }
  }
}
