// A picture of one glyph → 28×28, white on black. It is dark ink on light paper or light ink on dark, as it came from
// a camera or as reading has processed it; where nobody says which, the picture itself tells.
import { OwnhandError } from '../../error.js';
import type { Box } from '../../geometry/box.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSide } from '../../glyph/picture.js';
import type { PageImage, Plane } from '../../page/image.js';
import { findInk, INK_EDGE } from '../../page/ink.js';
import { penWidth } from '../../page/pen-width.js';
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
  /** From this grey on a pixel of a processed picture is ink. */
  middleGrey: 128,
  /** Where between the darkest and the lightest grey a rim lies at least to be paper, and at most to be black. */
  paperRim: 0.62,
  blackRim: 0.38,
  /** The least span of greys in which a rim says anything. */
  leastSpan: 24,
  /** A dark picture whose rim is lighter than this was photographed, not processed. */
  blackest: 40,
} as const;

/** What lies around the ink of a picture of one glyph. */
export type Ground = 'light' | 'dark';

/** A glyph's picture as it is learned, and what it was taken from. */
export interface GlyphPicture {
  /** [28, 28], 0 to 255, white on black; undefined where there is no ink. */
  readonly picture: Uint8Array | undefined;
  /** As the picture itself has it; undefined where it does not tell. */
  readonly ground: Ground | undefined;
}

/**
 * The glyph on a picture. `reverse`: dark ink on light paper; false: white on black, processed; undefined: as the
 * picture tells. Throws OwnhandError 'refused' where it does not tell.
 */
export function glyphPicture(page: PageImage, name: string, reverse: boolean | undefined): GlyphPicture {
  const ground = groundOf(page);
  const picture =
    reverse === undefined ? asItTells(page, ground, name) : reverse ? pictureOfCrop(page) : processed(page);
  return { picture, ground };
}

function asItTells(page: PageImage, ground: Ground | undefined, name: string): Uint8Array | undefined {
  if (ground === undefined) {
    if (spanOf(greyOf(page).data).span < LIMITS.leastSpan) return undefined;
    throw new OwnhandError(
      'refused',
      `${name}: whether it is dark ink on light or light on dark cannot be told; --reverse says dark on light, ` +
        '--no-reverse white on black',
    );
  }
  const isSmall = page.width === pictureSide && page.height === pictureSide;
  if (ground === 'light') return isSmall ? processed(inverted(page)) : pictureOfCrop(page);
  return isSmall || rimOf(greyOf(page)) <= LIMITS.blackest ? processed(page) : pictureOfCrop(inverted(page));
}

/** A labelled picture's file as a page. Plain PNGs are decoded without loading sharp. */
export async function decodeGlyph(bytes: Uint8Array, name: string): Promise<PageImage> {
  const plain = decodePng(bytes);
  if (plain !== undefined && Math.min(plain.width, plain.height) >= 8) return plain;
  const { decode } = await import('../picture/decode.js');
  return (await decode(bytes, { name })).page;
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

function inverted(page: PageImage): PageImage {
  return { ...page, data: page.data.map((value) => 255 - value) };
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

/** Whether the picture's rim, which is hardly written on, is paper or black; undefined where it is neither. */
function groundOf(page: PageImage): Ground | undefined {
  const plane = greyOf(page);
  const { least, span } = spanOf(plane.data);
  if (span < LIMITS.leastSpan) return undefined;
  const at = (rimOf(plane) - least) / span;
  return at >= LIMITS.paperRim ? 'light' : at <= LIMITS.blackRim ? 'dark' : undefined;
}

/** The darkest and the lightest of a picture's greys, but for single pixels. */
function spanOf(data: Uint8Array): { readonly least: number; readonly span: number } {
  const sorted = Uint8Array.from(data).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { least: at(0.01), span: at(0.99) - at(0.01) };
}

/** The mean grey of the picture's rim. */
function rimOf({ width, height, data }: Plane): number {
  let sum = 0;
  for (let x = 0; x < width; x++) sum += data[x]! + data[(height - 1) * width + x]!;
  for (let y = 0; y < height; y++) sum += data[y * width]! + data[y * width + width - 1]!;
  return sum / (2 * (width + height));
}
