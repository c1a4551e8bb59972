// Small strokes (the bar of a 5, a broken end, a dot) belong to the line they lie in.
import type { Piece } from '../../strokes/piece.js';

/** In digit heights: how far from the nearest full-sized stroke a small one may lie. */
const NEAR = 0.35;

/** The lines with each of `small` added to the line whose nearest member is nearest to it; lonely ones are left out. */
export function attachFragments(
  lines: readonly (readonly Piece[])[],
  small: readonly Piece[],
  height: number,
): Piece[][] {
  const out = lines.map((line) => [...line]);
  const cell = 2 * height;
  const grid = new Map<string, { piece: Piece; line: number }[]>();
  lines.forEach((line, k) => {
    for (const piece of line) {
      for (const key of cellsOf(piece, cell, 0)) {
        const list = grid.get(key);
        if (list) list.push({ piece, line: k });
        else grid.set(key, [{ piece, line: k }]);
      }
    }
  });
  for (const mark of small) {
    let best: number | undefined;
    let least = NEAR * height;
    for (const key of cellsOf(mark, cell, NEAR * height)) {
      for (const { piece, line } of grid.get(key) ?? []) {
        const gap = gapBetween(mark, piece);
        if (gap > least) continue;
        least = gap;
        best = line;
      }
    }
    if (best !== undefined) out[best]!.push(mark);
  }
  return out;
}

function cellsOf({ box }: Piece, cell: number, margin: number): string[] {
  const keys: string[] = [];
  for (let y = Math.floor((box.y - margin) / cell); y <= Math.floor((box.y + box.h + margin) / cell); y++) {
    for (let x = Math.floor((box.x - margin) / cell); x <= Math.floor((box.x + box.w + margin) / cell); x++)
      keys.push(`${x},${y}`);
  }
  return keys;
}

/** Distance between the boxes, 0 where they overlap. */
function gapBetween(a: Piece, b: Piece): number {
  const dx = Math.max(0, a.box.x - (b.box.x + b.box.w), b.box.x - (a.box.x + a.box.w));
  const dy = Math.max(0, a.box.y - (b.box.y + b.box.h), b.box.y - (a.box.y + a.box.h));
  return Math.hypot(dx, dy);
}
