// A document in the making: its sheet, its hand, its print and its ruler, and the words that every layout is told in:
// a number here, a word there, a label in print, a wall, a row of boxes.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import { type Material, pixelClass } from './drawn-document.js';
import { anyInteger } from './number-formats.js';
import { layRow, numberRow, type PageHand, pageHand } from './page-hand.js';
import { anyPrint, anyWord, type Print, setText, widthOf } from './printing.js';
import { circled, cross, crossOut, dash, doodle, tick, underline } from './scribbling.js';
import { type Ink, line, markCell, type Surface } from './surface.js';
import { wordRow } from './word-row.js';

export interface Area {
  /** Left edge, sheet pixels. */
  readonly x: number;
  /** Upper edge, sheet pixels. */
  readonly y: number;
  /** Width, sheet pixels. */
  readonly w: number;
  /** Height, sheet pixels. */
  readonly h: number;
}

export interface Place {
  /** From 0, header rows counted too. */
  readonly row?: number;
  /** From 0, columns of labels counted too. */
  readonly column?: number;
  /** Which table of the page, from 0. */
  readonly table?: number;
}

export interface Scene {
  /** Source of every choice that the layout makes. */
  readonly random: Random;
  /** The sheet that everything is laid onto. */
  readonly on: Surface;
  /** Digits and typefaces to draw from. */
  readonly material: Material;
  /** The one hand that writes on this page. */
  readonly hand: PageHand;
  /** Height of the digits, pixels. */
  readonly size: number;
  /** Where the layout may draw; it may reach beyond the sheet's picture on every side. */
  readonly page: Area;
  /** Tone of the paper, 0 black to 1 white. */
  readonly paper: number;
  /** Whether the writing is lighter than the paper. */
  readonly dark: boolean;
  /** How this document rules its lines. */
  readonly ruler: Ruler;
  /** The numbers written so far, in order. */
  readonly numbers: ({ readonly text: string } & Place)[];
  /** Height of each piece of numeric writing so far, pixels. */
  readonly heights: number[];
  /** How many tables the layout has begun. */
  tables: number;
  /** Where the last piece of numeric writing stands. */
  last: Area | undefined;
}

/** How lines are ruled on this document. */
export interface Ruler {
  /** Width of a line, pixels. */
  readonly width: number;
  /** What lines are drawn with. */
  readonly ink: Ink;
  /** Lengths of dashes and of the gaps between them, pixels; undefined for solid lines. */
  readonly dash: { readonly on: number; readonly off: number } | undefined;
  /** Ruled by hand: how far lines stray, pixels. */
  readonly stray: number;
}

/** True with a probability of `share`, 0 to 1. */
export const chance = (scene: Scene, share: number): boolean => scene.random() < share;
/** A random number between `low` and `high`. */
export const range = (scene: Scene, low: number, high: number): number => between(scene.random, low, high);
/** A random whole number from `low` to `high`, both included. */
export const whole = (scene: Scene, low: number, high: number): number =>
  Math.floor(between(scene.random, low, high + 1));

/** An empty scene with a new hand and ruler; `size` is the digits' height in pixels, `paper` a tone from 0 to 1. */
export function scene(
  random: Random,
  material: Material,
  on: Surface,
  page: Area,
  size: number,
  paper: number,
  dark: boolean,
): Scene {
  const hand = pageHand(random, material, size, paper, dark);
  return {
    random,
    on,
    material,
    hand,
    size,
    page,
    paper,
    dark,
    ruler: anyRuler(random, size, paper, dark, hand),
    numbers: [],
    heights: [],
    tables: 0,
    last: undefined,
  };
}

function anyRuler(random: Random, size: number, paper: number, dark: boolean, hand: PageHand): Ruler {
  const light = random() < 0.35;
  const byHand = random() < 0.12;
  const contrast = light ? between(random, 0.12, 0.4) : between(random, 0.4, 1);
  const step = between(random, 2, 9);
  return {
    width: byHand
      ? Math.max(1.2, hand.pen * size * between(random, 0.7, 1.1))
      : Math.min(0.14 * size, 0.8 + 3 * random() ** 2.5),
    ink: {
      tone: dark ? between(random, Math.min(0.9, paper + 0.3), 1) : 0,
      opacity: byHand ? hand.ink.opacity : dark ? 0.8 * contrast : contrast,
      grain: random() < 0.15 ? 0.5 : 0,
      kind: pixelClass.rule,
    },
    dash: random() < 0.1 ? { on: step, off: step * between(random, 0.5, 1.2) } : undefined,
    stray: byHand ? between(random, 0.01, 0.05) * size : 0,
  };
}

/** Whether any part of an area lies on the sheet. */
export const isVisible = ({ on }: Scene, { x, y, w, h }: Area): boolean =>
  x < on.width && y < on.height && x + w > 0 && y + h > 0;

/** A ruled line; `heavier` times as broad as the document's ruler. */
export function rule(scene: Scene, x0: number, y0: number, x1: number, y1: number, heavier = 1): void {
  const { random, on, ruler } = scene;
  const [low, high] = [Math.min(x0, x1), Math.max(x0, x1)];
  if (low > on.width || high < 0 || Math.min(y0, y1) > on.height || Math.max(y0, y1) < 0) return;
  const width = ruler.width * heavier;
  if (ruler.stray === 0) {
    line(on, [x0, y0, x1, y1], width, ruler.ink, ruler.dash);
    return;
  }
  // By hand a line bows, and overshoots or falls short.
  const s = ruler.stray;
  const j = (): number => between(random, -s, s);
  const [mx, my] = [(x0 + x1) / 2 + j(), (y0 + y1) / 2 + j()];
  const reach = between(random, -0.5, 1) * s * 3;
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ex, ey] = [((x1 - x0) / length) * reach, ((y1 - y0) / length) * reach];
  line(on, [x0 - ex, y0 + j() - ey, mx, my], width, ruler.ink);
  line(on, [mx, my, x1 + ex, y1 + j() + ey], width, ruler.ink);
}

/** The four sides of an area as ruled lines, `heavier` times as broad as the ruler. */
export function ruledBox(scene: Scene, { x, y, w, h }: Area, heavier = 1): void {
  rule(scene, x, y, x + w, y, heavier);
  rule(scene, x, y + h, x + w, y + h, heavier);
  rule(scene, x, y, x, y + h, heavier);
  rule(scene, x + w, y, x + w, y + h, heavier);
}

/** In digit heights, a cell for one number is no wider and no higher than this. Set by eye. */
const CELL = { widest: 10, highest: 4 } as const;

/** Tells that the paper in an area is a box or cell for one number, unless it is too large to be one. */
export function cellAt({ on, size }: Scene, area: Area): void {
  if (area.w <= CELL.widest * size && area.h <= CELL.highest * size) markCell(on, area);
}

export interface Manner extends Place {
  /** Height of the digits, pixels; the scene's where it is left out. */
  readonly height?: number;
  /** Where in the area it stands: 0 left, 1 right. */
  readonly align?: number;
  /** Whether it may grow out of its area; else it is written smaller. */
  readonly spill?: boolean;
  /** Gap between digits as a share of their height; the hand's own where it is left out. */
  readonly spacing?: number;
  /** It goes on the number written last, as the next digit in a row of boxes. */
  readonly joined?: boolean;
}

/** Writes a number into an area, its digits' middle about the area's, and returns where it stands. */
export function number(scene: Scene, text: string, area: Area, manner: Manner = {}): Area {
  const { random, on, hand, size, numbers, heights } = scene;
  let height = manner.height ?? size;
  // The place is kept even where it lies outside of the picture, so that rows stay rows.
  const guess = text.length * height * (0.6 + (manner.spacing ?? hand.spacing));
  if (!isVisible(scene, { ...area, x: area.x - guess, w: area.w + 2 * guess })) return { ...area, w: guess, h: height };
  let row = numberRow(hand, random, text, height, manner.spacing);
  const most = (manner.spill ? 1.15 : 0.94) * area.w;
  if (row.width > most && text.length > 1) {
    height *= Math.max(0.5, most / row.width);
    row = numberRow(hand, random, text, height, manner.spacing);
  }
  const room = area.w - row.width;
  const x = area.x + (manner.align ?? 0.5) * room;
  const y = area.y + area.h / 2 + height / 2 + hand.uneven * height * between(random, -1, 1);
  const place = {
    ...(manner.row === undefined ? {} : { row: manner.row }),
    ...(manner.column === undefined ? {} : { column: manner.column }),
    ...(manner.table === undefined ? {} : { table: manner.table }),
  };
  const last = numbers.at(-1);
  if (manner.joined && last) numbers[numbers.length - 1] = { ...last, text: last.text + text };
  else if (/\d/.test(text)) numbers.push({ text, ...place });
  layRow(on, hand, row, x, y, /\d/.test(text) ? numbers.length : 0);
  heights.push(height);
  const written = { x, y: y - height, w: row.width, h: height };
  scene.last = written;
  return written;
}

/** Writes a word by hand, its capital `height` pixels high, and returns where it stands. */
export function word(scene: Scene, text: string, area: Area, height = scene.size, align = 0): Area {
  if (!isVisible(scene, { ...area, w: Math.max(area.w, text.length * height) }))
    return { ...area, w: text.length * height * 0.6, h: height };
  let row = wordRow(scene.hand, scene.random, text, height);
  let tall = height;
  if (row.width > area.w) {
    tall = height * Math.max(0.6, area.w / row.width);
    row = wordRow(scene.hand, scene.random, text, tall);
  }
  const x = area.x + align * Math.max(0, area.w - row.width);
  const y = area.y + area.h / 2 + tall / 2;
  layRow(scene.on, scene.hand, row, x, y, 0);
  return { x, y: y - tall, w: row.width, h: tall };
}

/** Prints a label into an area; it is set smaller where it would not fit. */
export function label(scene: Scene, text: string, area: Area, print: Print, align = 0): Area {
  if (!isVisible(scene, { ...area, w: Math.max(area.w, 20) })) return area;
  const width = widthOf(text, print);
  const share = Math.min(1, Math.max(0.35, area.w / width));
  const set = share < 1 ? { ...print, capital: print.capital * share, bold: print.bold * share } : print;
  const x = area.x + align * Math.max(0, area.w - width * share);
  const y = area.y + area.h / 2 + set.capital / 2;
  const end = setText(scene.on, text, x, y, set);
  return { x, y: y - set.capital, w: end - x, h: set.capital };
}

/** Print in any typeface that looks printed, its capitals about `capital` pixels high and at least 4. */
export function printOf(scene: Scene, capital: number): Print {
  const faces = scene.material.typefaces.filter((face) => !face.written);
  return anyPrint(scene.random, faces, Math.max(4, capital), scene.paper, scene.dark);
}

/** A mark that stands where a number might: a tick, a cross, a dash, a scribble, a short word, a crossed-out number. */
export function mark(scene: Scene, area: Area): void {
  if (!isVisible(scene, area)) return;
  const { on, hand, random, size } = scene;
  const pen = hand.pen * size;
  const inner = {
    x: area.x + area.w / 2 - size * 0.4,
    y: area.y + area.h / 2 - size * 0.4,
    w: size * 0.8,
    h: size * 0.8,
  };
  const way = random();
  if (way < 0.3) tick(on, hand, random, inner, pen);
  else if (way < 0.6) dash(on, hand, random, inner, pen);
  else if (way < 0.7) cross(on, hand, random, random() < 0.5 ? inner : area, pen);
  else if (way < 0.8) doodle(on, hand, random, inner, pen);
  else if (way < 0.9)
    word(
      scene,
      pick(random, ['A', 'B', 'ok', 'abs', 'F', 'n', 'x', 'P', 'WH', 'm', 'E', 'T', 'no']),
      area,
      size * 0.9,
      0.5,
    );
  else crossedOut(scene, area);
}

/** A number that its writer has crossed out: digits that nobody shall read, and all of it other writing. */
export function crossedOut(scene: Scene, area: Area): void {
  const { on, hand, random, size } = scene;
  const row = numberRow(hand, random, anyInteger(random, 1, 4), size);
  const other = { ...row, glyphs: row.glyphs.map((glyph) => ({ ...glyph, kind: pixelClass.writing })) };
  const x = area.x + Math.max(0, (area.w - row.width) / 2);
  const y = area.y + area.h / 2 + size / 2;
  layRow(on, hand, other, x, y, 0);
  crossOut(on, hand, random, { x, y: y - size, w: row.width, h: size }, hand.pen * size * between(random, 0.8, 1.6));
}

/** A ring around a number, or a line below it, sometimes. */
export function stress(scene: Scene, at: Area, share = 0.08): void {
  if (scene.random() > share) return;
  const draw = scene.random() < 0.6 ? circled : underline;
  draw(scene.on, scene.hand, scene.random, at, scene.hand.pen * scene.size);
}

/** A word for the page to show, in random letter case. */
export const aWord = (scene: Scene): string => anyWord(scene.random);
