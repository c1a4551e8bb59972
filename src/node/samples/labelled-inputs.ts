// Whatever can be learned from or measured on: folders of labelled pictures, single pictures, and photos of filled-in
// sheets.

import { readFile, stat } from 'node:fs/promises';
import { OwnhandError } from '../../error.js';
import type { SheetPhoto } from '../../sheet/sheet-photo.js';
import { isDataSet, readDataSet } from '../data-sets/data-set.js';
import { pdfPageOf } from '../picture/decode.js';
import { labelOfFolder, stemOf } from './folder-labels.js';
import { decodeGlyph } from './glyph-picture.js';
import {
  type FolderFiles,
  isGlyphFile,
  type LabelledFolders,
  type LabelledOptions,
  labelFiles,
  readGlyphs,
  readLabelledFolders,
} from './labelled-folder.js';

/** What was found in folders and on photos of sheets. */
export interface LabelledInputs extends LabelledFolders {
  /** The photos that show a sheet; their glyphs are among the samples. */
  readonly sheets: readonly SheetPhoto[];
}

/** Pixels of the longer side; a picture with fewer shows one glyph. Set by eye. */
const ONE_GLYPH_SIDE = 300;

/**
 * All labelled glyphs of folders, of files that hold many, of single pictures and of photos of sheets.
 * Throws as `readLabelledFolders`, and as `readSheet` where a single photo is all that was named; of several inputs, a
 * photo that fails is among `unreadable`.
 */
export async function readLabelledInputs(
  paths: readonly string[],
  options: LabelledOptions = {},
): Promise<LabelledInputs> {
  const isFile = await Promise.all(
    paths.map(async (path) => (await stat(pdfPageOf(path).path).catch(() => undefined))?.isFile() ?? false),
  );
  const folders = paths.filter((_, i) => !isFile[i]);
  const singles: string[] = [];
  const sets: FolderFiles[] = [];
  const photos: string[] = [];
  for (const path of paths.filter((_, i) => isFile[i])) {
    if (isDataSet(path)) {
      sets.push(await readDataSet(path, options.labelsFrom));
      continue;
    }
    const isOne = isGlyphFile(path) && (await isOfOneGlyph(path));
    (isOne ? singles : photos).push(path);
  }
  const found = await readLabelledFolders(folders, options);
  const sheets: SheetPhoto[] = [];
  const unreadable = [...found.unreadable];
  // One after the other: each decoded photo takes tens of megabytes.
  for (const path of photos) {
    // Finding and straightening a sheet is loaded only where a photo is given.
    const { readSheet } = await import('./read-sheet-photo.js');
    try {
      sheets.push(await readSheet(path));
    } catch (error) {
      if (!(error instanceof OwnhandError)) throw error;
      // A large picture of one glyph shows no sheet, but its name says what it is.
      if (error.code === 'no-sheet' && isNamedByLabel(path)) singles.push(path);
      else if (paths.length === 1) throw error;
      else unreadable.push(error);
    }
  }
  const others = [...sets, labelFiles(singles, options.labelsFrom)];
  const glyphs = await readGlyphs(
    others.flatMap(({ files }) => files),
    options.reverse,
  );
  return {
    samples: [...found.samples, ...glyphs.samples, ...sheets.flatMap((sheet) => sheet.samples)],
    unreadable: [...unreadable, ...glyphs.unreadable],
    otherKind: found.otherKind || glyphs.otherKind,
    grounds: {
      light: found.grounds.light + glyphs.grounds.light,
      dark: found.grounds.dark + glyphs.grounds.dark,
    },
    byFolder: others.reduce((sum, { byFolder }) => sum + byFolder, found.byFolder),
    passedOver: [...found.passedOver, ...others.flatMap(({ passedOver }) => passedOver)],
    sheets,
  };
}

/** Whether a picture is so small that it can show but one glyph, and says which one. */
async function isOfOneGlyph(path: string): Promise<boolean> {
  try {
    const { width, height } = await decodeGlyph(await readFile(path), path);
    return (
      Math.max(width, height) < ONE_GLYPH_SIDE && (isNamedByLabel(path) || labelOfFolder(`${path}/..`) !== undefined)
    );
  } catch {
    return false; // its reading tells why
  }
}

/** Whether a file's name ends in a label that is set off, as in `12_7.png`. */
const isNamedByLabel = (path: string): boolean => /(^|[_\-. \\/])(.|%[0-9A-F]{2}\S*)$/isu.test(stemOf(path));
