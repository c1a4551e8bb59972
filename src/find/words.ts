// In a word some letters look like digits (o, l, s, b). What stands closely together is read together: where more of
// a group is no symbol than is, none of it is a number.
import type { Box } from '../page/image.js';

/** In digit heights: strokes closer than this stand together. */
const CLOSE = 0.6;

/** The glyphs, left to right, without those that stand in words; `others` are full-sized strokes of the line that are no symbol. */
export function withoutWords<T extends { readonly box: Box }>(
  glyphs: readonly T[],
  others: readonly Box[],
  height: number,
): T[] {
  if (others.length === 0) return [...glyphs];
  const all = [
    ...glyphs.map((glyph) => ({ box: glyph.box, glyph })),
    ...others.map((box) => ({ box, glyph: undefined })),
  ];
  all.sort((a, b) => a.box.x - b.box.x);
  const kept: T[] = [];
  let group: T[] = [];
  let symbols = 0;
  let rest = 0;
  let right = -Infinity;
  const close = (): void => {
    if (symbols > rest) kept.push(...group);
    group = [];
    symbols = rest = 0;
  };
  for (const { box, glyph } of all) {
    if (box.x - right > CLOSE * height) close();
    if (glyph) {
      group.push(glyph);
      symbols += box.w;
    } else rest += box.w;
    right = Math.max(right, box.x + box.w);
  }
  close();
  return kept;
}
