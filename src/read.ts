// The whole of reading, top to bottom: a decoded page goes in, lines of numbers with confidences come out.
// Nothing here knows about files, terminals or browsers.

import { splitNumbers } from './find/numbers.js';
import { union } from './find/piece.js';
import { type FoundGlyph, readLines } from './find/read-lines.js';
import type { Classifier } from './model/classifier.js';
import type { Box, PageImage } from './page/image.js';
import { findInk } from './page/ink.js';
import type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from './reading.js';

/** Reads the handwritten numbers on `page`, an upright picture of any size; `classifier` judges each glyph. A blank page gives no lines. */
export function read(page: PageImage, classifier: Classifier): Reading {
  const ink = findInk(page);
  const found = readLines(ink, classifier);
  const lines = found.map((line) => readingLine(line, classifier.alphabet, page, ink.factor));
  return { width: page.width, height: page.height, text: lines.map((line) => line.text).join('\n'), lines };
}

function readingLine(
  line: readonly FoundGlyph[],
  alphabet: readonly string[],
  page: PageImage,
  factor: number,
): ReadLine {
  const numbers = splitNumbers(line).map((glyphs): ReadNumber => {
    const read = glyphs.map((glyph) => readingGlyph(glyph, alphabet, page, factor));
    const cut = Math.min(...glyphs.map((glyph) => glyph.cut));
    return {
      text: read.map((glyph) => glyph.label).join(''),
      confidence: read.reduce((product, glyph) => product * glyph.confidence, 1) * cut,
      box: union(read.map((glyph) => glyph.box)),
      glyphs: read,
    };
  });
  return { text: numbers.map((number) => number.text).join(' '), numbers };
}

/** The other labels worth showing: this many at most, none below this chance. */
const ALTERNATIVES = 3;
const LEAST_CHANCE = 0.001;

function readingGlyph(glyph: FoundGlyph, alphabet: readonly string[], page: PageImage, factor: number): ReadGlyph {
  const { verdict, best, picture } = glyph.candidate;
  const alternatives = alphabet
    .map((label, column): Alternative => ({ label, confidence: verdict[column]! }))
    .filter((other, column) => column !== best && other.confidence >= LEAST_CHANCE)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, ALTERNATIVES);
  return {
    label: alphabet[best]!,
    confidence: verdict[best]!,
    box: onPage(glyph.box, page, factor),
    alternatives,
    picture,
  };
}

/** A box of working pixels in pixels of the page. */
function onPage(box: Box, page: PageImage, factor: number): Box {
  const x = box.x * factor;
  const y = box.y * factor;
  return { x, y, w: Math.min(box.w * factor, page.width - x), h: Math.min(box.h * factor, page.height - y) };
}
