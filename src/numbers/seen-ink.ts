// Ink together with what the page model says of it. Large writing is looked at small: the model knows writing from 10
// to 110 pixels high, and a page of fewer pixels takes less time.
import { inkClasses, type PageModel, type PageSight } from '../model/sight/page-model.js';
import { type SymbolModel, type SymbolSight, withPrintAsDigits } from '../model/sight/symbol-model.js';
import type { Plane } from '../page/image.js';
import { INK_EDGE, type Ink } from '../page/ink.js';
import { penWidth } from '../page/pen-width.js';
import { type Quarters, quarterTurned } from '../page/quarter-turn.js';
import { reduce } from '../page/reduce.js';
import { typicalScale } from './evidence/digit-scale.js';
import type { ClassifiedStrokes } from './hypotheses/classify-pieces.js';
import { lastMade } from './last-made.js';

/** The ink of a page, and what it is. */
export interface SeenInk extends Ink {
  /** What the page model says of each of its pixels; absent without a model, and on a blank page. */
  readonly sight?: PageSight;
  /** How much smaller the page was when models looked at it. */
  readonly reduced?: number;
  /** Whether print and numbers change places in all that is seen. */
  readonly isExchanged?: boolean;
  /** Its strokes, nothing erased, where they have been classified already. */
  readonly strokes?: ClassifiedStrokes;
}

/**
 * Larger digits are looked at smaller, to about this height, but not so small that their pen is thinner than this.
 * Pixels, set by eye.
 */
const USUAL = { height: 40, pen: 2 } as const;

/** What a model has seen on a page. */
interface Seen {
  readonly model: PageModel;
  /** How much smaller the page was when the model looked at it. */
  readonly factor: number;
  readonly sight: PageSight;
}

/** What was seen last on pages, by their contrast. */
const seenOn = new WeakMap<Plane, Seen>();

/** Looks at ink with these strokes. A page that is read again is looked at anew only where its writing seems larger. */
export function seenInk(ink: Ink, model: PageModel, strokes: ClassifiedStrokes): SeenInk {
  const height = typicalScale([...strokes.alone.values()])?.height ?? 0;
  const factor = Math.max(1, Math.round(Math.min(height / USUAL.height, ink.pen / USUAL.pen)));
  const known = seenOn.get(ink.contrast);
  if (known?.model === model && known.factor === factor)
    return { ...ink, strokes, sight: known.sight, reduced: factor };
  const sight = sightOf(ink, model, factor);
  seenOn.set(ink.contrast, { model, factor, sight });
  return { ...ink, strokes, sight, reduced: factor };
}

/** What the model sees on a page that is made smaller by a factor. */
function sightOf(ink: Ink, model: PageModel, factor: number): PageSight {
  if (factor === 1) return model.see(ink.contrast, writtenIn(ink.darkness));
  const sight = model.see(small(ink.contrast, factor), writtenIn(small(ink.darkness, factor)));
  const { width, height } = ink.plane;
  return ofEach((kind) => enlarged(sight[kind], width, height, factor));
}

const small = (plane: Plane, factor: number): Plane =>
  factor === 1 ? plane : reduce({ ...plane, channels: 1 }, factor).planes[0]!;

const symbolsOn = lastMade<SymbolSight>();

/** What the symbol model sees on a page that the page model has looked at. */
export function seenSymbols(ink: SeenInk, model: SymbolModel): SymbolSight {
  const { contrast, darkness, reduced = 1, isExchanged } = ink;
  const sight = symbolsOn(contrast, [model, reduced], () =>
    model.see(small(contrast, reduced), writtenIn(small(darkness, reduced))),
  );
  return isExchanged ? withPrintAsDigits(sight) : sight;
}

/** The width of the pen that wrote what the page model takes for numbers, working pixels; 0 where there is none. */
export function penOfNumbers({ plane, darkness, sight, pen }: SeenInk): number {
  if (!sight) return 0;
  const data = darkness.data.map((value, i) => (plane.data[i]! >= INK_EDGE && sight.number[i]! > 128 ? value : 0));
  return penWidth({ ...plane, data }, 1, pen);
}

/** The same, turned clockwise by quarters. */
export function quarterTurnedInk(ink: SeenInk, count: Quarters): SeenInk {
  const { strokes: _, sight, ...found } = ink;
  const { plane, darkness, contrast } = found;
  return {
    ...found,
    ...onceTurned(plane, count, () => ({
      plane: quarterTurned(plane, count),
      darkness: quarterTurned(darkness, count),
      contrast: quarterTurned(contrast, count),
    })),
    ...(sight && {
      sight: onceTurned(sight, count, () =>
        ofEach((kind) => quarterTurned({ ...plane, data: sight[kind] }, count).data),
      ),
    }),
  };
}

const turnedBefore = new WeakMap<object, Map<Quarters, unknown>>();

/** What was made of the same object for the same turn: a page that is read again is not turned again. */
function onceTurned<T>(of: object, count: Quarters, turn: () => T): T {
  const known = turnedBefore.get(of) ?? new Map<Quarters, unknown>();
  turnedBefore.set(of, known);
  if (!known.has(count)) known.set(count, turn());
  return known.get(count) as T;
}

const ofEach = (of: (kind: (typeof inkClasses)[number]) => Uint8Array): PageSight =>
  Object.fromEntries(inkClasses.map((kind) => [kind, of(kind)])) as PageSight;

/** Says of a rectangle whether any ink lies in it. */
function writtenIn({ width, data }: Plane): (x: number, y: number, w: number, h: number) => boolean {
  return (x, y, w, h) => {
    for (let row = y; row < y + h; row++)
      for (let at = row * width + x; at < row * width + x + w; at++) if (data[at]! > 0) return true;
    return false;
  };
}

/** A plane of the reduced page as [height, width]: each of its pixels stands for factor × factor. */
function enlarged(small: Uint8Array, width: number, height: number, factor: number): Uint8Array {
  const across = Math.ceil(width / factor);
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / factor) * across;
    for (let x = 0; x < width; x++, at++) data[at] = small[row + Math.floor(x / factor)]!;
  }
  return data;
}
