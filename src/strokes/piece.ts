// The unit that symbols are made of: a connected stroke, or a slice of one that may be two symbols touching.

import { type Box, union } from '../geometry/box.js';
import type { Plane } from '../page/image.js';
import { INK_EDGE, type Ink } from '../page/ink.js';
import type { Components } from './components.js';

/** A connected stroke, or a slice of one. */
export interface Piece {
  /** Its value in the label picture. */
  readonly label: number;
  /** Working pixels. */
  readonly box: Box;
  /** Its pixels. */
  readonly area: number;
  /** Mean darkness of its pixels above the paper's. */
  readonly darkness: number;
}

/** Every component as a piece, with its darkness measured. */
export function piecesOf(components: Components, ink: Ink): Piece[] {
  const sums = new Float64Array(components.list.length + 1);
  const { labels } = components;
  for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) sums[labels[i]!]! += ink.darkness.data[i]!;
  return components.list.map(({ box, area }, k) => ({ label: k + 1, box, area, darkness: sums[k + 1]! / area }));
}

/** The darkness of all pixels of `pieces`, summed. */
export function inkOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { area, darkness }) => sum + area * darkness, 0);
}

/** The mean darkness of the pixels of `pieces`. */
export function darknessOf(pieces: readonly Piece[]): number {
  return inkOf(pieces) / pieces.reduce((sum, { area }) => sum + area, 0);
}

/** Ink of some pieces alone, with a one-pixel rim for the soft edge. */
export interface Crop {
  /** The ink, 0 to 255. */
  readonly plane: Plane;
  /** The pieces' box, in pixels of the plane. */
  readonly box: Box;
}

/** Cuts the pieces with these labels out of the page: other pieces' pixels are cleared, soft edges (label 0) stay. */
export function cropOf(ink: Plane, labels: Int32Array, members: readonly Piece[]): Crop {
  const box = union(members.map((piece) => piece.box));
  const left = Math.max(0, box.x - 1);
  const top = Math.max(0, box.y - 1);
  const width = Math.min(ink.width, box.x + box.w + 1) - left;
  const height = Math.min(ink.height, box.y + box.h + 1) - top;
  const data = new Uint8Array(width * height);
  const wanted = members.map((piece) => piece.label);
  const only = wanted[0]!;
  for (let y = 0; y < height; y++) {
    const from = (top + y) * ink.width + left;
    const to = y * width;
    for (let x = 0; x < width; x++) {
      const label = labels[from + x]!;
      if (label === 0) data[to + x] = Math.min(ink.data[from + x]!, INK_EDGE - 1);
      else if (label === only || (wanted.length > 1 && wanted.includes(label))) data[to + x] = ink.data[from + x]!;
    }
  }
  return { plane: { width, height, data }, box: { x: box.x - left, y: box.y - top, w: box.w, h: box.h } };
}
