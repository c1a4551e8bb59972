// A small picture that holds one glyph, as people photograph them to teach their hand: the glyph's strokes are taken,
// specks, show-through and the frame of a box around it are not. The ink is found as on a page.
import { normalise } from '../glyph/normalise.js';
import type { PageImage } from '../page/image.js';
import { findInk, INK_EDGE } from '../page/ink.js';
import { findComponents } from './components.js';
import { cropOf, type Piece, piecesOf } from './piece.js';

/** Against the glyph's main stroke: how dark, how long (of its length) and how near (in its length) a further stroke is. */
const AS_DARK = 0.4;
const AS_LONG = 0.12;
const AS_NEAR = 0.35;

/** A stroke on the border counts this much less: frames and neighbours run out of the picture, glyphs rarely do. */
const ON_BORDER = 0.2;

/** The 28×28 picture, white on black, of the one glyph on `page` (dark on light), or undefined where nothing is written. */
export function singleGlyph(page: PageImage): Uint8Array | undefined {
  const ink = findInk(page);
  const components = findComponents(ink.plane, INK_EDGE);
  const pieces = piecesOf(components, ink);
  const { width, height } = ink.plane;
  const weight = ({ box, area, darkness }: Piece): number => {
    const inside = box.x > 0 && box.y > 0 && box.x + box.w < width && box.y + box.h < height;
    return area * darkness * (inside ? 1 : ON_BORDER);
  };
  let main: Piece | undefined;
  for (const piece of pieces) if (!main || weight(piece) > weight(main)) main = piece;
  if (!main) return undefined;

  const length = lengthOf(main);
  const { darkness } = main;
  const members = [main];
  // A stroke that hangs on one already taken belongs too, so look again until nothing new is near.
  for (let from = 0; from < members.length; from++) {
    for (const piece of pieces) {
      if (members.includes(piece) || piece.darkness < AS_DARK * darkness) continue;
      if (lengthOf(piece) < AS_LONG * length || weight(piece) < piece.area * piece.darkness) continue;
      if (gap(members[from]!, piece) <= AS_NEAR * length) members.push(piece);
    }
  }
  const crop = cropOf(ink.plane, components.labels, members);
  return normalise(crop.plane, crop.box, INK_EDGE);
}

function lengthOf({ box }: Piece): number {
  return Math.max(box.w, box.h);
}

function gap(a: Piece, b: Piece): number {
  const dx = Math.max(0, a.box.x - (b.box.x + b.box.w), b.box.x - (a.box.x + a.box.w));
  const dy = Math.max(0, a.box.y - (b.box.y + b.box.h), b.box.y - (a.box.y + a.box.h));
  return Math.hypot(dx, dy);
}
