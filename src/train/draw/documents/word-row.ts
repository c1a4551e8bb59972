// Words as a hand writes them: in a typeface that looks written, letter by letter, or in one running line.
import type { Random } from '../../../engine/random.js';
import { DIGITLIKE, DISTINCT, written } from '../letters.js';
import { between, type Path, smooth } from '../pen.js';
import { pixelClass } from './drawn-document.js';
import { type PageHand, type Row, remembered, strokeOf } from './page-hand.js';
import { pathShape, pictureShape, write } from './shape.js';

const PEN_LETTERS: Readonly<Record<string, string>> = { ...DISTINCT, ...DIGITLIKE };

/** Words by the same pen as the page's digits; `height` is a capital's. */
export function wordRow(hand: PageHand, random: Random, text: string, height: number): Row {
  if (!hand.face && hand.joins) return joinedRow(hand, random, text, height);
  const glyphs: Row['glyphs'][number][] = [];
  let x = 0;
  const how = { ...strokeOf(hand, height), stretch: 1 };
  const tight = between(random, -0.06, 0.06) * height;
  for (const symbol of text) {
    const unit = height / (hand.face ? 28 : 100);
    const glyph = hand.face?.glyphs.get(symbol);
    const path = hand.face ? undefined : (PEN_LETTERS[symbol] ?? PEN_LETTERS[symbol.toLowerCase()]);
    const y = hand.uneven * height * 0.6 * between(random, -1, 1);
    if (glyph) {
      const shape = remembered(hand.face!, symbol, () => pictureShape(glyph.ink, glyph.width, glyph.height));
      if (!shape) continue;
      const mask = write(shape, { ...how, height: shape.ink.h * unit, slant: 0.5 * how.slant }, random);
      const [left, top] = [glyph.left + shape.ink.x, glyph.top + shape.ink.y];
      glyphs.push({ mask, x: x + left * unit, y: y + top * unit, kind: pixelClass.writing });
      x += glyph.advance * unit + tight;
    } else if (path) {
      const shape = pathShape(written(path, random));
      const mask = write(shape, { ...how, height: shape.ink.h * unit, wobble: 0 }, random);
      glyphs.push({ mask, x: x + shape.ink.x * unit, y: y + (shape.ink.y - 100) * unit, kind: pixelClass.writing });
      x += (shape.ink.w + 14) * unit + tight;
    } else x += height * 0.4;
  }
  return { width: Math.max(1, x), glyphs };
}

/**
 * Words in a running hand: each letter's first stroke begins where the one before it ends, and what is dotted or
 * crossed comes after. Capitals stand alone.
 */
function joinedRow(hand: PageHand, random: Random, text: string, height: number): Row {
  const glyphs: Row['glyphs'][number][] = [];
  const unit = height / 100;
  const how = { ...strokeOf(hand, height), stretch: 1 };
  const gap = between(random, 2, 26);
  const squeeze = between(random, 0.6, 1.25);
  let x = 0;
  for (const name of text.split(' ')) {
    let [paths, line]: [Path[], number[]] = [[], []];
    const lift = (): void => {
      if (line.length > 0) paths.push(smooth(line, 3));
      line = [];
    };
    let pen = 0;
    for (const symbol of name) {
      const joined = symbol.toLowerCase() === symbol;
      const path = PEN_LETTERS[symbol] ?? PEN_LETTERS[symbol.toLowerCase()];
      if (!path) continue;
      const [first, ...others] = written(path, random).map((part) =>
        part.map((value, k) => (k % 2 ? value : pen + value * squeeze)),
      );
      if (!joined) lift();
      line.push(...first!);
      if (!joined) lift();
      paths.push(...others);
      pen = Math.max(...[first!, ...others].flatMap((part) => part.filter((_, k) => k % 2 === 0))) + gap;
    }
    lift();
    if (paths.length > 0) {
      const shape = pathShape(paths);
      const mask = write(shape, { ...how, height: shape.ink.h * unit, wobble: 0.3 * how.wobble }, random);
      glyphs.push({ mask, x: x + shape.ink.x * unit, y: (shape.ink.y - 100) * unit, kind: pixelClass.writing });
      x += shape.ink.w * unit;
    }
    paths = [];
    x += height * 0.4;
  }
  return { width: Math.max(1, x - height * 0.4), glyphs };
}
