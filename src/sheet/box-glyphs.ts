// What was written in the boxes of a straightened sheet: connected strokes go to the box they lie in, whole, also where
// they run over its edge.

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
  /** Of its main stroke, as in `Ink`. */
  readonly darkness: number;
}

/** Against the main stroke of its box: how dark and how long (of its length) a further one is. */
const AS_DARK = 0.4;
const AS_LONG = 0.08;
/** Shorter than this is dust, in pixels. */
const DUST = 0.6 * SCALE;
/** Millimetres of a box's edge that no glyph keeps to. */
const RIM = 1;
/** A piece with more than this share in a second box is glyphs that meet between two. */
const IN_TWO = 0.15;
/** A piece with less than this share near boxes passes by. */
const AT_HOME = 0.4;

/** The glyphs in the boxes whose top left corners and side are given in pixels, undefined where nothing is written; `ink.plane` without the boxes' lines. */
export function glyphsIn(ink: Ink, corners: readonly Point[], side: number): readonly (BoxGlyph | undefined)[] {
  const cells = cellsOf(ink.plane, corners, side);
  const parted = partBetween(findComponents(ink.plane, INK_EDGE), cells);
  const members: Piece[][] = corners.map(() => []);
  for (const [i, piece] of piecesOf(parted.components, ink).entries()) {
    const home = parted.homes[i]!;
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
    const { plane, box } = cropOf(ink.plane, parted.components.labels, kept);
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

/** For each pixel the box, counted from 1, in or beside which it lies; 0 away from all. */
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

/** Which box each component belongs to (from 1; 0: none); those that lie in two are cut between them. */
function partBetween(found: Components, cells: Uint16Array): { components: Components; homes: readonly number[] } {
  const { width, height } = found;
  const labels = found.labels.slice();
  const list = [...found.list];
  const homes = found.list.map(({ box, area }, i) => {
    const counts = new Map<number, { area: number; left: number; right: number; top: number; bottom: number }>();
    for (let y = box.y; y < box.y + box.h; y++) {
      for (let x = box.x; x < box.x + box.w; x++) {
        if (labels[y * width + x] !== i + 1) continue;
        const cell = cells[y * width + x]!;
        const seen = counts.get(cell);
        if (!seen) counts.set(cell, { area: 1, left: x, right: x, top: y, bottom: y });
        else {
          seen.area++;
          seen.left = Math.min(seen.left, x);
          seen.right = Math.max(seen.right, x);
          seen.bottom = y;
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
