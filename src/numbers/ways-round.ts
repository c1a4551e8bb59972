// A page that reads badly may lie sideways or askew. Its ink is turned, and the turn is taken in which digits are seen
// most clearly, or, where that does not tell, that which reads best.

import type { Box } from '../geometry/box.js';
import { mainDirection } from '../page/direction.js';
import type { PageImage } from '../page/image.js';
import { findInk, type Ink } from '../page/ink.js';
import { unreduced } from '../page/reduce.js';
import { turn, turnedArea } from '../page/turn.js';
import { type DigitsSeen, isClearer, mayLieWrongly } from './evidence/digits-upright.js';
import type { FoundPage } from './found.js';
import { isBetter, isDoubtful, turnsFor } from './layout/orientation.js';
import { quarterTurnedInk, type SeenInk } from './seen-ink.js';

/** When pages are turned. Set by eye. */
const TURNING = {
  /** A sheet of paper turned by more than this, radians (10°), does not lie as it should. */
  askew: 0.17,
  /** Longer than so many times its width, a picture is a strip of its own making, not a page that may lie otherwise. */
  strip: 20,
  /**
   * A page that leans takes a wider picture when it is straightened; beyond so many times its own pixels, it is shrunk
   * further.
   */
  wider: 2.5,
};

/** Whether a picture may lie otherwise than it should: a long strip may not. */
export function mayBeTurned({ width, height }: PageImage): boolean {
  return Math.max(width, height) <= TURNING.strip * Math.min(width, height);
}

/** A view's ink turned by an angle, radians clockwise. */
interface Way {
  readonly angle: number;
  /** Whether it is made level only. */
  readonly isLevel: boolean;
  readonly ink: SeenInk;
}

/** How a view's ink is looked at and read. */
export interface Looks {
  /** Looks at ink that was turned by other than quarters. */
  readonly see: (ink: Ink, view: PageImage) => SeenInk;
  /** Reads ink. */
  readonly readInk: (ink: SeenInk) => FoundPage;
  /** The digits that are seen in ink, where there is a model that sees them. */
  readonly digits?: ((ink: SeenInk) => DigitsSeen) | undefined;
}

/**
 * The angle, radians clockwise, by which a view is turned to read best; undefined where it reads best, or well, as it
 * lies.
 * @param ink the view's
 * @param asItLies what was found in it
 * @param pen the view's pen, working pixels, where that is known better than a turned view tells it
 */
export function bestTurn(
  view: PageImage,
  ink: SeenInk,
  asItLies: FoundPage,
  { see, readInk, digits }: Looks,
  pen?: number,
): number | undefined {
  if (!mayBeTurned(view)) return undefined;
  const askew = Math.abs(ink.paper?.lean ?? 0) > TURNING.askew;
  const here = digits?.(ink);
  if (!askew && !isDoubtful(asItLies) && !(here && mayLieWrongly(here))) return undefined;
  const ways = [...waysRound(view, ink, pen, see)];
  if (digits && here) {
    const { angle, ...clearest } = ways
      .map((way) => ({ angle: way.angle, ...digits(way.ink) }))
      .reduce((best, each) => (each.voice > best.voice ? each : best));
    if (isClearer(clearest, here)) return angle;
    if (!askew && isClearer(here, clearest)) return undefined;
  }
  let found = asItLies;
  let taken: Way | undefined;
  for (const way of ways) {
    const tried = readInk(way.ink);
    // Paper that lies askew is straightened in any case.
    if (!(askew && !taken) && !isBetter(tried, found, !taken || taken.isLevel)) continue;
    [found, taken] = [tried, way];
  }
  return taken?.angle;
}

/** The ways round worth trying. To tell which reads best, ink that was found once and turned by quarters will do. */
function* waysRound(
  view: PageImage,
  ink: SeenInk,
  pen: number | undefined,
  see: (ink: Ink, view: PageImage) => SeenInk,
): Generator<Way> {
  // The edges of paper tell how it lies better than what is written on it.
  const { level, quarters } = turnsFor(ink.paper?.lean ?? mainDirection(ink.plane));
  const upright = level === 0 ? ink : seenTurned(view, level, { factor: ink.factor, pen }, see);
  for (const count of quarters) {
    yield { angle: level + (count * Math.PI) / 2, isLevel: count === 0, ink: quarterTurnedInk(upright, count) };
  }
}

function seenTurned(
  view: PageImage,
  angle: number,
  scale: ViewScale,
  see: (ink: Ink, view: PageImage) => SeenInk,
): SeenInk {
  const { ink, page } = turnedInk(view, angle, scale);
  return see(ink, page);
}

/** How a view is looked at. */
interface ViewScale {
  /** Page pixels per working pixel. */
  readonly factor: number;
  /** Width of its pen in working pixels, where that is known. */
  readonly pen?: number | undefined;
}

/** A view that was turned. */
interface TurnedView {
  /** Its ink. */
  readonly ink: Ink;
  /** The turned view. */
  readonly page: PageImage;
  /** Where a box of the turned view lies on the view. */
  readonly onView: (box: Box) => Box;
}

/** Turns of one view that are kept: to its main direction, and level. */
const KEPT = 2;

/** How views were turned last, by angle and scale, so that a page that is read again is not turned again. */
const turnedViews = new WeakMap<PageImage, Map<string, TurnedView>>();

/**
 * The ink of the view turned by `angle`, at about this scale, and where its boxes lie on the view.
 */
export function turnedInk(view: PageImage, angle: number, scale: ViewScale): TurnedView {
  const known = turnedViews.get(view) ?? new Map<string, TurnedView>();
  turnedViews.set(view, known);
  const key = `${angle} ${scale.factor} ${scale.pen}`;
  const turned = known.get(key) ?? turnView(view, angle, scale);
  known.delete(key);
  known.set(key, turned);
  for (const oldest of [...known.keys()].slice(0, -KEPT)) known.delete(oldest);
  return turned;
}

function turnView(view: PageImage, angle: number, { factor, pen }: ViewScale): TurnedView {
  const shrunk = turnFactor(view, angle, factor);
  const { page, back } = turn(view, angle, shrunk);
  // It is at the scale wanted already, however large turning has made it.
  const ink = findInk(page, page.width * page.height, pen && (pen * factor) / shrunk);
  return { ink, page, onView: (box) => back(unreduced(box, page, ink.factor)) };
}

/** Page pixels per pixel of the turned page. */
function turnFactor(page: PageImage, angle: number, factor: number): number {
  const grows = turnedArea(page, angle) / (page.width * page.height);
  return Math.ceil(factor * Math.sqrt(Math.max(1, grows / TURNING.wider)));
}
