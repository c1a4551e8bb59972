// Where a picture is written on, roughly and fast, so that labels keep clear of it: what differs from its surroundings,
// whether dark on light or light on dark. The platform shrinks the picture and blurs it.
import type { Box } from '../geometry/box.js';

/** Set by eye. */
const MAP = {
  /** The longer side of the map, pixels. */
  side: 1600,
  /** How far around a pixel its surroundings reach, as a share of the map's longer side. */
  surroundings: 0.008,
  /** Levels of grey by which ink differs from them. */
  differs: 26,
};

/** How much ink there is. */
export interface Ink {
  /** The share of a box of the page, in its pixels, that is ink. */
  readonly all: (box: Box) => number;
  /** The same without rules. */
  readonly writing: (box: Box) => number;
}

/** The size of the map of a page, pixels, and the standard deviation of the blur that shows the surroundings. */
export function mapSize(
  width: number,
  height: number,
): { readonly w: number; readonly h: number; readonly blur: number } {
  const scale = Math.min(1, MAP.side / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return { w, h, blur: Math.max(1, MAP.surroundings * Math.max(w, h)) };
}

/**
 * Where a page of this size is written on.
 * @param grey the page shrunk to the size of its map, [h, w], and `blurred` the same, blurred
 * @param rule straight runs of ink along or down the page that are longer, in its pixels, are of rules
 */
export function inkShares(
  { width, height }: { readonly width: number; readonly height: number },
  grey: Uint8Array,
  blurred: Uint8Array,
  rule: number,
): Ink {
  const { w, h } = mapSize(width, height);
  const longest = (rule * w) / width;
  const ink = Uint8Array.from(grey, (level, k) => Number(Math.abs(level - blurred[k]!) > MAP.differs));
  const writing = ink.slice();
  for (let y = 0; y < h; y++) eraseRuns(ink, writing, longest, y * w, 1, w);
  for (let x = 0; x < w; x++) eraseRuns(ink, writing, longest, x, w, h);
  const shareOf = (mask: Uint8Array): ((box: Box) => number) => {
    const share = shareIn(mask, w, h);
    return (box) =>
      share({ x: (box.x * w) / width, y: (box.y * h) / height, w: (box.w * w) / width, h: (box.h * h) / height });
  };
  return { all: shareOf(ink), writing: shareOf(writing) };
}

/** Erases runs of ink longer than `most` from `writing`: of `count` pixels, `step` apart, from the index `from` on. */
function eraseRuns(
  ink: Uint8Array,
  writing: Uint8Array,
  most: number,
  from: number,
  step: number,
  count: number,
): void {
  for (let k = 0, run = 0; k <= count; k++) {
    if (k < count && ink[from + k * step]) run++;
    else {
      if (run > most) for (let back = 1; back <= run; back++) writing[from + (k - back) * step] = 0;
      run = 0;
    }
  }
}

/** Which share of a box of the mask, [h, w], is set: by sums over all above and to the left. */
function shareIn(mask: Uint8Array, w: number, h: number): (box: Box) => number {
  const sums = new Uint32Array((w + 1) * (h + 1)); // [h + 1, w + 1]
  for (let y = 0; y < h; y++) {
    for (let x = 0, inRow = 0; x < w; x++) {
      inRow += mask[y * w + x]!;
      sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1]! + inRow;
    }
  }
  const at = (x: number, y: number): number => sums[y * (w + 1) + x]!;
  return (box) => {
    const [left, right] = [clamp(Math.floor(box.x), w), clamp(Math.ceil(box.x + box.w), w)];
    const [top, bottom] = [clamp(Math.floor(box.y), h), clamp(Math.ceil(box.y + box.h), h)];
    const set = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return set / Math.max(1, (right - left) * (bottom - top));
  };
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
