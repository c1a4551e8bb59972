// Networks that look at pages look at square tiles, which overlap: a page of any size, and no more memory for a large
// one.
import type { Plane } from '../../page/image.js';

/**
 * Pages are looked at in square tiles of so many pixels, and so many of them at a border that is no page's are looked
 * at for their surroundings only. Larger tiles see more and take more memory.
 */
export const TILE = { side: 384, margin: 32 } as const;

/** Where a tile begins along a side of the page, and from where to where it tells. */
export interface Strip {
  /** Pixels. */
  readonly start: number;
  /** Pixels. */
  readonly from: number;
  /** Pixels; the first one that it no longer tells of. */
  readonly to: number;
}

/** Says of a rectangle whether it is worth a look. */
export type Worthwhile = (x: number, y: number, w: number, h: number) => boolean;

/** A tile's place on a page. */
export interface Tile {
  /** Where it lies from the left to the right. */
  readonly across: Strip;
  /** Where it lies from the top down. */
  readonly down: Strip;
}

const lengthOf = ({ from, to }: Strip): number => to - from;

/** The tiles of a page that are worth a look; each begins, and tells from and to, multiples of `step` pixels. */
export function tilesOf({ width, height }: Plane, worthwhile?: Worthwhile, step = 1): Tile[] {
  return strips(height, step)
    .flatMap((down) => strips(width, step).map((across) => ({ down, across })))
    .filter(({ down, across }) => !worthwhile || worthwhile(across.from, down.from, lengthOf(across), lengthOf(down)));
}

/** The tiles along a side of so many pixels. */
function strips(length: number, step: number): Strip[] {
  const { side, margin } = TILE;
  const count = length <= side ? 1 : Math.ceil((length - 2 * margin) / (side - 2 * margin));
  const on = (at: number): number => step * Math.ceil(at / step);
  const starts = Array.from({ length: count }, (_, k) =>
    count === 1 ? 0 : on(Math.round((k * (length - side)) / (count - 1))),
  );
  const middle = (k: number): number => step * Math.floor((starts[k - 1]! + side + starts[k]!) / 2 / step);
  return starts.map((start, k) => ({
    start,
    from: k === 0 ? 0 : middle(k),
    to: k === count - 1 ? length : middle(k + 1),
  }));
}

/** The square of the page at (left, top) into `tile`; beyond the page there is ground. */
export function cut({ width, height, data }: Plane, left: number, top: number, ground: number, tile: Uint8Array): void {
  const { side } = TILE;
  tile.fill(ground);
  const [from, to] = [Math.max(0, left), Math.min(width, left + side)];
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++)
    tile.set(data.subarray(y * width + from, y * width + to), (y - top) * side + from - left);
}
