// Whatever can be learned from or measured on: folders of labelled PNGs, and photos of filled-in sheets.
import { stat } from 'node:fs/promises';
import { OwnhandError } from '../../error.js';
import { type LabelledFolders, readLabelledFolders } from './labelled-folder.js';
import type { SheetPhoto } from './sheet-photo.js';

/** What was found in folders and on photos of sheets. */
export interface LabelledInputs extends LabelledFolders {
  /** The photos that show a sheet; their glyphs are among the samples. */
  readonly sheets: readonly SheetPhoto[];
}

/**
 * All labelled glyphs of folders and of photos of sheets, those of folders first.
 * Throws as `readLabelledFolders`, and as `readSheet` where a single photo is all that was named; of several inputs, a
 * photo that fails is among `unreadable`.
 */
export async function readLabelledInputs(paths: readonly string[], reverse: boolean): Promise<LabelledInputs> {
  const files = await Promise.all(
    paths.map(async (path) => (await stat(path).catch(() => undefined))?.isFile() ?? false),
  );
  const folders = paths.filter((_, i) => !files[i]);
  const found = await readLabelledFolders(folders, reverse);
  const sheets: SheetPhoto[] = [];
  const unreadable = [...found.unreadable];
  // One after the other: each decoded photo takes tens of megabytes.
  for (const path of paths.filter((_, i) => files[i])) {
    // Finding and straightening a sheet is loaded only where a photo is given.
    const { readSheet } = await import('./sheet-photo.js');
    try {
      sheets.push(await readSheet(path));
    } catch (error) {
      if (!(error instanceof OwnhandError) || paths.length === 1) throw error;
      unreadable.push(error);
    }
  }
  return { ...found, unreadable, sheets, samples: [...found.samples, ...sheets.flatMap((sheet) => sheet.samples)] };
}
