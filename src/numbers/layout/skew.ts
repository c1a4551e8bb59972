// How a page leans, told by its own lines: from glyph to glyph they all run the same way (nearest neighbours: Hashizume
// et al. 1986). Strokes and ruling tell it too (page/direction.ts), but slanted writing on plain paper has neither
// upright strokes nor rules.
import type { Box } from '../../geometry/box.js';

/** In digit heights: neighbours on a line lie no further apart than this, from middle to middle, and no nearer. */
const FAR = 3;
const NEAR = 0.3;

/** The steepest line, as a tangent (30°), and how much further away up or down counts than along the line. */
const STEEPEST = 0.58;
const ACROSS = 1.5;

/** Neighbours on a line are about as high as each other, by this factor. */
const AS_HIGH = 1.5;

/** A line is followed for so many glyphs: their wobble matters less from end to end. */
const FOLLOWED = 4;

/** So many runs of glyphs tell how the page leans, where the middle half of them agree within so many radians. */
const ENOUGH = 4;
const AGREE = 0.12;

/** The angle, radians clockwise, by which the lines of the glyphs in `boxes` lean; 0 where they do not tell. */
export function skewOf(boxes: readonly Box[]): number {
  const sorted = [...boxes].sort((a, b) => centre(a).x - centre(b).x);
  const next = sorted.map((_, from) => following(from, sorted));
  const angles: number[] = [];
  for (const [from, box] of sorted.entries()) {
    let to = from;
    for (let k = 0; k < FOLLOWED && next[to] !== undefined; k++) to = next[to]!;
    const [start, end] = [centre(box), centre(sorted[to]!)];
    if (to !== from) angles.push(Math.atan2(end.y - start.y, end.x - start.x));
  }
  angles.sort((a, b) => a - b);
  const at = (share: number): number => angles[Math.floor(share * (angles.length - 1))]!;
  return angles.length >= ENOUGH && at(0.75) - at(0.25) <= AGREE ? at(0.5) : 0;
}

/** The index of the glyph that follows on the line, if one does; `boxes` are sorted by their middles, left to right. */
function following(from: number, boxes: readonly Box[]): number | undefined {
  const { h } = boxes[from]!;
  const { x, y } = centre(boxes[from]!);
  let [nearest, least]: [number | undefined, number] = [undefined, FAR * h];
  for (let k = from + 1; k < boxes.length; k++) {
    const { x: u, y: v } = centre(boxes[k]!);
    if (u - x > least) break;
    if (u - x < NEAR * h || Math.abs(v - y) > STEEPEST * (u - x)) continue;
    const other = boxes[k]!.h;
    if (other > AS_HIGH * h || h > AS_HIGH * other) continue;
    const distance = Math.hypot(u - x, ACROSS * (v - y));
    if (distance < least) [nearest, least] = [k, distance];
  }
  return nearest;
}

const centre = ({ x, y, w, h }: Box): { readonly x: number; readonly y: number } => ({ x: x + w / 2, y: y + h / 2 });
