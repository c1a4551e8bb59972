// Strokes of two rows that touch: the tail of a digit reaches over the rule below it into the next row of a table. Such
// a stroke is parted where the rule runs.
import type { Plane } from '../../page/image.js';
import { type Wall, wallAt } from '../../strokes/walls.js';
import type { ClassifiedStrokes } from './classify-pieces.js';

/**
 * In digit heights, set by eye: how high and wide strokes of two rows are, and how high each part is at least. What is
 * larger crosses cells out.
 */
const TWO_ROWS = { lowest: 1.5, highest: 2.7, widest: 1.5, part: 0.4 } as const;

/** A cut is so many pixels wide at least, so that it holds where the rule steps from row to row. */
const WIDTH = 2;

/**
 * Parts strokes that walls `across` the page run through, in `plane`; `height` is a digit's. Gives 1 for each label
 * that has lost pixels, or undefined where none has.
 */
export function partAtWalls(
  plane: Plane,
  { labels, pieces }: ClassifiedStrokes,
  across: readonly Wall[],
  height: number,
): Uint8Array | undefined {
  const touched = new Uint8Array(pieces.length + 1);
  for (const { label, box } of pieces) {
    if (box.h < TWO_ROWS.lowest * height || box.h > TWO_ROWS.highest * height || box.w > TWO_ROWS.widest * height)
      continue;
    const middle = box.x + box.w / 2;
    for (const wall of across) {
      const at = wallAt(wall, middle);
      if (at === undefined || Math.min(at - box.y, box.y + box.h - at) < TWO_ROWS.part * height) continue;
      touched[label] = 1;
      for (let x = box.x; x < box.x + box.w; x++) {
        const half = Math.max(WIDTH, wall.width) / 2;
        const y = wallAt(wall, x, box.w) ?? at;
        for (let row = Math.round(y - half); row < Math.round(y + half); row++)
          if (labels[row * plane.width + x] === label) plane.data[row * plane.width + x] = 0;
      }
    }
  }
  return touched.includes(1) ? touched : undefined;
}
