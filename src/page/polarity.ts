// Whether a page is written dark on light, as on paper, or light on dark, as on a board or a screen. Everything after
// this stage sees dark ink on light ground.
import type { PageImage } from './image.js';

/** Set by eye on 202 pictures, of which boards and tablets reach 0.66 and more, and nothing on paper more than 0.21. */
const POLARITY = {
  /** The picture is looked at this small, pixels of its longer side: strokes and their ground, no noise. */
  side: 160,
  /** Ground is the median of a square window of this share of the longer side: light falls off slowly. */
  window: 0.25,
  /** A pixel differs from its ground by more than this, of 255. */
  differs: 30,
  /** The page is light on dark where lighter pixels outnumber darker ones by this share of both. */
  clear: 0.45,
} as const;

/**
 * What stands out on the page: from -1, only darker than the ground around it, to 1, only lighter; 0 for a page of one
 * tone.
 */
export function polarity(page: PageImage): number {
  const { width, height, grey } = sampled(page, POLARITY.side);
  const size = Math.max(8, Math.round(POLARITY.window * Math.max(width, height)));
  const step = size >> 1;
  const window = new Uint8Array(size * size);
  let lighter = 0;
  let darker = 0;
  for (let top = 0; top === 0 || top < height - step; top += step) {
    for (let left = 0; left === 0 || left < width - step; left += step) {
      let count = 0;
      for (let y = top; y < Math.min(height, top + size); y++)
        for (let x = left; x < Math.min(width, left + size); x++) window[count++] = grey[y * width + x]!;
      const values = window.subarray(0, count).sort();
      const ground = values[count >> 1]!;
      for (const value of values) {
        if (value > ground + POLARITY.differs) lighter++;
        else if (value < ground - POLARITY.differs) darker++;
      }
    }
  }
  return (lighter - darker) / (lighter + darker + 1);
}

/** Whether the page is clearly written light on dark. */
export function isLightOnDark(page: PageImage): boolean {
  return polarity(page) > POLARITY.clear;
}

/** The page's negative. */
export function negative(page: PageImage): PageImage {
  return { ...page, data: page.data.map((value) => 255 - value) };
}

/** Every n-th pixel of every n-th row, as grey, so that the longer side is at most `side`. */
function sampled({ width, height, channels, data }: PageImage, side: number) {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / side));
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const grey = new Uint8Array(columns * rows);
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, to++) {
      const at = (y * step * width + x * step) * channels;
      grey[to] = channels === 1 ? data[at]! : (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
    }
  }
  return { width: columns, height: rows, grey };
}
