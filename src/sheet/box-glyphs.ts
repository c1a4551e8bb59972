// What was written in the boxes of a straightened sheet. Connected strokes go to the box that they lie in, as a whole,
// even where they run over its edge.

import type { Box } from '../geometry/box.js';
import { normalise } from '../glyph/normalise.js';
import type { Plane } from '../page/image.js';
import { INK_EDGE, type Ink } from '../page/ink.js';
import { type Components, findComponents } from '../strokes/components.js';
import { cropOf, type Piece, piecesOf } from '../strokes/piece.js';
import { GAP, type Point } from './layout.js';
import { SCALE } from './straighten.js';

/** The glyph in a box. */
export interface BoxGlyph {
  /** [28, 28], 0 to 255, white on black, as reading makes it. */
  readonly picture: Uint8Array;
  /** Millimetres of its longer side. */
  readonly length: number;
  /** How dark its main stroke is, as in `Ink`. */
  readonly darkness: number;
}

/** How dark a further stroke is at least, as a share of the main stroke of its box. */
const AS_DARK = 0.4;
/** How long a further stroke is at least, as a share of the main stroke of its box. */
const AS_LONG = 0.08;
/** A piece shorter than this, in pixels, is dust. */
const DUST = 0.6 * SCALE;
/** No glyph keeps to the outermost millimetres of a box. */
const RIM = 1;
/** A piece with more than this share in a second box is two glyphs that meet between the boxes. */
const IN_TWO = 0.15;
/** A piece with less than this share in or beside boxes belongs to none. */
const AT_HOME = 0.4;

/**
 * The glyphs in the boxes; undefined where nothing is written.
 * @param ink the ink, without the boxes' lines in `ink.plane`
 * @param corners the boxes' top left corners, in pixels
 * @param side the boxes' side, in pixels
 */
export function glyphsIn(ink: Ink, corners: readonly Point[], side: number): readonly (BoxGlyph | undefined)[] {
  const cells = cellsOf(ink.plane, corners, side);
  const assigned = assignToBoxes(findComponents(ink.plane, INK_EDGE), cells);
  const members: Piece[][] = corners.map(() => []);
  for (const [i, piece] of piecesOf(assigned.components, ink).entries()) {
    const home = assigned.homes[i]!;
    if (home > 0 && lengthOf(piece) >= DUST && reachesInto(piece.box, corners[home - 1]!, side))
      members[home - 1]!.push(piece);
  }
  return members.map((pieces) => {
    if (pieces.length === 0) return undefined;
    const weight = (piece: Piece) => piece.area * piece.darkness;
    const main = pieces.reduce((most, piece) => (weight(piece) > weight(most) ? piece : most));
    const kept = pieces.filter(
      (piece) => piece.darkness >= AS_DARK * main.darkness && lengthOf(piece) >= AS_LONG * lengthOf(main),
    );
    const { plane, box } = cropOf(ink.plane, assigned.components.labels, kept);
    return {
      picture: normalise(plane, box, INK_EDGE),
      length: Math.max(box.w, box.h) / SCALE,
      darkness: main.darkness,
    };
  });
}

/** Whether a piece is more than something on the box's very edge, such as what is left of a line. */
function reachesInto({ x, y, w, h }: Box, corner: Point, side: number): boolean {
  const rim = RIM * SCALE;
  const [left, top] = [corner.x + rim, corner.y + rim];
  return x + w > left && y + h > top && x < corner.x + side - rim && y < corner.y + side - rim;
}

const lengthOf = ({ box }: Piece) => Math.max(box.w, box.h);

/** The box, counted from 1, in or beside which each pixel lies; 0 away from all. */
function cellsOf({ width, height }: Plane, corners: readonly Point[], side: number): Uint16Array {
  const cells = new Uint16Array(width * height);
  const rim = (GAP / 2) * SCALE;
  for (const [i, { x, y }] of corners.entries()) {
    const right = Math.min(width, Math.round(x + side + rim));
    const bottom = Math.min(height, Math.round(y + side + rim));
    const left = Math.max(0, Math.round(x - rim));
    for (let row = Math.max(0, Math.round(y - rim)); row < bottom; row++)
      if (right > left) cells.fill(i + 1, row * width + left, row * width + right);
  }
  return cells;
}

/**
 * Which box each component belongs to, counted from 1; 0 for none. Those that lie in two boxes are cut between them.
 */
function assignToBoxes(found: Components, cells: Uint16Array): { components: Components; homes: readonly number[] } {
  const { width, height } = found;
  const labels = found.labels.slice();
  const list = [...found.list];
  const homes = found.list.map(({ box, area }, i) => {
    const counts = new Map<number, { area: number; left: number; right: number; top: number; bottom: number }>();
    for (let y = box.y; y < box.y + box.h; y++) {
      for (let x = box.x; x < box.x + box.w; x++) {
        if (labels[y * width + x] !== i + 1) continue;
        const cell = cells[y * width + x]!;
        const extent = counts.get(cell);
        if (!extent) counts.set(cell, { area: 1, left: x, right: x, top: y, bottom: y });
        else {
          extent.area++;
          extent.left = Math.min(extent.left, x);
          extent.right = Math.max(extent.right, x);
          extent.bottom = y;
        }
      }
    }
    const inBoxes = [...counts].filter(([cell]) => cell > 0).sort((a, b) => b[1].area - a[1].area);
    const [first, second] = inBoxes;
    if (!first || inBoxes.reduce((sum, [, { area }]) => sum + area, 0) < AT_HOME * area) return 0;
    if (!second || second[1].area < IN_TWO * area) return first[0];
    return inBoxes;
  });
  const cut = homes.map((home, i) => {
    if (typeof home === 'number') return home;
    const { box } = found.list[i]!;
    const names = new Map<number, number>();
    for (const [cell, { area, left, right, top, bottom }] of home) {
      list.push({ area, box: { x: left, y: top, w: right - left + 1, h: bottom - top + 1 } });
      names.set(cell, list.length);
    }
    for (let y = box.y; y < box.y + box.h; y++)
      for (let x = box.x; x < box.x + box.w; x++)
        if (labels[y * width + x] === i + 1) labels[y * width + x] = names.get(cells[y * width + x]!) ?? 0;
    return 0;
  });
  const added = homes.flatMap((home) => (typeof home === 'number' ? [] : home.map(([cell]) => cell)));
  return { components: { width, height, labels, list }, homes: [...cut, ...added] };
}
