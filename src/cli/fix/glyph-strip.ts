// A glyph as it stands on the photo, with its neighbours: a grey strip cut out around it, stretched to full contrast,
// small enough to keep one for every glyph of many pages.
import type { Box } from '../../geometry/box.js';
import type { PageImage, Plane } from '../../page/image.js';

/** A grey strip of the photo, and where the glyph lies on it in the strip's pixels. */
export interface GlyphStrip {
  /** Grey, 0 for ink to 255 for paper. */
  readonly strip: Plane;
  /** The glyph's box in the strip's pixels. */
  readonly box: Box;
}

/** Set by eye. */
const STRIP = {
  /** Paper above and below the glyph, in its heights. */
  margin: 0.3,
  /** The width of the strip, in its heights. */
  aspect: 3,
  /** The strip's least and greatest height, pixels; a terminal shows no more. */
  leastHeight: 16,
  mostHeight: 48,
} as const;

/** The strip around `box`, centred on it; beyond the page's edges it is paper. */
export function glyphStrip(page: PageImage, box: Box): GlyphStrip {
  const side = Math.max(box.h, box.w / 2);
  const h = Math.max(4, side * (1 + 2 * STRIP.margin));
  const window: Box = {
    x: box.x + box.w / 2 - (h * STRIP.aspect) / 2,
    y: box.y + box.h / 2 - h / 2,
    w: h * STRIP.aspect,
    h,
  };
  const height = Math.min(STRIP.mostHeight, Math.max(STRIP.leastHeight, Math.round(h)));
  const strip = stretched(sampled(page, window, height * STRIP.aspect, height));
  const k = height / h;
  return { strip, box: { x: (box.x - window.x) * k, y: (box.y - window.y) * k, w: box.w * k, h: box.h * k } };
}

/** Area means of a window of the page. What lies outside the page counts as white paper. */
function sampled(page: PageImage, window: Box, width: number, height: number): Plane {
  const data = new Uint8Array(width * height);
  const [kx, ky] = [window.w / width, window.h / height];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = mean(page, window.x + x * kx, window.y + y * ky, kx, ky);
    }
  }
  return { width, height, data };
}

function mean(page: PageImage, x: number, y: number, w: number, h: number): number {
  const { width, channels, data } = page;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const right = Math.min(width, Math.max(left + 1, Math.floor(x + w)));
  const bottom = Math.min(page.height, Math.max(top + 1, Math.floor(y + h)));
  let [sum, count] = [0, 0];
  for (let row = Math.max(0, top); row < bottom; row++) {
    for (let i = (row * width + Math.max(0, left)) * channels; i < (row * width + right) * channels; i++) {
      sum += data[i]!;
      count++;
    }
  }
  return count === 0 ? 255 : Math.round(sum / count);
}

/** Ink to 0 and paper to 255, so that a faint pencil shows; a strip without contrast stays pale. */
function stretched(plane: Plane): Plane {
  const sorted = Uint8Array.from(plane.data).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [ink, paper] = [at(0.01), at(0.75)];
  const range = Math.max(24, paper - ink);
  const data = plane.data.map((value) => Math.max(0, Math.min(255, Math.round(255 - ((paper - value) * 255) / range))));
  return { ...plane, data };
}
