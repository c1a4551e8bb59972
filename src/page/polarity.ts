// Whether a page is written dark on light, as on paper, or light on dark, as on a board or a screen. Everything after
// this stage sees dark ink on light ground.
import type { PageImage } from './image.js';

/**
 * Set by eye on 196 pictures and their negatives: boards and tablets, and nine in ten of the negatives, reach 0.6 and
 * more, and nothing on paper more than 0.51.
 */
const POLARITY = {
  /** The picture is looked at this small, pixels of its longer side: strokes and their ground, no noise. */
  side: 160,
  /** Ground is the median of a square window of this share of the longer side: light falls off slowly. */
  window: 0.25,
  /** A pixel differs from its ground by more than this, of 255. */
  differs: 30,
  /** Strokes have edges, where shadows fade: so near, in pixels, are others that differ by so much, of 255. */
  edge: { near: 2, differs: 30 },
  /** The page is light on dark where lighter pixels outnumber darker ones by this share of both. */
  clear: 0.58,
} as const;

/**
 * What stands out on the page: from -1, only darker than the ground around it, to 1, only lighter; 0 for a page of one
 * tone. What runs out of the picture may be a table that the page lies on, or the white around a scan that was made
 * level: a page is light on dark as far as it is so with and without that.
 */
export function polarity(page: PageImage): number {
  const { width, height, grey } = sampled(page, POLARITY.side);
  const size = Math.max(8, Math.round(POLARITY.window * Math.max(width, height)));
  const step = size >> 1;
  const window = new Uint8Array(size * size);
  // [height, width]: in how many of the windows that hold it a pixel is lighter, or darker, than the ground.
  const edges = edgesOf(grey, width, height);
  const lighter = new Uint8Array(width * height);
  const darker = new Uint8Array(width * height);
  for (let top = 0; top === 0 || top < height - step; top += step) {
    for (let left = 0; left === 0 || left < width - step; left += step) {
      const [right, bottom] = [Math.min(width, left + size), Math.min(height, top + size)];
      let count = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) window[count++] = grey[y * width + x]!;
      const ground = window.subarray(0, count).sort()[count >> 1]!;
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          const value = grey[y * width + x]!;
          if (edges[y * width + x] === 0) continue;
          if (value > ground + POLARITY.differs) lighter[y * width + x]!++;
          else if (value < ground - POLARITY.differs) darker[y * width + x]!++;
        }
    }
  }
  const overall = balance(lighter, darker);
  for (const counts of [lighter, darker]) eraseFromBorder(counts, width, height);
  return Math.min(overall, balance(lighter, darker));
}

/** 1 for each pixel that has an edge beside it. */
function edgesOf(grey: Uint8Array, width: number, height: number): Uint8Array {
  const { near, differs } = POLARITY.edge;
  const edges = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [least, most] = [255, 0];
      for (let v = Math.max(0, y - near); v <= Math.min(height - 1, y + near); v++)
        for (let u = Math.max(0, x - near); u <= Math.min(width - 1, x + near); u++) {
          least = Math.min(least, grey[v * width + u]!);
          most = Math.max(most, grey[v * width + u]!);
        }
      if (most - least >= differs) edges[y * width + x] = 1;
    }
  return edges;
}

/** From -1, where all counts are darker, to 1, where all are lighter. */
function balance(lighter: Uint8Array, darker: Uint8Array): number {
  const total = (counts: Uint8Array): number => counts.reduce((sum, count) => sum + count, 0);
  const [light, dark] = [total(lighter), total(darker)];
  return (light - dark) / (light + dark + 1);
}

/** Empties the counts of every region that touches the border. */
function eraseFromBorder(counts: Uint8Array, width: number, height: number): void {
  const open: number[] = [];
  const visit = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height || counts[y * width + x] === 0) return;
    counts[y * width + x] = 0;
    open.push(y * width + x);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) visit(x, y);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) visit(x, y);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (const [u, v] of [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ] as const)
      visit(u, v);
  }
}

/** Whether the page is clearly written light on dark. */
export const isLightOnDark = (page: PageImage): boolean => isClearlyLight(polarity(page));

/** Whether a page with this polarity is. */
export const isClearlyLight = (stands: number): boolean => stands > POLARITY.clear;

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
