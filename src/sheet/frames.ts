// Where the printed boxes really are on the straightened sheet, since paper bends and marks are found to a pixel only;
// and the ink without their lines. A line is known by its lightness: what is clearly darker on it is a stroke that
// crosses it.

import { median } from '../geometry/median.js';
import type { Plane } from '../page/image.js';
import type { Ink } from '../page/ink.js';
import { FRAME } from './draw-sheet.js';
import type { Point, SheetLayout } from './layout.js';
import { SCALE } from './straighten.js';

/** How far, in pixels, a box may be from where the marks say. */
const REACH = 3 * SCALE;
/** The steps, in pixels, in which it is looked for at first. */
const COARSE = 2;
/** How many places are looked at on each side of a box. */
const PLACES = 24;
/** Printed lines are no darker than this, of 223. A stroke that crosses a line counts no more than this. */
const DARKEST_LINE = 70;
/** How many neighbours, itself included, decide how far a box is moved. */
const NEAR = 5;
/** How far a line may be off along its length, in pixels. */
const TILT = 2;
/** Half of what a line can spread over, in pixels: its width, its blur, and how far off it still is. */
const BAND = Math.ceil((FRAME.width / 2 + 0.6) * SCALE);
/** A stroke over a line is this many times as dark as the line. */
const STROKE = 1.7;
/** No line is this many times as dark as the others. */
const DARKER = 1.3;

/**
 * The top left corners, in pixels, of the boxes of a straightened sheet.
 * @param origin the straightened picture's own top left corner, in millimetres of the sheet
 */
export function locateFrames({ darkness }: Ink, layout: SheetLayout, origin: Point): readonly Point[] {
  const expected = layout.boxes.map(({ x, y }) => ({ x: (x - origin.x) * SCALE, y: (y - origin.y) * SCALE }));
  const side = layout.side * SCALE;
  const offsets = expected.map((at) => bestOffset(darkness, at, side));
  // A stroke along a line can mislead one box, but hardly most of its neighbours.
  return expected.map((at) => {
    const near = expected
      .map((other, i) => ({ far: Math.hypot(other.x - at.x, other.y - at.y), offset: offsets[i]! }))
      .sort((a, b) => a.far - b.far)
      .slice(0, NEAR);
    return {
      x: at.x + median(near.map(({ offset }) => offset.x))!,
      y: at.y + median(near.map(({ offset }) => offset.y))!,
    };
  });
}

/** The offset, in pixels, at which a frame lies best on dark lines. Small offsets are preferred. */
function bestOffset(darkness: Plane, { x, y }: Point, side: number): Point {
  let best = { x: 0, y: 0 };
  let most = -1;
  const attempt = (dx: number, dy: number): void => {
    const score = onLines(darkness, x + dx, y + dy, side) - 0.02 * Math.hypot(dx, dy);
    if (score <= most) return;
    most = score;
    best = { x: dx, y: dy };
  };
  for (let dy = -REACH; dy <= REACH; dy += COARSE) for (let dx = -REACH; dx <= REACH; dx += COARSE) attempt(dx, dy);
  const { x: cx, y: cy } = best;
  for (let dy = cy - 1; dy <= cy + 1; dy++) for (let dx = cx - 1; dx <= cx + 1; dx++) attempt(dx, dy);
  return best;
}

/** Mean darkness along the sides of a square, where no place counts more than a line. */
function onLines(darkness: Plane, x: number, y: number, side: number): number {
  let sum = 0;
  for (let k = 0; k < PLACES; k++) {
    const along = ((k + 0.5) / PLACES) * side;
    sum +=
      Math.min(DARKEST_LINE, at(darkness, x + along, y)) + Math.min(DARKEST_LINE, at(darkness, x + along, y + side));
    sum +=
      Math.min(DARKEST_LINE, at(darkness, x, y + along)) + Math.min(DARKEST_LINE, at(darkness, x + side, y + along));
  }
  return sum / (4 * PLACES);
}

function at({ width, height, data }: Plane, x: number, y: number): number {
  const [u, v] = [Math.floor(x), Math.floor(y)];
  return u < 0 || v < 0 || u >= width || v >= height ? 0 : data[v * width + u]!;
}

/**
 * The ink without the boxes' lines.
 * @param corners the boxes' top left corners, in pixels
 * @param side the boxes' side, in pixels
 */
export function withoutFrames(ink: Ink, corners: readonly Point[], side: number): Plane {
  const { plane, darkness } = ink;
  const data = plane.data.slice();
  const lines = corners
    .flatMap((corner) => sidesOf(corner, side))
    .map((line) => ({ line, profile: profileOf(darkness, line, side) }));
  // All lines are printed alike, so one that looks darker than the others has a stroke running along it.
  const darkest = DARKER * median(lines.map(({ profile }) => Math.max(...profile)))!;
  for (const { line, profile } of lines) {
    const { across, at: middle, start } = line;
    for (let off = -BAND; off <= BAND; off++) {
      const near = profile.slice(Math.max(0, off + BAND - TILT), off + BAND + TILT + 1);
      const limit = STROKE * Math.min(darkest, Math.max(...near));
      for (let along = Math.floor(start) - BAND; along <= start + side + BAND; along++) {
        const [u, v] = across ? [along, Math.floor(middle) + off] : [Math.floor(middle) + off, along];
        if (u < 0 || v < 0 || u >= plane.width || v >= plane.height) continue;
        if (darkness.data[v * plane.width + u]! <= limit) data[v * plane.width + u] = 0;
      }
    }
  }
  return { ...plane, data };
}

/** One side of a box, in pixels. */
interface Line {
  /** Whether it runs from left to right rather than downwards. */
  readonly across: boolean;
  /** Its distance from the upper edge; from the left edge where it runs downwards. */
  readonly at: number;
  /** Where it starts: its left end, or its upper end where it runs downwards. */
  readonly start: number;
}

function sidesOf({ x, y }: Point, side: number): readonly Line[] {
  return [
    { across: true, at: y, start: x },
    { across: true, at: y + side, start: x },
    { across: false, at: x, start: y },
    { across: false, at: x + side, start: y },
  ];
}

/**
 * How dark a line is at each distance from where it should be, from -BAND to BAND: the median along it, which strokes
 * that
 * cross it do not change.
 */
function profileOf(darkness: Plane, { across, at: middle, start }: Line, side: number): readonly number[] {
  return Array.from({ length: 2 * BAND + 1 }, (_, k) => {
    const off = middle + k - BAND;
    const along = Array.from({ length: PLACES }, (_, i) => start + ((i + 0.5) / PLACES) * side);
    return median(along.map((place) => (across ? at(darkness, place, off) : at(darkness, off, place))))!;
  });
}
