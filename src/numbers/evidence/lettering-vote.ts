// Which strokes of a page are words. A letter alone may pass for a digit and a digit for a letter, so every full-sized
// stroke of a word has a voice, and how much of the page is lettering at all decides between what is left in doubt.
import { logit } from '../../geometry/logistic.js';
import { chanceOfFirst, shareOfFirst } from '../../geometry/mixture.js';
import { pictureSize } from '../../glyph/picture.js';
import type { Lettering } from '../../model/classifier.js';
import type { Piece } from '../../strokes/piece.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';

/** In digit heights: strokes closer than this stand together. */
const CLOSE = 0.6;

/**
 * No stroke's voice weighs more than this, in nats of its odds. A stroke that stands alone says less for a word, since
 * digits that touch are one stroke too. A stroke says little for a number, since o, l, s and i pass for digits
 * anywhere.
 */
const FOR_WORD = 4;
const FOR_LONE_WORD = 1.8;
const FOR_NUMBER = 2;

/** What is assumed before the page is seen, in groups: so many words, so many numbers. */
const WORDS = 0.3;
const NUMBERS = 2;
const ROUNDS = 20;

/** Strokes narrower than this share of their height, which are bars to both, have no voice. */
const BAR = 0.3;

/**
 * Log odds of a word on any page: at most even for a stroke alone, and at most so much more with each stroke it stands
 * with.
 */
const MOST_ODDS = 1.5;

/** No chance counts as nearer to 0 or 1. */
const SMALLEST = 1e-6;

/**
 * The strokes of `lines` (each left to right) that stand in words; `alone` has the picture of each, `height` is a
 * digit's, in pixels.
 */
export function strokesOfWords(
  lines: readonly (readonly Piece[])[],
  alone: ReadonlyMap<Piece, GlyphCandidate>,
  height: number,
  lettering: Lettering,
): Set<Piece> {
  const groups = lines.flatMap((line) => together(line, height));
  const voiced = groups.map((group) =>
    group.flatMap((piece) => {
      const candidate = alone.get(piece);
      return candidate && piece.box.w >= BAR * piece.box.h ? [candidate.picture] : [];
    }),
  );
  const count = voiced.reduce((sum, { length }) => sum + length, 0);
  if (count === 0) return new Set();
  const pictures = new Uint8Array(count * pictureSize);
  for (const [k, picture] of voiced.flat().entries()) pictures.set(picture, k * pictureSize);
  const chances = lettering.letters(pictures, count);
  let next = 0;
  const scores = voiced.map((group) =>
    group.reduce((sum) => {
      const chance = Math.min(1 - SMALLEST, Math.max(SMALLEST, chances[next++]!));
      const most = group.length === 1 ? FOR_LONE_WORD : FOR_WORD;
      return sum + Math.min(most, Math.max(-FOR_NUMBER, logit(chance)));
    }, 0),
  );
  const prior = logit(shareOfFirst(scores, chanceOfFirst, { first: WORDS, second: NUMBERS }, { rounds: ROUNDS }));
  // Words of one letter are rare, whatever the page; digits that stand alone, in tables, are not.
  const odds = (strokes: number): number => Math.min(prior, MOST_ODDS * (strokes - 1));
  return new Set(groups.filter((group, k) => scores[k]! + odds(group.length) > 0).flat());
}

/** Runs of strokes with no wide gap between them. */
function together(line: readonly Piece[], height: number): Piece[][] {
  const groups: Piece[][] = [];
  let right = -Infinity;
  for (const piece of [...line].sort((a, b) => a.box.x - b.box.x)) {
    if (piece.box.x - right > CLOSE * height) groups.push([]);
    groups.at(-1)!.push(piece);
    right = Math.max(right, piece.box.x + piece.box.w);
  }
  return groups;
}
