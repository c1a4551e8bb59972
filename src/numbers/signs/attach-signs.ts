// Signs left their lines before the digits were read. Here they come back, each before the digit that it precedes.
import type { Box } from '../../geometry/box.js';
import { REACH } from './free-strokes.js';
import type { Sign } from './sign.js';

/** A sign's middle lies no further below its digit's top than this, in the digit's heights. */
const LOWEST = 1.5;

/**
 * The lines with each sign before the digit that it belongs to; of two before the same digit, the nearer. One that is
 * `doubted` is told where no other stands there.
 */
export function withSigns<T extends { readonly box: Box }>(
  lines: readonly (readonly T[])[],
  signs: readonly Sign[],
  doubted: readonly Sign[] = [],
): (T & { readonly sign?: Sign; readonly doubtedSign?: Sign })[][] {
  const glyphs = lines.flat();
  const [before, perhaps] = [signsBefore(glyphs, signs), signsBefore(glyphs, doubted)];
  return lines.map((line) =>
    line.map((glyph) => {
      const [sign, doubtedSign] = [before.get(glyph), perhaps.get(glyph)];
      return sign ? { ...glyph, sign } : doubtedSign ? { ...glyph, doubtedSign } : glyph;
    }),
  );
}

/** For each glyph that a sign stands before, that sign. */
function signsBefore<T extends { readonly box: Box }>(glyphs: readonly T[], signs: readonly Sign[]): Map<T, Sign> {
  const signBefore = new Map<T, Sign>();
  for (const sign of signs) {
    const x = sign.box.x + sign.box.w / 2;
    const y = sign.box.y + sign.box.h / 2;
    let after: T | undefined;
    for (const glyph of glyphs) {
      const { box } = glyph;
      if (box.x + box.w / 2 <= x || y < box.y || y > box.y + LOWEST * box.h) continue;
      if (box.x - x > REACH * box.h || (after && after.box.x <= box.x)) continue;
      after = glyph;
    }
    if (after && (signBefore.get(after)?.box.x ?? Number.NEGATIVE_INFINITY) < sign.box.x) signBefore.set(after, sign);
  }
  return signBefore;
}
