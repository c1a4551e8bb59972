// What `read --out` writes beside the photo's reading: the annotated picture, and each glyph as a 28×28 PNG whose
// name ends in its label, so that `learn` takes the folder once the wrong labels have been put right.
import { basename, extname } from 'node:path';
import { namedGlyphs } from '../../archive/crop-names.js';
import type { NamedBytes } from '../../archive/named-bytes.js';
import type { Reading } from '../../reading.js';
import { listFolder, makeFolder, writeDurably } from '../files.js';
import { annotate } from '../picture/annotate.js';
import { pdfPageOf } from '../picture/decode.js';
import { encodePng } from '../picture/png.js';
import type { PageReading } from './read-picture.js';

/** How the annotated picture's name ends; `learn` passes such files over. */
export const ANNOTATED_ENDING = '_digitized_image.png';

/** What `writeResults` has written. */
export interface WrittenResults {
  /** The annotated picture's name in the folder. */
  readonly annotated: string;
  /** Crops written. */
  readonly crops: number;
  /** Crops left as they were, since the same glyph is there under another label: somebody may have put it right. */
  readonly kept: number;
}

/** Names for the results of a photo, told apart where two photos have the same one. */
export function resultNames(): (file: string) => string {
  const used = new Map<string, number>();
  return (file) => {
    const { path, page } = pdfPageOf(file);
    const name = basename(path, extname(path));
    const stem = file === '-' ? 'stdin' : page === undefined ? name : `${name}-page${page}`;
    const times = (used.get(stem.toLowerCase()) ?? 0) + 1;
    used.set(stem.toLowerCase(), times);
    return times === 1 ? stem : `${stem}-${times}`;
  };
}

/**
 * Writes the annotated picture, with what a promise leaves out in amber, and the crops, named by their place on the
 * full page.
 */
export async function writeResults(
  folder: string,
  name: string,
  page: PageReading,
  promise?: number,
): Promise<WrittenResults> {
  await makeFolder(folder);
  const there = new Map((await listFolder(folder)).map((file) => [withoutLabel(file), file]));
  const crops: NamedBytes[] = [];
  let kept = 0;
  for (const crop of cropsOf(name, page.reading)) {
    const earlier = there.get(withoutLabel(crop.name));
    if (earlier !== undefined && earlier !== crop.name) kept++;
    else crops.push(crop);
  }
  const annotated = `${name}${ANNOTATED_ENDING}`;
  await writeDurably(folder, [
    ...crops,
    { name: annotated, bytes: await annotate(page.decoded.page, page.working, promise) },
  ]);
  return { annotated, crops: crops.length, kept };
}

/** The crops of a reading's glyphs, named as `namedGlyphs` does. */
export function cropsOf(name: string, reading: Reading): NamedBytes[] {
  return namedGlyphs(name, reading).map(({ name, glyph }) => ({ name, bytes: encodePng(glyph.picture, 28, 28) }));
}

const withoutLabel = (file: string) => file.replace(/[^_]*\.png$/i, '').toLowerCase();
