// Boxes that were blacked out since something went wrong in them. The page's ink does not show them, since it takes
// what is wider than any pen for background. So they are looked for against a background that reaches past a whole box.
import { contrast, SPAN, ZERO } from '../page/contrast.js';
import type { PageImage } from '../page/image.js';
import { reduce } from '../page/reduce.js';
import type { Point } from './layout.js';

/** Ink over more than this share of a box blacks it out; a marker's 8 covers a quarter. */
const BLACK = 0.5;
/** Ink is at least this much darker than paper; a scribble's gaps are blurred with it. */
const DARK = ZERO + 0.25 * SPAN;
/** The background's reach, as a share of a box's side. It must be more than half. */
const REACH = 0.6;
/** How many times smaller the picture is made, since a box is large. */
const FACTOR = 4;

/**
 * Which of the boxes were blacked out.
 * @param corners the boxes' top left corners, in pixels of the straightened page
 * @param side the boxes' side, in pixels
 */
export function blackedOut(page: PageImage, corners: readonly Point[], side: number): readonly boolean[] {
  const { width, height, data } = contrast(reduce(page, FACTOR), (REACH * side) / FACTOR);
  return corners.map(({ x, y }) => {
    let [all, dark] = [0, 0];
    for (let v = Math.max(0, Math.ceil(y / FACTOR)); v < Math.min(height, (y + side) / FACTOR); v++) {
      for (let u = Math.max(0, Math.ceil(x / FACTOR)); u < Math.min(width, (x + side) / FACTOR); u++) {
        all++;
        if (data[v * width + u]! > DARK) dark++;
      }
    }
    return dark > BLACK * all;
  });
}
