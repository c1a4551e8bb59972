// Where on which photo a glyph stands, as the source of its sample tells it: by the name that `read --out` gives a
// crop, or by the words that `fix` writes down.
import type { Box } from '../geometry/box.js';

/** A glyph's place on a photo. */
export interface PagePlace {
  /** The photo's name without its folder and its ending, since a crop's name holds no more of it. */
  readonly photo: string;
  /** The photo's path, as far as the source tells it. */
  readonly path: string;
  /** Pixels of the upright photo. */
  readonly box: Pick<Box, 'x' | 'y'>;
}

/** `<photo>_<line>_<x>_<y>_<label>.png`, as `read --out` names a crop. */
const CROP = /^(.*[^/\\])_\d+_(\d+)_(\d+)_[^_/\\]*\.png$/is;
/** `<photo>, at <x> <y>`, as `sourceOnPage` has it. */
const SPOT = /^(.*), at (\d+) (\d+)$/s;

/** The source of a sample that was labelled on its photo. */
export function sourceOnPage(photo: string, { x, y }: Pick<Box, 'x' | 'y'>): string {
  return `${photo}, at ${Math.round(x)} ${Math.round(y)}`;
}

/** The place that a source names; undefined where it names none. */
export function pagePlaceOf(source: string): PagePlace | undefined {
  const spot = SPOT.exec(source);
  const [, path, x, y] = spot ?? CROP.exec(source) ?? [];
  if (path === undefined) return undefined;
  const stem = /[^/\\]*$/.exec(path)?.[0] ?? path;
  return { photo: spot ? stemOfPhoto(stem) : stem, path, box: { x: Number(x), y: Number(y) } };
}

/** Whether a source is the name that `read --out` gives a crop. */
export function isPageCrop(source: string): boolean {
  return CROP.test(source);
}

/** The name of a photo as crops are named by it: `scan.pdf#2` is `scan-page2`. */
function stemOfPhoto(name: string): string {
  return name.replace(/#(\d+)$/, '-page$1').replace(/\.[^.]*?(-page\d+)?$/, '$1');
}
