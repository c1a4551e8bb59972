// The ink in boxes that a person has drawn on a page, as pieces of their own.
import type { Box } from '../../geometry/box.js';
import type { Piece } from '../../strokes/piece.js';
import type { FoundStrokes, OnPage } from '../found.js';

/** A piece goes whole into a box that holds this share of it, so that seams are kept. Set by eye. */
const WHOLE = 0.9;

/** Pixels of a piece that lie in no box. */
const NOWHERE = -1;

/** A piece's pixels, and in which of the boxes each lies. */
interface Parted {
  readonly pixels: readonly number[];
  readonly boxes: readonly number[];
}

/**
 * One piece for each box, of the ink that `counts` by its label and lies in the box, in new labels of `strokes.labels`;
 * undefined where a box holds none. What is cut by the side of a box is cut there.
 * @param boxes pixels of the page
 */
export function inkInBoxes(
  strokes: FoundStrokes,
  boxes: readonly Box[],
  onPage: OnPage,
  counts: (label: number) => boolean,
): (Piece | undefined)[] {
  const { ink, labels } = strokes;
  const { width } = ink.plane;
  const parted = [...near(strokes, boxes, onPage, counts).values()];
  const whole = ownersOf(parted, boxes.length, WHOLE);
  // A narrow digit beside a wide one may be no more than the rest that a seam leaves.
  const owners = whole.every((pixels) => pixels.length > 0) ? whole : ownersOf(parted, boxes.length, 1);
  let free = labels.reduce((most, label) => Math.max(most, label), 0);
  return owners.map((pixels) => {
    if (pixels.length === 0) return undefined;
    const label = ++free;
    let [left, right, top, bottom, sum] = [Infinity, -1, Infinity, -1, 0];
    for (const at of pixels) {
      labels[at] = label;
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      sum += ink.darkness.data[at]!;
    }
    const box = { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
    return { label, box, area: pixels.length, darkness: sum / pixels.length };
  });
}

/** By its label, each piece that may have pixels in one of the boxes. */
function near(
  { ink, labels }: FoundStrokes,
  boxes: readonly Box[],
  onPage: OnPage,
  counts: (label: number) => boolean,
): ReadonlyMap<number, Parted> {
  const { width, height } = ink.plane;
  const extents = new Map<number, { left: number; right: number; top: number; bottom: number }>();
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at]!;
      if (label === 0) continue;
      const extent = extents.get(label);
      if (!extent) extents.set(label, { left: x, right: x, top: y, bottom: y });
      else {
        if (x < extent.left) extent.left = x;
        else if (x > extent.right) extent.right = x;
        extent.bottom = y;
      }
    }
  }
  const parts = new Map<number, Parted>();
  for (const [label, { left, right, top, bottom }] of extents) {
    const box = onPage({ x: left, y: top, w: right - left + 1, h: bottom - top + 1 });
    if (!counts(label) || !boxes.some((each) => meet(each, box))) continue;
    const pixels: number[] = [];
    const inBoxes: number[] = [];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = y * width + x;
        if (labels[at] !== label) continue;
        const pixel = onPage({ x, y, w: 1, h: 1 });
        pixels.push(at);
        inBoxes.push(boxAt(pixel.x + pixel.w / 2, pixel.y + pixel.h / 2, boxes));
      }
    }
    parts.set(label, { pixels, boxes: inBoxes });
  }
  return parts;
}

const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const boxAt = (x: number, y: number, boxes: readonly Box[]): number =>
  boxes.findIndex((box) => x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h);

/** The pixels of each box, where pieces go whole that lie in it by more than a share; those that do not are cut. */
function ownersOf(parted: readonly Parted[], count: number, whole: number): number[][] {
  const owners: number[][] = Array.from({ length: count }, () => []);
  for (const { pixels, boxes } of parted) {
    const shares = Array.from({ length: count }, (_, k) => boxes.filter((box) => box === k).length / pixels.length);
    const most = shares.findIndex((share) => share >= whole);
    for (const [i, at] of pixels.entries()) {
      const box = most >= 0 ? most : boxes[i]!;
      // What little of a stroke reaches into a box is no part of what is in it.
      if (box !== NOWHERE && (whole >= 1 || shares[box]! > 1 - whole)) owners[box]!.push(at);
    }
  }
  return owners;
}
