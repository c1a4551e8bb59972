// A photo's file or bytes → the labelled glyphs of the sheet it shows.
import { type SheetPhoto, sheetPhoto } from '../../sheet/sheet-photo.js';
import { decode } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';

/** The sheet that a photo shows. Throws OwnhandError 'no-sheet', 'empty', and as `decode`. */
export async function readSheet(picture: PictureInput, options: { name?: string } = {}): Promise<SheetPhoto> {
  const name = options.name ?? (typeof picture === 'string' ? picture : 'the picture');
  return sheetPhoto((await decode(picture, { name })).page, name);
}
