// Folders of labelled glyphs, as `learn` and `eval` take them: pictures whose names end in their label, or folders of
// pictures that are named by it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OwnhandError } from '../../error.js';
import type { NewSample } from '../../hand/store.js';
import type { PageImage } from '../../page/image.js';
import { inParallel, systemError } from '../files.js';
import { ANNOTATED_ENDING } from '../pages/crops.js';
import { areNumbered, type LabelPlace, labelOfFolder, labelsOfFolder } from './folder-labels.js';
import { decodeGlyph, glyphPicture } from './glyph-picture.js';

/** How labelled pictures are understood. */
export interface LabelledOptions {
  /** Dark ink on light paper; false: white on black, processed. Default: each picture tells. */
  readonly reverse?: boolean | undefined;
  /** Where the labels stand. Default: the names tell; what may be either is refused. */
  readonly labelsFrom?: LabelPlace | undefined;
}

/** What was found in folders of labelled glyphs. */
export interface LabelledFolders {
  /** In the order of their files' names. */
  readonly samples: readonly NewSample[];
  /** Files that could not be read, each with its reason. */
  readonly unreadable: readonly OwnhandError[];
  /** Whether most pictures look like the other kind: paper where black was said, or black where paper was. */
  readonly otherKind: boolean;
  /** How many pictures are of dark ink on light paper, and how many of light ink on dark. */
  readonly grounds: { readonly light: number; readonly dark: number };
  /** How many samples have the name of their folder as their label. */
  readonly byFolder: number;
  /** Files and folders that were passed over though pictures may be in them. */
  readonly passedOver: readonly string[];
}

/** A picture of one glyph that waits to be read. */
export interface LabelledFile {
  /** As messages and the journal call it. */
  readonly path: string;
  /** What is written on it. */
  readonly label: string;
  /** Its bytes, where they do not lie in the file of that path. */
  readonly read?: () => Promise<Uint8Array>;
  /** Its pixels, where they need no decoding. */
  readonly page?: PageImage;
}

/**
 * All labelled glyphs of some folders, in the order of their names. A boolean stands for the option `reverse`.
 * Throws OwnhandError 'not-found' and 'no-images' for a folder, 'no-label' for a name that ends in none, 'refused'
 * where folders and names say different things.
 */
export async function readLabelledFolders(
  folders: readonly string[],
  options: LabelledOptions | boolean = {},
): Promise<LabelledFolders> {
  const { reverse, labelsFrom } = typeof options === 'boolean' ? { reverse: options } : options;
  const found = await Promise.all(folders.map((folder) => labelledFiles(folder, labelsFrom)));
  const read = await readGlyphs(
    found.flatMap((each) => each.files),
    reverse,
  );
  const byFolder = found.reduce((sum, each) => sum + each.byFolder, 0);
  return { ...read, byFolder, passedOver: found.flatMap((each) => each.passedOver) };
}

/** Reads pictures of single glyphs. */
export async function readGlyphs(
  files: readonly LabelledFile[],
  reverse: boolean | undefined,
): Promise<Omit<LabelledFolders, 'byFolder' | 'passedOver'>> {
  const unreadable: OwnhandError[] = [];
  const grounds = { light: 0, dark: 0 };
  const read = await inParallel(files, async ({ path, label, page: known, read: bytes = () => readBytes(path) }) => {
    try {
      const { picture, ground } = glyphPicture(known ?? (await decodeGlyph(await bytes(), path)), path, reverse);
      if (ground) grounds[ground]++;
      if (picture === undefined) throw new OwnhandError('empty', `${path} has no ink on it`);
      return { label, picture, source: path };
    } catch (error) {
      if (!(error instanceof OwnhandError)) throw error;
      unreadable.push(error);
      return undefined;
    }
  });
  const samples = read.filter((sample) => sample !== undefined);
  const other = reverse ? grounds.dark : grounds.light;
  const otherKind = reverse !== undefined && other > (grounds.light + grounds.dark) / 2;
  return { samples, unreadable, otherKind, grounds };
}

async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw systemError(error, path);
  });
}

/** The pictures of a folder, or of a file that holds many, with their labels. */
export interface FolderFiles {
  /** In the order of their names. */
  readonly files: readonly LabelledFile[];
  /** How many are labelled by the name of their folder. */
  readonly byFolder: number;
  /** Files and folders that were passed over though pictures may be in them. */
  readonly passedOver: readonly string[];
}

async function labelledFiles(folder: string, from: LabelPlace | undefined): Promise<FolderFiles> {
  const about = await stat(folder).catch((error: unknown) => {
    throw systemError(error, folder);
  });
  if (!about.isDirectory())
    throw new OwnhandError('not-found', `${folder} is a file; give the folder that holds the labelled pictures`);
  return labelGroups(folder, await listPictures(folder), from);
}

/** Pictures by the folder that they lie in, each a name. */
export type PictureGroups = ReadonlyMap<string, readonly string[]>;

/**
 * The pictures of a folder and of those within it, with their labels. Folders within it count where each of them is
 * named by a label.
 * @throws OwnhandError 'no-images', 'no-label', 'refused'
 */
export function labelGroups(folder: string, groups: PictureGroups, from: LabelPlace | undefined): FolderFiles {
  const inner = [...groups.keys()].filter((each) => each !== folder);
  const named = inner.filter((each) => labelOfFolder(each) !== undefined);
  const own = groups.get(folder);
  if (own === undefined && inner.length === 0)
    throw new OwnhandError('no-images', `${folder} holds no pictures; labelled glyphs are files like 12_7.png`);
  const odd = inner.find((each) => !named.includes(each));
  const takesInner = inner.length > 0 && odd === undefined && from !== 'names';
  if (own === undefined && !takesInner)
    throw new OwnhandError(
      'no-images',
      `${folder} holds folders of pictures, and ${odd ? `${odd} is named by no label` : 'these are passed over'}; ` +
        'name each by its label, or give the folders themselves',
    );
  const taken = [...(own === undefined ? [] : [folder]), ...(takesInner ? inner : [])];
  const passedOver = takesInner ? [] : [...inner];
  const numbered = takesInner && inner.length > 1 && areNumbered(inner.map((each) => groups.get(each)!));
  let byFolder = 0;
  const files = taken.flatMap((each): LabelledFile[] => {
    const all = [...groups.get(each)!].sort();
    // A photo may lie beside the PNGs that were cut from it.
    const pngs = all.filter((name) => /\.png$/i.test(name));
    const names = pngs.length > 0 ? pngs : all;
    passedOver.push(...all.filter((name) => !names.includes(name)).map((name) => join(each, name)));
    const { labels, from: place } = labelsOfFolder(each, names, from, numbered && each !== folder);
    if (place === 'folders') byFolder += names.length;
    return names.map((name, i) => ({ path: join(each, name), label: labels[i]! }));
  });
  return { files, byFolder, passedOver };
}

/** Folders within folders are looked into as deep as data sets have them. */
const DEPTH = 4;
const PICTURE = /\.(png|jpe?g|webp|gif|tiff?|avif)$/i;

/** Whether a file is a picture that may be of a glyph: not hidden, and none that `read --out` has drawn on. */
export function isGlyphFile(path: string): boolean {
  const name = basename(path);
  return PICTURE.test(name) && !name.startsWith('.') && !name.endsWith(ANNOTATED_ENDING);
}

async function listPictures(folder: string, depth = DEPTH): Promise<PictureGroups> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw systemError(error, folder);
  });
  const groups = new Map<string, string[]>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth > 0 && !entry.name.startsWith('.') && entry.name !== '__MACOSX')
        for (const [at, names] of await listPictures(path, depth - 1)) groups.set(at, [...names]);
    } else if (isGlyphFile(entry.name)) groups.set(folder, [...(groups.get(folder) ?? []), entry.name]);
  }
  return groups;
}

/** Single pictures with their labels: grouped by their folders, whose names may be the labels. */
export function labelFiles(paths: readonly string[], from: LabelPlace | undefined): FolderFiles {
  const groups = new Map<string, string[]>();
  for (const path of paths) groups.set(dirname(path), [...(groups.get(dirname(path)) ?? []), basename(path)]);
  let byFolder = 0;
  const files = [...groups].flatMap(([folder, names]): LabelledFile[] => {
    const { labels, from: place } = labelsOfFolder(folder, names, from);
    if (place === 'folders') byFolder += names.length;
    return names.map((name, i) => ({ path: join(folder, name), label: labels[i]! }));
  });
  return { files, byFolder, passedOver: [] };
}
