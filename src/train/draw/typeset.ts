// Letters, words and torn words set in typefaces, as lettering on a page looks; letters.ts knows only how one pen draws
// it.
import type { Random } from '../../engine/random.js';
import { between, type Canvas, canvas, cropped, inkBox, isUprightBar, pick } from './pen.js';
import type { Typeface } from './typefaces.js';

/** What no one takes for a digit, wherever it stands. */
const DISTINCT = [...'adefhkmnprtuvwxACEFHKLMNPRVWX+=%&#@*?€äüß'];
/** The small letters among them, about as often as words have them. */
const DISTINCT_IN_WORDS = [...'aaaadddeeeeeeffhhhkmmmnnnnnprrrrttttuuuvwwx'];
/** All small letters, about as often as words have them. */
const SMALL = [...'aaaabccddeeeeeefghhiiijklllmmnnnnooooppqrrrrsssttttuuvwwxyz'];
const CAPITALS = [...'ABCDEFGHIJKLMNOPRSTUVWXZ'];

/** One letter or sign that no one takes for a digit. */
export function typesetLetter(faces: readonly Typeface[], random: Random): Canvas {
  return leaning(typeset(...having(faces, random, [pick(random, DISTINCT)]), random, 0), random);
}

/** One letter, as often as words have it: of any kind, those that pass for a digit too. */
export function typesetAny(faces: readonly Typeface[], random: Random): Canvas {
  const symbol = pick(random, random() < 0.15 ? CAPITALS : SMALL);
  return leaning(typeset(...having(faces, random, [symbol]), random, 0), random);
}

/** Two to seven letters, as close as the typeface has them or closer; two at least are none that pass for a digit. */
export function typesetWord(faces: readonly Typeface[], random: Random): Canvas {
  const letters = [pick(random, DISTINCT_IN_WORDS), pick(random, DISTINCT_IN_WORDS)];
  const count = 2 + Math.floor(random() ** 2 * 6);
  while (letters.length < count) letters.splice(Math.floor(random() * (letters.length + 1)), 0, pick(random, SMALL));
  if (random() < 0.25) letters[0] = pick(random, CAPITALS);
  return leaning(typeset(...having(faces, random, letters), random, between(random, -3, 3)), random);
}

/** What a wrong cut takes of a word: a window of about a letter's width, that is neither one whole letter nor a bar. */
export function typesetPiece(faces: readonly Typeface[], random: Random): Canvas | undefined {
  const letters = Array.from({ length: 4 }, () => pick(random, DISTINCT_IN_WORDS));
  const whole = leaning(typeset(...having(faces, random, letters), random, between(random, -4, 1)), random);
  const box = inkBox(whole);
  if (!box) return undefined;
  const width = Math.round(box.h * between(random, 0.6, 1.4));
  if (width > 0.7 * box.w) return undefined;
  const piece = cropped(whole, box.x + Math.round(random() * (box.w - width)), box.y, width, box.h);
  const ink = inkBox(piece);
  return ink && ink.w > 0.5 * ink.h && !isUprightBar(piece) ? piece : undefined;
}

/** A typeface that has all the symbols it can, and those it has. */
function having(faces: readonly Typeface[], random: Random, symbols: readonly string[]): [Typeface, readonly string[]] {
  for (;;) {
    const face = pick(random, faces);
    const known = symbols.filter((symbol) => face.glyphs.has(symbol));
    if (known.length > 0) return [face, known];
  }
}

/**
 * Sets symbols of a typeface in a row, a little uneven as a hand is, `spacing` pixels wider than the typeface would.
 */
function typeset(face: Typeface, symbols: readonly string[], random: Random, spacing: number): Canvas {
  const uneven = face.written ? 1.5 : 0.3;
  let pen = 0;
  const placed = symbols.map((symbol) => {
    const glyph = face.glyphs.get(symbol)!;
    const at = { glyph, x: Math.round(pen + glyph.left), y: Math.round(glyph.top + between(random, -uneven, uneven)) };
    pen += glyph.advance + spacing;
    return at;
  });
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y));
  const right = Math.max(...placed.map(({ glyph, x }) => x + glyph.width));
  const bottom = Math.max(...placed.map(({ glyph, y }) => y + glyph.height));
  const on = canvas(right - left, bottom - top);
  for (const { glyph, x, y } of placed) {
    glyph.ink.forEach((ink, k) => {
      const at = (y - top + Math.floor(k / glyph.width)) * on.width + (x - left + (k % glyph.width));
      on.ink[at] = Math.max(on.ink[at]!, ink);
    });
  }
  return on;
}

/** The canvas leaning by up to a fifth of its height to either side. */
function leaning(of: Canvas, random: Random): Canvas {
  const lean = between(random, -0.2, 0.2);
  const room = Math.ceil(Math.abs(lean) * of.height);
  const on = canvas(of.width + room, of.height);
  for (let y = 0; y < of.height; y++) {
    const shift = lean > 0 ? lean * (of.height - y) : -lean * y;
    const whole = Math.floor(shift);
    const share = shift - whole;
    for (let x = 0; x < of.width; x++) {
      const ink = of.ink[y * of.width + x]!;
      const at = y * on.width + x + whole;
      on.ink[at] = on.ink[at]! + ink * (1 - share);
      if (x + whole + 1 < on.width) on.ink[at + 1] = on.ink[at + 1]! + ink * share;
    }
  }
  return on;
}
