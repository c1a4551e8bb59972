// The hand of one page: its forms of the digits, its pen, slant and rhythm. A page is written by one hand,
// as most real pages are; every page has another.
import type { Random } from '../../../engine/random.js';
import { pictureSide, pictureSize } from '../../../glyph/picture.js';
import { ALLOGRAPHS } from '../allographs.js';
import { written } from '../letters.js';
import { between, pick } from '../pen.js';
import type { Typeface } from '../typefaces.js';
import { type Material, pixelClass, SIGN } from './drawn-document.js';
import { APART, SIGNS } from './number-formats.js';
import { pathShape, pictureShape, type Shape, type Stroke, write } from './shape.js';
import { type Ink, lay, type Mask, type Surface } from './surface.js';

export interface PageHand {
  /** One of the hand's forms of a digit. */
  readonly digit: (label: number, random: Random) => Shape;
  /** A typeface that the words look like; undefined where the pen draws letter by letter. */
  readonly face: Typeface | undefined;
  /** Whether the pen joins the letters of a word. */
  readonly joins: boolean;
  /** Width of the pen as a share of the digits' height, and in pixels at least. */
  readonly pen: number;
  /** Shift to the right per pixel of height. */
  readonly slant: number;
  /** How much broader than their models digits are, 1 for as broad. */
  readonly stretch: number;
  /** How much the pen's width varies along a stroke, 0 to 1. */
  readonly pressure: number;
  /** How far digits are bent out of their models, as a share of their height. */
  readonly wobble: number;
  /** Gap between digits as a share of their height. */
  readonly spacing: number;
  /** How unevenly digits stand and how much their sizes differ, as a share of their height. */
  readonly uneven: number;
  /** Tone, opacity and grain of all that this hand writes. */
  readonly ink: Omit<Ink, 'kind' | 'owner'>;
}

/** Glyphs in a row, composed but not yet laid down: x from the row's beginning, y from its baseline. */
export interface Row {
  /** From its beginning to where the next glyph would stand, pixels. */
  readonly width: number;
  /** In the order of writing; places in pixels, `kind` a `pixelClass`. */
  readonly glyphs: readonly {
    readonly mask: Mask;
    readonly x: number;
    readonly y: number;
    readonly kind: number;
    /** As `DrawnDocument.symbols` has it, of symbols of numbers. */
    readonly symbol?: number;
  }[];
}

/** Zeros and sixes, which the allographs leave out, in the notation of letters.ts. */
const ROUND: readonly (readonly [number, string])[] = [
  [0, '34 0 12 14 4 50 14 90 32 100 50 84 56 46 46 10 30 0'],
  [0, '40 6 20 2 6 30 6 70 22 98 44 90 54 54 48 16 34 4 24 10'],
  [0, '30 0 4 40 10 92 34 100 54 60 44 8 26 2'],
  [6, '46 2 22 26 6 66 14 94 34 100 50 84 46 64 28 58 10 72'],
  [6, '40 0 14 40 6 78 22 98 42 92 48 72 34 60 14 68 8 80'],
  [8, '30 46 12 28 14 8 32 0 48 12 44 30 28 48 10 68 10 90 30 100 50 88 48 66 30 46'],
  [3, '8 10 28 0 46 14 40 36 24 44 24 44 46 54 52 78 36 98 6 92'],
];

/** Shapes that many pages ask for again; forgotten as a whole when there are too many. */
const known = new WeakMap<object, Map<string | number, Shape | undefined>>();
const MOST_KNOWN = 70_000;

/** The shape that `make` gives, made once for each key. */
export function remembered(of: object, key: string | number, make: () => Shape | undefined): Shape | undefined {
  let shapes = known.get(of);
  if (!shapes || shapes.size > MOST_KNOWN) {
    shapes = new Map();
    known.set(of, shapes);
  }
  if (!shapes.has(key)) shapes.set(key, make());
  return shapes.get(key);
}

/** Where each label's pictures are. */
const places = new WeakMap<Material, readonly number[][]>();

function placesOf(material: Material): readonly number[][] {
  let found = places.get(material);
  if (!found) {
    const lists: number[][] = Array.from({ length: 10 }, () => []);
    for (const [i, label] of material.digits.labels.entries()) lists[label]?.push(i);
    found = lists;
    places.set(material, found);
  }
  return found;
}

/** A hand whose pen suits digits of `size` pixels on paper of a tone. */
export function pageHand(random: Random, material: Material, size: number, paper: number, dark: boolean): PageHand {
  const thick = dark ? between(random, 0.06, 0.2) : 0.035 + 0.14 * random() ** 1.8;
  const faint = random() < 0.25;
  const opacity = faint ? between(random, 0.35, 0.6) : between(random, 0.6, 1);
  const written = material.typefaces.filter((face) => face.written);
  return {
    digit: digitsOf(random, material, written),
    face: random() < 0.55 ? pick(random, written) : undefined,
    joins: random() < 0.6,
    pen: Math.max(size < 16 ? 1.1 : 1.3, thick * size) / size,
    slant: random() < 0.7 ? between(random, -0.08, 0.3) : between(random, -0.25, 0.55),
    stretch: between(random, 0.75, 1.25),
    pressure: between(random, 0, 0.4),
    wobble: random() < 0.8 ? between(random, 0, 0.025) : between(random, 0.02, 0.05),
    spacing: random() < 0.25 ? between(random, -0.06, 0.06) : between(random, 0.05, 0.45),
    uneven: between(random, 0.01, 0.1),
    ink: {
      tone: dark ? between(random, Math.min(0.95, paper + 0.4), 1) : paper * between(random, 0, 0.45),
      opacity,
      grain: random() < 0.4 ? between(random, 0.1, 0.7) : 0,
    },
  };
}

/** A hand's digits: a few pictures of each, or a pen's strokes, or a typeface's, with a school's forms mixed in. */
function digitsOf(random: Random, material: Material, faces: readonly Typeface[]): PageHand['digit'] {
  const forms = new Map<number, readonly (() => Shape | undefined)[]>();
  const source = random();
  const few = 1 + Math.floor(random() * 5);
  const schooled = random() < 0.3 ? 0.5 : 0.08;
  const face = pick(random, faces);
  const pens = material.penDigits ?? [];
  const writer = pens.length > 0 ? pick(random, pens).writer : 0;
  const own = source < 0.25 ? pens.filter((pen) => pen.writer === writer) : [];
  const make = (label: number): readonly (() => Shape | undefined)[] => {
    const school = ALLOGRAPHS.filter((form) => form.label === label);
    const round = ROUND.filter(([of]) => of === label);
    if ((source > 0.86 || random() < schooled) && school.length + round.length > 0) {
      const shapes = Array.from({ length: few }, () => {
        const k = Math.floor(random() * (school.length + round.length));
        const strokes =
          k < school.length ? school[k]!.strokes(random) : written(round[k - school.length]![1], random, 5);
        return pathShape(strokes);
      });
      return shapes.map((shape) => () => shape);
    }
    if (source > 0.74) {
      const glyph = face.glyphs.get(String(label));
      if (glyph)
        return [() => remembered(face, glyph.symbol, () => pictureShape(glyph.ink, glyph.width, glyph.height))];
    }
    const mine = own.filter((pen) => pen.label === label);
    if (mine.length > 0) {
      const shapes = Array.from({ length: few }, () => pathShape(pick(random, mine).strokes));
      return shapes.map((shape) => () => shape);
    }
    const at = placesOf(material)[label]!;
    return Array.from({ length: few }, () => {
      const i = pick(random, at);
      return () => remembered(material, i, () => mnistShape(material, i));
    });
  };
  return (label, random) => {
    if (!forms.has(label)) forms.set(label, make(label));
    return pick(random, forms.get(label)!)() ?? BAR;
  };
}

function mnistShape({ digits }: Material, i: number): Shape | undefined {
  return pictureShape(digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize), pictureSide, pictureSide);
}

const BAR = pathShape([[10, 0, 10, 50, 10, 100]]);

/** A number as the hand writes it, `height` pixels high. */
export function numberRow(hand: PageHand, random: Random, text: string, height: number, spacing = hand.spacing): Row {
  const glyphs: Row['glyphs'][number][] = [];
  let x = 0;
  const how = strokeOf(hand, height);
  for (const symbol of text) {
    const sign = SIGNS[symbol];
    if (symbol === ' ') x += height * between(random, 0.5, 0.9);
    else if (sign) {
      const size = between(random, 0.8, 1.25);
      // A lone sign is the writer's dash, no number.
      const kind = APART.includes(symbol) || !/\d/.test(text) ? pixelClass.writing : pixelClass.number;
      const paths = sign.paths.map((path) =>
        path.map((value, k) => (value * size + between(random, -0.02, 0.02) + (k % 2 ? 1 : 0)) * 100),
      );
      const shape = pathShape(paths);
      const dot = symbol === '.' || symbol === ':' || symbol === ',';
      const pen = how.pen * (dot ? between(random, 1, 1.6) : 1);
      const mask = write(shape, { ...how, height: (shape.ink.h * height) / 100, pen, wobble: 0, stretch: 1 }, random);
      x += dot ? Math.max(0, -spacing * height) + pen * 0.5 : 0;
      // Digits lean about their own middle; what stands on the baseline moves with their feet.
      const leant = how.slant * height * (0.5 - (shape.ink.y + shape.ink.h / 2) / 100);
      glyphs.push({
        mask,
        x: x + leant + (shape.ink.x * height) / 100,
        y: (shape.ink.y / 100 - 1) * height,
        kind,
        symbol: SIGN,
      });
      x += sign.width * size * height + Math.max(0.09, spacing) * height + (dot ? 0.5 * pen : 0);
    } else {
      const shape = hand.digit(Number(symbol), random);
      const size = height * (1 + hand.uneven * between(random, -1, 1));
      const ratio = shape.ink.w / shape.ink.h;
      // A stroke that lies flat in its picture would grow into a giant. The pen's width is a part of the height.
      const tall = Math.max(0.6 * size, Math.min(size, (1.6 * size) / Math.max(0.01, ratio)) - how.pen);
      const slant = how.slant + 0.05 * between(random, -1, 1) - 0.8 * shape.lean * hand.stretch;
      const mask = write(shape, { ...how, height: tall, slant }, random);
      const width = how.pen + tall * how.stretch * Math.max(0.35 * ratio, ratio - 0.5 * Math.abs(shape.lean));
      const drop = hand.uneven * height * between(random, -0.7, 0.7);
      glyphs.push({
        mask,
        x: x - (tall * how.stretch * ratio - width) / 2,
        y: drop - tall - how.pen / 2,
        kind: pixelClass.number,
        symbol: 1 + Number(symbol),
      });
      x += width + height * (spacing + 0.06 * between(random, -1, 1));
    }
  }
  return { width: Math.max(1, x - height * spacing), glyphs };
}

/** How this hand writes a glyph `height` pixels high. */
export const strokeOf = (hand: PageHand, height: number): Stroke => ({
  height,
  stretch: hand.stretch,
  slant: hand.slant,
  // Large writing takes no broader pen.
  pen: Math.max(1.1, hand.pen * height),
  pressure: hand.pressure,
  wobble: hand.wobble,
});

/** Lays a row down with its beginning at x and its baseline at y. */
export function layRow(on: Surface, hand: PageHand, row: Row, x: number, y: number, owner: number): void {
  for (const glyph of row.glyphs) {
    const mask = {
      ...glyph.mask,
      x: Math.round(x + glyph.x) + glyph.mask.x,
      y: Math.round(y + glyph.y) + glyph.mask.y,
    };
    const isNumber = glyph.kind === pixelClass.number;
    const { kind, symbol } = glyph;
    lay(on, mask, {
      ...hand.ink,
      kind,
      ...(isNumber && symbol ? { symbol } : {}),
      ...(isNumber && owner > 0 ? { owner } : {}),
    });
  }
}
