// The whole of reading, top to bottom: a decoded page goes in, lines of numbers with confidences come out.
// Nothing here knows about files, terminals or browsers.
import { splitNumbers } from './find/numbers.js';
import { isBetter, isDoubtful, turnsFor } from './find/orientation.js';
import { union } from './find/piece.js';
import { type FoundGlyph, type FoundPage, readLines } from './find/read-lines.js';
import { strokeLength } from './find/strokes.js';
import type { Classifier, Lettering } from './model/classifier.js';
import { mainDirection } from './page/direction.js';
import type { Box, PageImage } from './page/image.js';
import { findInk, type Ink } from './page/ink.js';
import { turn } from './page/turn.js';
import type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from './reading.js';

/** What was found, and where its boxes lie on the page. */
interface Found extends FoundPage {
  readonly onPage: (box: Box) => Box;
}

/** Reads the handwritten numbers on `page`, a picture of any size, whichever way it lies; `classifier` judges each glyph, `lettering` leaves out words. A blank page gives no lines. */
export function read(page: PageImage, classifier: Classifier, lettering?: Lettering): Reading {
  // As it lies: ink, strokes, hypotheses, the best way through each line.
  const ink = inkLargeEnough(page);
  const direction = mainDirection(ink.plane);
  let best: Found = { ...readLines(ink, classifier, lettering), onPage: (box) => scaled(box, page, ink.factor) };

  // What reads badly may lie sideways or askew.
  if (isDoubtful(best)) {
    let asItLies = true;
    for (const angle of turnsFor(direction)) {
      const { page: turned, back } = turn(page, angle, ink.factor);
      const again = findInk(turned);
      const found = readLines(again, classifier, lettering);
      if (!isBetter(found, best, asItLies)) continue;
      best = { ...found, onPage: (box) => back(scaled(box, turned, again.factor)) };
      asItLies = false;
    }
  }

  const { onPage } = best;
  const lines = best.lines.map((line) => readingLine(line, classifier.alphabet, onPage));
  return { width: page.width, height: page.height, text: lines.map((line) => line.text).join('\n'), lines };
}

/** Strokes this long, in working pixels, keep their shape; a pen this wide belongs to strokes that are longer. */
const LEGIBLE = 20;
const WIDE_PEN = 8;

/** The page's ink, at a finer scale than usual where the writing is so small that shrinking would blur it. */
function inkLargeEnough(page: PageImage): Ink {
  const ink = findInk(page);
  if (ink.factor === 1 || ink.pen === 0 || ink.pen >= WIDE_PEN) return ink;
  const length = strokeLength(ink);
  if (length === 0 || length >= 0.8 * LEGIBLE) return ink;
  const factor = Math.max(1, Math.floor((ink.factor * length) / LEGIBLE));
  return findInk(page, (page.width * page.height) / factor ** 2);
}

/** Glyphs to numbers by their spacing, numbers to a line. */
function readingLine(line: readonly FoundGlyph[], alphabet: readonly string[], onPage: Found['onPage']): ReadLine {
  const numbers = splitNumbers(line).map((found): ReadNumber => {
    const glyphs = found.map((glyph) => readingGlyph(glyph, alphabet, onPage));
    return {
      text: glyphs.map((glyph) => glyph.label).join(''),
      confidence: found.reduce((product, glyph) => product * glyph.cut * likeliest(glyph), 1),
      box: union(glyphs.map((glyph) => glyph.box)),
      glyphs,
    };
  });
  return { text: numbers.map((number) => number.text).join(' '), numbers };
}

function likeliest({ candidate }: FoundGlyph): number {
  return candidate.verdict[candidate.best]!;
}

/** The other labels worth showing: this many at most, none below this chance. */
const ALTERNATIVES = 3;
const LEAST_CHANCE = 0.001;

function readingGlyph(glyph: FoundGlyph, alphabet: readonly string[], onPage: Found['onPage']): ReadGlyph {
  const { verdict, best, picture } = glyph.candidate;
  const alternatives = alphabet
    .map((label, column): Alternative => ({ label, confidence: verdict[column]! }))
    .filter((other, column) => column !== best && other.confidence >= LEAST_CHANCE)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, ALTERNATIVES);
  return { label: alphabet[best]!, confidence: likeliest(glyph), box: onPage(glyph.box), alternatives, picture };
}

/** A box of working pixels in pixels of the page they were reduced from. */
function scaled(box: Box, page: PageImage, factor: number): Box {
  const x = box.x * factor;
  const y = box.y * factor;
  return { x, y, w: Math.min(box.w * factor, page.width - x), h: Math.min(box.h * factor, page.height - y) };
}
