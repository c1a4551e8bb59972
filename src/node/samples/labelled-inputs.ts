// Whatever can be learned from or measured on: folders of labelled PNGs, and photos of filled-in sheets.
import { stat } from 'node:fs/promises';
import { OwnhandError } from '../../error.js';
import { type LabelledFolders, readLabelledFolders } from './labelled-folder.js';
import type { SheetPhoto } from './sheet-photo.js';

export interface Labelled extends LabelledFolders {
  readonly sheets: readonly SheetPhoto[];
}

/**
 * All labelled glyphs of folders and of photos of sheets, those of folders first.
 * Throws as `readLabelledFolders`, and as `readSheet` where a photo is all that was named; otherwise that photo is among `unreadable`.
 */
export async function readLabelled(paths: readonly string[], reverse: boolean): Promise<Labelled> {
  const files = await Promise.all(
    paths.map(async (path) => (await stat(path).catch(() => undefined))?.isFile() ?? false),
  );
  const folders = paths.filter((_, i) => !files[i]);
  const found = await readLabelledFolders(folders, reverse);
  const sheets: SheetPhoto[] = [];
  const unreadable = [...found.unreadable];
  // One after the other: each decoded photo takes tens of megabytes.
  for (const path of paths.filter((_, i) => files[i])) {
    // Straightening and its kin are loaded where a photo is given only.
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
