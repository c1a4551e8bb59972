// Folders of labelled glyphs, as `learn` and `eval` take them: PNGs whose names end in their label. Either processed
// (28×28, white on black, as `read --out` writes them) or raw crops of dark ink on light paper ("reverse").
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OwnhandError } from '../../error.js';
import type { Box } from '../../geometry/box.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSide } from '../../glyph/picture.js';
import { labelOfName } from '../../hand/sample-name.js';
import type { NewSample } from '../../hand/store.js';
import type { PageImage, Plane } from '../../page/image.js';
import { findInk, INK_EDGE } from '../../page/ink.js';
import { penWidth } from '../../page/pen-width.js';
import { inParallel, listFolder, systemError } from '../files.js';
import { ANNOTATED_ENDING } from '../pages/crops.js';
import { decodePng } from '../picture/png.js';

/** Set by eye. */
const LIMITS = {
  /** Pixels at which a crop is worked on: a glyph on a page has fewer, and a scan's takes no longer than a photo's. */
  cropPixels: 8192,
  /**
   * Pens, in pixels, of processed pictures that look like MNIST's and like those that reading makes. The pens of the
   * original scripts' pictures were thinner.
   */
  thinnestPen: 1.6,
  thickestPen: 4.6,
  /** From this grey on a pixel of a processed picture is ink, and a crop's rim is paper. */
  middleGrey: 128,
} as const;

/** What was found in folders of labelled glyphs. */
export interface LabelledFolders {
  /** In the order of their files' names. */
  readonly samples: readonly NewSample[];
  /** Files that could not be read, each with its reason. */
  readonly unreadable: readonly OwnhandError[];
  /** Whether most pictures look like the other kind: paper where black was said, or black where paper was. */
  readonly otherKind: boolean;
}

/**
 * All labelled glyphs of some folders, in the order of their names.
 * Throws OwnhandError 'not-found' and 'no-images' for a folder, 'no-label' for a name that ends in none.
 */
export async function readLabelledFolders(folders: readonly string[], reverse: boolean): Promise<LabelledFolders> {
  const files = (await Promise.all(folders.map(labelledFiles))).flat();
  const unreadable: OwnhandError[] = [];
  let light = 0;
  let decoded = 0;
  const read = await inParallel(files, async ({ path, label }) => {
    try {
      const page = await readCrop(path);
      decoded++;
      if (isLight(page)) light++;
      const picture = reverse ? pictureOfCrop(page) : processed(page);
      if (picture === undefined) throw new OwnhandError('empty', `${path} has no ink on it`);
      return { label, picture, source: path };
    } catch (error) {
      if (!(error instanceof OwnhandError)) throw error;
      unreadable.push(error);
      return undefined;
    }
  });
  const samples = read.filter((sample) => sample !== undefined);
  return { samples, unreadable, otherKind: decoded > 0 && (reverse ? light < decoded / 2 : light > decoded / 2) };
}

async function labelledFiles(folder: string): Promise<readonly { path: string; label: string }[]> {
  const about = await stat(folder).catch((error: unknown) => {
    throw systemError(error, folder);
  });
  if (!about.isDirectory())
    throw new OwnhandError('not-found', `${folder} is a file; give the folder that holds the labelled PNGs`);
  const names = (await listFolder(folder)).filter(
    (name) => /\.png$/i.test(name) && !/^\._/.test(name) && !name.endsWith(ANNOTATED_ENDING),
  );
  if (names.length === 0)
    throw new OwnhandError('no-images', `${folder} holds no PNGs; labelled glyphs are files like 12_7.png`);
  return names.sort().map((name) => {
    const label = labelOfName(name.replace(/\.png$/i, ''));
    if (label !== undefined) return { path: join(folder, name), label };
    throw new OwnhandError(
      'no-label',
      `${join(folder, name)} has no label: the last character before .png says what is written`,
    );
  });
}

async function readCrop(path: string): Promise<PageImage> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw systemError(error, path);
  });
  const plain = decodePng(bytes);
  if (plain !== undefined && Math.min(plain.width, plain.height) >= 8) return plain;
  const { decode } = await import('../picture/decode.js');
  return (await decode(bytes, { name: path })).page;
}

/** A crop of paper with one glyph on it: its ink, found and normalised as reading does it. */
export function pictureOfCrop(page: PageImage): Uint8Array | undefined {
  const { plane } = findInk(page, LIMITS.cropPixels);
  const box = inkBox(plane, INK_EDGE);
  return box && normalise(plane, box, INK_EDGE);
}

/**
 * A processed picture as it is. Where its size or its pen is plainly not that of reading's own pictures, it is brought
 * to them.
 */
function processed(page: PageImage): Uint8Array | undefined {
  const plane = greyOf(page);
  const box = inkBox(plane, LIMITS.middleGrey);
  if (box === undefined) return undefined;
  const pen = penWidth(plane, LIMITS.middleGrey, pictureSide);
  const usual =
    page.width === pictureSide && page.height === pictureSide && pen >= LIMITS.thinnestPen && pen <= LIMITS.thickestPen;
  return usual ? plane.data : normalise(plane, box, LIMITS.middleGrey);
}

function greyOf({ width, height, channels, data }: PageImage): Plane {
  if (channels === 1) return { width, height, data };
  return {
    width,
    height,
    data: Uint8Array.from(
      { length: width * height },
      (_, i) => (data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!) / 3,
    ),
  };
}

/** The box around all pixels from `edge` up. */
function inkBox({ width, height, data }: Plane, edge: number): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < edge) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return right < 0 ? undefined : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

/** Whether the picture's rim, which is hardly written on, is paper. */
function isLight(page: PageImage): boolean {
  const { width, height, data } = greyOf(page);
  let sum = 0;
  for (let x = 0; x < width; x++) sum += data[x]! + data[(height - 1) * width + x]!;
  for (let y = 0; y < height; y++) sum += data[y * width]! + data[y * width + width - 1]!;
  return sum / (2 * (width + height)) > LIMITS.middleGrey;
}
