// In a word some letters look like digits (o, l, s, b). What stands closely together is read together: where more of a
// group is no symbol than is one, none of it is a number.
import type { Box } from '../../geometry/box.js';

/** In digit heights: strokes closer than this stand together. */
const CLOSE = 0.6;

/**
 * The glyphs, left to right, without those that stand in words; `others` are full-sized strokes of the line that are no
 * symbol.
 */
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

/** What a word looks like that was cut as if it were digits. Set by eye. */
const WORD = {
  /** A glyph believed in less than this is doubtful. */
  believed: 0.8,
  /** A word holds so many doubtful glyphs at least. */
  doubtful: 2,
  /** Its mean doubt about a glyph is more than this. */
  doubt: 0.2,
};

/**
 * The glyphs, left to right, without groups that stand closely together and are doubtful throughout: letters of a word,
 * cut as if they were digits. For pages that hold other things than digits; elsewhere a doubtful number is still a
 * number.
 */
export function withoutGuesses<T extends { readonly box: Box; readonly chance: number; readonly cut: number }>(
  glyphs: readonly T[],
  height: number,
): T[] {
  const kept: T[] = [];
  let group: T[] = [];
  let right = -Infinity;
  const close = (): void => {
    const doubts = group.map(({ chance, cut }) => 1 - chance * cut);
    const doubtful = doubts.filter((doubt) => doubt > 1 - WORD.believed).length;
    const all = doubts.reduce((sum, doubt) => sum + doubt, 0);
    if (doubtful < WORD.doubtful || all <= WORD.doubt * group.length) kept.push(...group);
    group = [];
  };
  for (const glyph of glyphs) {
    if (glyph.box.x - right > CLOSE * height) close();
    group.push(glyph);
    right = Math.max(right, glyph.box.x + glyph.box.w);
  }
  close();
  return kept;
}
