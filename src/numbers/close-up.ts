// Which part of a page is looked at, and at which scale: the whole of it, or a sheet of paper that lies small on it,
// fine enough for the writing to keep its shape.

import type { Box } from '../geometry/box.js';
import type { PageImage } from '../page/image.js';
import { findInk, type Ink } from '../page/ink.js';
import { strokeLength } from './hypotheses/glyph-strokes.js';

/** What there is to read. */
export interface CloseUp {
  /** The page, or a part of it. */
  readonly view: PageImage;
  /** The view's ink. */
  readonly ink: Ink;
  /** Where a box of the view, in its pixels, lies on the page. */
  readonly onPage: (box: Box) => Box;
}

/** When paper that lies on something else is looked at closely. Set by eye. */
const PAPER = {
  /** Paper that covers less than this share of the picture is looked at more closely. */
  small: 0.7,
  /** It must be found there again, at this share of its size at least. */
  same: 0.8,
  /**
   * So much of what it lies on is left around it, as a share of its longer side, that it is still seen to lie there.
   */
  surroundings: 0.04,
};

/** When writing is looked at on a finer scale, working pixels. Set by eye. */
const SCALE = {
  /** Strokes this long keep their shape. */
  legible: 20,
  /** Strokes of this share of that length are left as they are. */
  nearly: 0.8,
  /** A pen this wide belongs to strokes that are longer. */
  widePen: 8,
  /**
   * No more pixels than this are worked on, however small the writing: each way a page may lie takes a pass over all of
   * them.
   */
  mostPixels: 4_000_000,
};

/** Pages that were looked at, so that one that is read again, by a reader that has learned, is not looked at again. */
const lookedAt = new WeakMap<PageImage, CloseUp>();

/** What there is to read: the page, or the paper on it where that is small; the same objects for the same page. */
export function closeUp(page: PageImage): CloseUp {
  const looked = lookedAt.get(page) ?? lookAtPage(page);
  lookedAt.set(page, looked);
  return looked;
}

function lookAtPage(page: PageImage): CloseUp {
  const ink = inkLargeEnough(page);
  const whole: CloseUp = { view: page, ink, onPage: (box) => box };
  const paper = ink.paper?.box;
  if (!paper || paper.w * paper.h > PAPER.small * page.width * page.height) return whole;
  const around = Math.round(PAPER.surroundings * Math.max(paper.w, paper.h));
  const { view, x, y } = crop(page, paper, around);
  const closer = inkLargeEnough(view);
  const again = closer.paper?.box;
  // With little around it, a part of the paper that the light falls on may pass for the whole.
  if (again && again.w * again.h < PAPER.same * paper.w * paper.h) return whole;
  return { view, ink: closer, onPage: (box) => ({ ...box, x: box.x + x, y: box.y + y }) };
}

/** The part of a page inside a box and `around` it, and where it lies. */
function crop(page: PageImage, box: Box, around: number): { view: PageImage; x: number; y: number } {
  const [x, y] = [Math.max(0, box.x - around), Math.max(0, box.y - around)];
  const width = Math.min(page.width, box.x + box.w + around) - x;
  const height = Math.min(page.height, box.y + box.h + around) - y;
  const { channels } = page;
  const data = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * page.width + x) * channels;
    data.set(page.data.subarray(from, from + width * channels), row * width * channels);
  }
  return { view: { width, height, channels, data }, x, y };
}

/** The page's ink, at a finer scale than usual where the writing is so small that shrinking would blur it. */
function inkLargeEnough(page: PageImage): Ink {
  const ink = findInk(page);
  if (ink.factor === 1 || ink.pen === 0 || ink.pen >= SCALE.widePen) return ink;
  const length = strokeLength(ink);
  if (length === 0 || length >= SCALE.nearly * SCALE.legible) return ink;
  const pixels = page.width * page.height;
  const least = Math.ceil(Math.sqrt(pixels / SCALE.mostPixels));
  const factor = Math.max(least, Math.floor((ink.factor * length) / SCALE.legible));
  return factor < ink.factor ? findInk(page, pixels / factor ** 2) : ink;
}
