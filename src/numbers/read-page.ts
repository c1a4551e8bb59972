// The whole of reading, top to bottom: a decoded page goes in, lines of numbers with confidences come out.
// Nothing here knows about files, terminals or browsers.

import type { Classifier, Helpers } from '../model/classifier.js';
import type { PageModel } from '../model/sight/page-model.js';
import type { PageImage } from '../page/image.js';
import { findInk, type Ink } from '../page/ink.js';
import { unreduced } from '../page/reduce.js';
import type { LeftOut, Reading } from '../reading.js';
import { closeUp } from './close-up.js';
import { darkOnLight } from './dark-on-light.js';
import { asAlike } from './evidence/alike-glyphs.js';
import { withBystanders } from './evidence/bystanders.js';
import { digitsUpright } from './evidence/digits-upright.js';
import { bySize } from './evidence/odd-sizes.js';
import { DOUBT_OF_GLYPHS, withPageDoubt } from './evidence/page-doubt.js';
import type { FoundGlyph, FoundPage, PlacedPage } from './found.js';
import { strokesIn } from './hypotheses/classified-strokes.js';
import { inkBySight } from './ink-by-sight.js';
import { lastMade } from './last-made.js';
import { isAsGood, LEANING } from './layout/orientation.js';
import { skewOf } from './layout/skew.js';
import { type Spaced, splitNumbers } from './layout/spacing.js';
import { remembering } from './page-memory.js';
import { asSet, printAsNumbers, withoutRead, withPrinted } from './printed.js';
import { readLines } from './read-lines.js';
import { penOfNumbers, type SeenInk, seenInk, seenSymbols } from './seen-ink.js';
import { type SureGlyph, toReading } from './to-reading.js';
import { bestTurn, type Looks, mayBeTurned, turnedInk } from './ways-round.js';

/** Puts right what was found on a page, by what a person says. */
export type PutRight = (found: PlacedPage) => Pick<PlacedPage, 'lines' | 'leftOut'>;

/** What is read of a page. */
export interface ReadOptions {
  /** Puts right what was found; nothing where it is missing. */
  readonly put?: PutRight | undefined;
  /** Whether printed numbers are read too. */
  readonly print?: boolean;
}

/**
 * Reads the handwritten numbers on `page`, a picture of any size, whichever way it lies. A blank page gives no lines.
 * @param classifier judges each glyph
 */
export function read(
  page: PageImage,
  classifier: Classifier,
  helpers: Helpers = {},
  { put, print = false }: ReadOptions = {},
): Reading {
  const { alphabet } = classifier;
  const found = findPage(page, classifier, helpers);
  const { walls, seen, turned, onPage } = found;
  const { spaced, leftOut: beside } = numbersOf(put ? { ...found, ...put(found) } : found, alphabet);
  const { numbers, leftOut: odd } = bySize(spaced, beside);
  const leftOut = [...beside, ...odd];
  const degrees = degreesTurned(turned);
  if (!print) return toReading(page, numbers, alphabet, onPage, { walls, leftOut, turned: degrees });

  const inPrint = printedNumbers(readLines(printAsNumbers(seen), classifier, helpers), alphabet);
  const rows = withPrinted(numbers, inPrint);
  return toReading(page, rows, alphabet, onPage, { walls, leftOut: withoutRead(leftOut, rows), turned: degrees });
}

/** The glyphs of what was found as numbers, and what is left out once they are. */
function numbersOf(
  { lines, walls, bystanders, leftOut }: FoundPage,
  alphabet: readonly string[],
): { readonly spaced: Spaced<SureGlyph>[][]; readonly leftOut: LeftOut[] } {
  const sure = withConfidence(asAlike(lines, alphabet));
  const spaced = withBystanders(splitNumbers(sure, walls), bystanders, walls.down);
  return { spaced, leftOut: [...leftOut, ...punctuation(sure, spaced)] };
}

function printedNumbers({ lines, walls, bystanders, leftOut }: FoundPage, alphabet: readonly string[]) {
  const sure = withConfidence(asAlike(lines, alphabet)).map((line) =>
    line.map((glyph) => ({ ...glyph, print: true as const })),
  );
  return withBystanders(asSet(sure, walls.down, leftOut), bystanders, walls.down);
}

/** What is found on a page, whichever way it lies, before it becomes a reading. */
export function findPage(page: PageImage, judge: Classifier, helping: Helpers = {}): PlacedPage {
  const { classifier, helpers } = remembering(page, judge, helping);
  // Which way the page lies is told before the symbol model has a say in what is read.
  const { symbols, ...others } = helpers;
  const see = (ink: Ink, view: PageImage): SeenInk => look(ink, view, classifier, helpers.page);
  const upright = findUpright(
    darkOnLight(page, helpers.page && ((way) => numbersSeen(see(closeUp(way).ink, closeUp(way).view)))),
    {
      see,
      readInk: (ink) => readLines(ink, classifier, others),
      digits: symbols && ((ink) => digitsUpright(seenSymbols(ink, symbols))),
    },
  );
  return symbols ? { ...upright, ...readLines(upright.seen, classifier, helpers) } : upright;
}

/** How many pixels are likelier a number's than not, by the page model. */
const numbersSeen = ({ sight }: SeenInk): number =>
  sight?.number.reduce((sum, chance) => sum + Number(chance > 127), 0) ?? 0;

/** A page is looked at again where what looks like numbers is drawn with a pen this much thinner than all ink. */
const THINNER = 0.6;

const pens = lastMade<number>();
const finerInk = lastMade<Ink>();

/** Looks at the ink of a view with the page model; where it shows that the pen was mistaken, the ink is found again. */
function look(ink: Ink, view: PageImage, classifier: Classifier, model: PageModel | undefined): SeenInk {
  if (!model || ink.pen === 0) return ink;
  const seen = seenInk(ink, model, strokesIn(ink, classifier));
  const pen = pens(ink.plane, [seen.sight], () => penOfNumbers(seen));
  if (pen === 0 || pen > THINNER * ink.pen) return undrowned(seen, classifier, model);
  const finer = finerInk(view, [ink.factor, pen], () =>
    findInk(view, (view.width * view.height) / ink.factor ** 2, pen),
  );
  return undrowned(seenInk(finer, model, strokesIn(finer, classifier)), classifier, model);
}

const bySight = lastMade<Ink | undefined>();

/** The ink as it is, or as the page model sees it where strokes drown in the paper's grain. */
function undrowned(seen: SeenInk, classifier: Classifier, model: PageModel): SeenInk {
  const drowned = bySight(seen.plane, [seen.sight], () => inkBySight(seen));
  return drowned ? seenInk(drowned, model, strokesIn(drowned, classifier)) : seen;
}

/** What is found on a page, turned upright and level where that reads better. */
function findUpright(page: PageImage, looks: Looks): PlacedPage {
  const { see, readInk } = looks;
  const { view, ink: found, onPage: fromView } = closeUp(page);
  const ink = see(found, view);
  let best: PlacedPage = { ...readInk(ink), seen: ink, onPage: (box) => fromView(unreduced(box, view, ink.factor)) };

  // Where the page model has shown the pen to be finer than it seemed, it is so however the page is turned.
  const pen = ink.pen < found.pen ? ink.pen : undefined;
  const turnedBy = (angle: number): PlacedPage => {
    const { ink: turned, page: turnedView, onView } = turnedInk(view, angle, { factor: ink.factor, pen });
    const seen = see(turned, turnedView);
    return { ...readInk(seen), seen, turned: angle, onPage: (box) => fromView(onView(box)) };
  };
  const angle = bestTurn(view, ink, best, looks, pen);
  if (angle !== undefined) best = turnedBy(angle);

  const skew = skewOf(best.lines.flat().map((glyph) => glyph.box));
  if (Math.abs(skew) <= LEANING || !mayBeTurned(view)) return best;
  const level = turnedBy((angle ?? 0) - skew);
  return isAsGood(level, best) ? level : best;
}

/** A page that was turned by fewer degrees was made level only. */
const LEVELLED = 10;

/** How far a page was turned, in whole degrees from 1 to 359; undefined where it was made level at most. */
function degreesTurned(angle = 0): number | undefined {
  const degrees = (Math.round((angle * 180) / Math.PI) + 360) % 360;
  return Math.min(degrees, 360 - degrees) < LEVELLED ? undefined : degrees;
}

/** The signs that stand between numbers, not in them. */
function punctuation(
  found: readonly (readonly FoundGlyph[])[],
  numbers: readonly (readonly Spaced<FoundGlyph>[])[],
): LeftOut[] {
  const kept = new Set(numbers.flat().flatMap(({ members }) => members.map(({ sign }) => sign)));
  return found
    .flat()
    .flatMap(({ sign }): LeftOut[] => (sign && !kept.has(sign) ? [{ box: sign.box, reason: 'signs' }] : []));
}

/** The glyphs with the chance of what each is read as, once the doubt about the others counts. */
function withConfidence(lines: readonly (readonly FoundGlyph[])[]): SureGlyph[][] {
  const confidences = withPageDoubt(lines.flat().map(chanceOfBest), DOUBT_OF_GLYPHS);
  let next = 0;
  return lines.map((line) =>
    line.map((glyph) => {
      const confidence = confidences[next++]!;
      return { ...glyph, confidence: glyph.given ? 1 : confidence };
    }),
  );
}

function chanceOfBest({ candidate }: FoundGlyph): number {
  return candidate.verdict[candidate.best]! * (candidate.trust ?? 1);
}
