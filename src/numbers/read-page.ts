// The whole of reading, top to bottom: a decoded page goes in, lines of numbers with confidences come out.
// Nothing here knows about files, terminals or browsers.

import type { Box } from '../geometry/box.js';
import { union } from '../geometry/box.js';
import type { Classifier, Helpers } from '../model/classifier.js';
import { mainDirection } from '../page/direction.js';
import type { PageImage } from '../page/image.js';
import { findInk, type Ink } from '../page/ink.js';
import { quarterTurned } from '../page/quarter-turn.js';
import { turn, turnedArea } from '../page/turn.js';
import type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from '../reading.js';
import { asAlike } from './evidence/alike-glyphs.js';
import { USUAL_OF_GLYPHS, withPageDoubt } from './evidence/page-doubt.js';
import type { FoundGlyph, FoundPage } from './found.js';
import { strokeLength } from './hypotheses/judged-strokes.js';
import { isAsGood, isBetter, isDoubtful, LEANING, turnsFor } from './layout/orientation.js';
import { skewOf } from './layout/skew.js';
import { type Spaced, splitNumbers } from './layout/spacing.js';
import { readLines } from './read-lines.js';
import type { Sign } from './signs.js';

/** What was found, and where its boxes lie on the page. */
interface Found extends FoundPage {
  readonly onPage: (box: Box) => Box;
}

/** Reads the handwritten numbers on `page`, a picture of any size, whichever way it lies; `classifier` judges each glyph. A blank page gives no lines. */
export function read(page: PageImage, classifier: Classifier, helpers: Helpers = {}): Reading {
  // As it lies: ink, strokes, hypotheses, the best way through each line.
  const { view, ink, onPage: fromView } = closeUp(page);
  // A sheet's edges tell how it lies better than what is written on it.
  const direction = ink.sheet?.lean ?? mainDirection(ink.plane);
  const untouched = { ...ink.plane, data: ink.plane.data.slice() };
  let best: Found = {
    ...readLines(ink, classifier, helpers),
    onPage: (box) => fromView(scaled(box, view, ink.factor)),
  };

  const turnedBy = (angle: number): Found => {
    const { ink: again, onView } = turned(view, angle, ink.factor);
    return { ...readLines(again, classifier, helpers), onPage: (box) => fromView(onView(box)) };
  };

  // What reads badly may lie sideways or askew; a sheet that leans much does.
  let angle = 0;
  const askew = Math.abs(ink.sheet?.lean ?? 0) > ASKEW;
  if ((askew || isDoubtful(best, classifier.alphabet)) && !isStrip(view)) {
    let found: FoundPage = best;
    let taken: Way | undefined;
    for (const way of waysRound(view, { ...ink, plane: untouched }, direction)) {
      const tried = readLines(way.ink, classifier, helpers);
      if (!(askew && !taken) && !isBetter(tried, found, !taken, classifier.alphabet)) continue;
      [found, taken] = [tried, way];
    }
    if (taken) {
      angle = taken.angle;
      best = turnedBy(angle);
    }
  }

  // Lines that lean are made level.
  const skew = skewOf(best.lines.flat().map((glyph) => glyph.box));
  if (Math.abs(skew) > LEANING && !isStrip(view)) {
    const level = turnedBy(angle - skew);
    if (isAsGood(level, best, classifier.alphabet)) best = level;
  }

  const { onPage } = best;
  const found = asAlike(best.lines, classifier.alphabet.length);
  const chances = withPageDoubt(found.flat().map(likeliest), USUAL_OF_GLYPHS);
  let next = 0;
  const sure = found.map((line) => line.map((glyph): SureGlyph => ({ ...glyph, confidence: chances[next++]! })));
  const lines = splitNumbers(sure).map((line) => readingLine(line, classifier.alphabet, onPage));
  return { width: page.width, height: page.height, text: lines.map((line) => line.text).join('\n'), lines };
}

/** A page that leans takes a wider picture when it is straightened; beyond so many times its own pixels, it is shrunk further. */
const WIDER = 2.5;

/** The view's ink turned by an angle, radians. */
interface Way {
  readonly angle: number;
  readonly ink: Ink;
}

/** The ways round worth trying. To tell which reads best, ink that was found once and turned by quarters will do. */
function* waysRound(view: PageImage, ink: Ink, direction: number): Generator<Way> {
  const { level, quarters } = turnsFor(direction);
  const upright = level === 0 ? ink : turned(view, level, ink.factor).ink;
  for (const count of quarters) {
    const plane = quarterTurned(upright.plane, count);
    const darkness = quarterTurned(upright.darkness, count);
    yield { angle: level + (count * Math.PI) / 2, ink: { ...upright, plane, darkness } };
  }
}

/** The ink of the view turned by `angle`, at about `factor` pixels per working pixel, and where its boxes lie on the view. */
function turned(view: PageImage, angle: number, factor: number): { ink: Ink; onView: Found['onPage'] } {
  const { page, back } = turn(view, angle, turnFactor(view, angle, factor));
  // It is at the scale wanted already, however large turning has made it.
  const ink = findInk(page, page.width * page.height);
  return { ink, onView: (box) => back(scaled(box, page, ink.factor)) };
}

/** Page pixels per pixel of the turned page. */
function turnFactor(page: PageImage, angle: number, factor: number): number {
  const grows = turnedArea(page, angle) / (page.width * page.height);
  return Math.ceil(factor * Math.sqrt(Math.max(1, grows / WIDER)));
}

/** Longer than so many times its width, a picture is a strip of its own making, not a page that may lie otherwise. */
const STRIP = 20;

function isStrip({ width, height }: PageImage): boolean {
  return Math.max(width, height) > STRIP * Math.min(width, height);
}

/** A sheet turned by more than this, radians (10°), does not lie as it should. */
const ASKEW = 0.17;

/** A sheet that covers less of the picture than this is looked at more closely, … */
const SMALL_SHEET = 0.7;

/** … if it is found there again, at this share of its size at least, … */
const SAME_SHEET = 0.8;

/** … with so much of what it lies on, as a share of its longer side, that it is still seen to lie there. */
const SURROUNDINGS = 0.04;

/** What there is to read: the page, or the sheet on it where that is small; its ink, and where its boxes lie on the page. */
function closeUp(page: PageImage): { view: PageImage; ink: Ink; onPage: Found['onPage'] } {
  const ink = inkLargeEnough(page);
  const sheet = ink.sheet?.box;
  if (!sheet || sheet.w * sheet.h > SMALL_SHEET * page.width * page.height)
    return { view: page, ink, onPage: (box) => box };
  const around = Math.round(SURROUNDINGS * Math.max(sheet.w, sheet.h));
  const { view, x, y } = part(page, sheet, around);
  const closer = inkLargeEnough(view);
  const again = closer.sheet?.box;
  // With little around it, a part of the sheet that the light falls on may pass for the whole.
  if (again && again.w * again.h < SAME_SHEET * sheet.w * sheet.h) return { view: page, ink, onPage: (box) => box };
  return { view, ink: closer, onPage: (box) => ({ ...box, x: box.x + x, y: box.y + y }) };
}

/** The part of a page inside a box and `around` it, and where it lies. */
function part(page: PageImage, box: Box, around: number): { view: PageImage; x: number; y: number } {
  const [x, y] = [Math.max(0, box.x - around), Math.max(0, box.y - around)];
  const width = Math.min(page.width, box.x + box.w + around) - x;
  const height = Math.min(page.height, box.y + box.h + around) - y;
  const { channels } = page;
  const data = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * page.width + x) * channels;
    data.set(page.data.subarray(from, from + width * channels), row * width * channels);
  }
  return { view: { width, height, channels, data }, x, y };
}

/** Strokes this long, in working pixels, keep their shape; a pen this wide belongs to strokes that are longer. */
const LEGIBLE = 20;
const WIDE_PEN = 8;

/** No more pixels than this are worked on, however small the writing: some passes go over all of them, for each way a page may lie. */
const MOST_PIXELS = 4_000_000;

/** The page's ink, at a finer scale than usual where the writing is so small that shrinking would blur it. */
function inkLargeEnough(page: PageImage): Ink {
  const ink = findInk(page);
  if (ink.factor === 1 || ink.pen === 0 || ink.pen >= WIDE_PEN) return ink;
  const length = strokeLength(ink);
  if (length === 0 || length >= 0.8 * LEGIBLE) return ink;
  const pixels = page.width * page.height;
  const least = Math.ceil(Math.sqrt(pixels / MOST_PIXELS));
  const factor = Math.max(least, Math.floor((ink.factor * length) / LEGIBLE));
  return factor < ink.factor ? findInk(page, pixels / factor ** 2) : ink;
}

/** A glyph with the chance of what it is read as, by all of the page. */
interface SureGlyph extends FoundGlyph {
  readonly confidence: number;
}

/** Numbers to a line. */
function readingLine(
  line: readonly Spaced<SureGlyph>[],
  alphabet: readonly string[],
  onPage: Found['onPage'],
): ReadLine {
  const numbers = line.map(({ members, spacing }): ReadNumber => {
    const glyphs = members.flatMap((glyph) => [
      ...(glyph.sign ? [readingSign(glyph.sign, onPage)] : []),
      readingGlyph(glyph, alphabet, onPage),
    ]);
    return {
      text: glyphs.map((glyph) => glyph.label).join(''),
      confidence: members.reduce(
        (product, { cut, confidence, sign }) => product * cut * confidence * (sign?.chance ?? 1),
        spacing,
      ),
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

function readingGlyph(
  { box, candidate, confidence }: SureGlyph,
  alphabet: readonly string[],
  onPage: Found['onPage'],
): ReadGlyph {
  const { verdict, best, picture } = candidate;
  // What the page adds to the likeliest it takes from the others, in proportion.
  const rest = verdict[best]! < 1 ? (1 - confidence) / (1 - verdict[best]!) : 0;
  const alternatives = alphabet
    .map((label, column): Alternative => ({ label, confidence: rest * verdict[column]! }))
    .filter((other, column) => column !== best && other.confidence >= LEAST_CHANCE)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, ALTERNATIVES);
  return { label: alphabet[best]!, confidence, box: onPage(box), alternatives, picture };
}

function readingSign({ label, chance, box, others, picture }: Sign, onPage: Found['onPage']): ReadGlyph {
  const alternatives = others
    .map((other): Alternative => ({ label: other.label, confidence: other.chance }))
    .filter(({ confidence }) => confidence >= LEAST_CHANCE);
  return { label, confidence: chance, box: onPage(box), alternatives, picture, sign: true };
}

/** A box of working pixels in pixels of the page they were reduced from. */
function scaled(box: Box, page: PageImage, factor: number): Box {
  const x = box.x * factor;
  const y = box.y * factor;
  return { x, y, w: Math.min(box.w * factor, page.width - x), h: Math.min(box.h * factor, page.height - y) };
}
