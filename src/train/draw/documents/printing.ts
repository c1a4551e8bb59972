// Print: text set in typefaces at any size, from footnotes to display capitals, plain, bold, leaning, underlined,
// reversed.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import type { Typeface, TypefaceGlyph } from '../typefaces.js';
import { pixelClass } from './drawn-document.js';
import { type Ink, lay, line, type Mask, type Surface } from './surface.js';

export interface Print {
  /** What the glyphs look like. */
  readonly face: Typeface;
  /** Height of a capital, pixels. */
  readonly capital: number;
  /** How much broader than the typeface's its strokes are, pixels. */
  readonly bold: number;
  /** Shift to the right per pixel of height. */
  readonly slant: number;
  /** Room between letters beside the typeface's, as a share of the capital's height. */
  readonly tracking: number;
  /** Its tone, and the class that its pixels get. */
  readonly ink: Ink;
  /** Set from right to left with every glyph reversed, as ink that shows through the paper. */
  readonly mirrored?: boolean;
}

/** Height of a capital in the typefaces' pictures, pixels. */
const CAPITAL = 28;

interface Level {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

/** Each glyph at full, half, a quarter and an eighth of its size, as area means. */
const levels = new WeakMap<TypefaceGlyph, readonly Level[]>();

function levelsOf(glyph: TypefaceGlyph): readonly Level[] {
  let all = levels.get(glyph);
  if (!all) {
    let level: Level = {
      width: glyph.width,
      height: glyph.height,
      ink: Float32Array.from(glyph.ink, (value) => value / 255),
    };
    const made = [level];
    for (let k = 0; k < 3; k++) {
      level = halved(level);
      made.push(level);
    }
    all = made;
    levels.set(glyph, all);
  }
  return all;
}

function halved({ width, height, ink }: Level): Level {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out[(y >> 1) * w + (x >> 1)]! += ink[y * width + x]! / 4;
  return { width: w, height: h, ink: out };
}

/**
 * Signs that typefaces may lack, as strokes in shares of a capital's height: x and y from the pen's place on the
 * baseline.
 */
const SIGNS: Readonly<Record<string, readonly number[]>> = {
  '.': [0.08, -0.07, 0.09, -0.05],
  ',': [0.1, -0.07, 0.05, 0.14],
  ':': [0.08, -0.07, 0.09, -0.05, NaN, NaN, 0.08, -0.55, 0.09, -0.53],
  ';': [0.1, -0.07, 0.05, 0.14, NaN, NaN, 0.08, -0.55, 0.09, -0.53],
  '-': [0.05, -0.33, 0.35, -0.33],
  '–': [0.02, -0.33, 0.6, -0.33],
  _: [0, 0.12, 0.6, 0.12],
  '/': [0.02, 0.05, 0.38, -1.02],
  '(': [0.25, -1.05, 0.1, -0.75, 0.06, -0.4, 0.1, -0.05, 0.25, 0.2],
  ')': [0.05, -1.05, 0.2, -0.75, 0.24, -0.4, 0.2, -0.05, 0.05, 0.2],
  "'": [0.08, -1, 0.07, -0.72],
  '!': [0.1, -1, 0.1, -0.3, NaN, NaN, 0.1, -0.06, 0.11, -0.05],
  '|': [0.1, 0.2, 0.1, -1.1],
  '→': [0, -0.4, 0.8, -0.4, 0.55, -0.6, NaN, NaN, 0.8, -0.4, 0.55, -0.2],
  '×': [0.05, -0.6, 0.5, -0.15, NaN, NaN, 0.5, -0.6, 0.05, -0.15],
};

/** How far a line of text reaches, pixels. */
export const widthOf = (text: string, print: Print): number =>
  [...text].reduce((sum, symbol) => sum + advanceOf(symbol, print), 0);

function advanceOf(symbol: string, { face, capital, tracking, bold }: Print): number {
  const glyph = face.glyphs.get(symbol);
  const sign = SIGNS[symbol];
  const own = glyph
    ? glyph.advance / CAPITAL
    : sign
      ? Math.max(...sign.filter((v, k) => k % 2 === 0 && !Number.isNaN(v))) + 0.14
      : 0.35;
  return capital * (own + tracking) + bold * 0.7;
}

/** Sets one line of text, its baseline at y, and returns where the next letter would stand. */
export function setText(on: Surface, text: string, x: number, y: number, print: Print): number {
  const scale = print.capital / CAPITAL;
  let pen = x;
  for (const symbol of text) {
    const glyph = print.face.glyphs.get(symbol);
    const advance = advanceOf(symbol, print);
    if (pen > on.width + 4 && !print.mirrored) break;
    if (pen + advance > -4 || print.mirrored) {
      if (glyph) setGlyph(on, glyph, pen, y, scale, print);
      else if (SIGNS[symbol]) setSign(on, SIGNS[symbol]!, pen, y, print);
    }
    pen += print.mirrored ? -advance : advance;
  }
  return pen;
}

function setSign(on: Surface, sign: readonly number[], x: number, y: number, { capital, bold, ink }: Print): void {
  const width = Math.max(0.8, 0.1 * capital + bold);
  for (let k = 0; k + 3 < sign.length; k += 2) {
    const [x0, y0, x1, y1] = [sign[k]!, sign[k + 1]!, sign[k + 2]!, sign[k + 3]!];
    if (Number.isNaN(x0) || Number.isNaN(x1)) continue;
    line(on, [x + x0 * capital, y + y0 * capital, x + x1 * capital, y + y1 * capital], width, ink);
  }
}

function setGlyph(on: Surface, glyph: TypefaceGlyph, x: number, y: number, scale: number, print: Print): void {
  const depth = scale >= 0.75 ? 0 : scale >= 0.38 ? 1 : scale >= 0.19 ? 2 : 3;
  const level = levelsOf(glyph)[depth]!;
  const step = (1 << depth) * scale;
  const { slant, bold, mirrored } = print;
  const left = x + (mirrored ? -glyph.left - glyph.width : glyph.left) * scale;
  const top = y + glyph.top * scale;
  if (top > on.height || top + level.height * step < 0) return;
  const room = 1 + Math.ceil(bold / 2 + Math.abs(slant) * level.height * step);
  const [x0, y0] = [Math.floor(left) - room, Math.floor(top) - 1];
  const width = Math.ceil(level.width * step) + 2 * room + 1;
  const height = Math.ceil(level.height * step) + 3;
  const cover = new Float32Array(width * height);
  const bottom = top + level.height * step;
  // Where a picture is enlarged, its soft edge is drawn together again.
  const sharpen = Math.max(1, step);
  for (let row = 0; row < height; row++) {
    const v = (y0 + row + 0.5 - top) / step - 0.5;
    const shift = slant * (bottom - (y0 + row));
    for (let column = 0; column < width; column++) {
      let u = (x0 + column + 0.5 - left - shift) / step - 0.5;
      if (mirrored) u = level.width - 1 - u;
      let ink = at(level, u, v);
      if (bold > 0) ink = Math.max(ink, at(level, u - bold / 2 / step, v), at(level, u + bold / 2 / step, v));
      if (sharpen > 1) ink = (ink - 0.5) * sharpen + 0.5;
      if (ink > 0) cover[row * width + column] = Math.min(1, depth > 0 || step < 0.9 ? 1.35 * ink : ink);
    }
  }
  lay(on, { x: x0, y: y0, width, height, cover } satisfies Mask, print.ink);
}

function at({ width, height, ink }: Level, u: number, v: number): number {
  if (u <= -1 || v <= -1 || u >= width || v >= height) return 0;
  const [iu, iv] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - iu, v - iv];
  const row = iv * width + iu;
  const [l, r] = [iu >= 0, iu + 1 < width];
  const upper = iv >= 0 ? (l ? ink[row]! * (1 - fu) : 0) + (r ? ink[row + 1]! * fu : 0) : 0;
  const below = row + width;
  const lower = iv + 1 < height ? (l ? ink[below]! * (1 - fu) : 0) + (r ? ink[below + 1]! * fu : 0) : 0;
  return upper * (1 - fv) + lower * fv;
}

const SYLLABLES = (
  'an ar as at be ber bo ca che co con da de den der di do du el en er es et fa fe fi ga ge go ha he ho i in ' +
  'is it ja ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no num o on or ou pa pe pi po pro qu ra re ri ' +
  'ro sa se sch si so st su ta te ten ti to tor tra tu un ur va ve vi vo wa we wi xe y za ze zi'
).split(' ');
const LABELS = (
  'Name Date No. Total Sum Score Points Ward Hole Par Player Team Class Grade Mark Marks Amount Datum Summe ' +
  'Punkte Nummer Klasse Bonus Chance Yatzy Full house Level Page Time Round Result Tel. Phone ZIP Code PIN ID ' +
  'Roll Student Signature Address City Order Qty Price Unit kWh Meter Reading Room Seat Born Age Weight kg cm ' +
  'Temp Nr. Anzahl Betrag Art. Lot S/N Item Tax Net'
).split(' ');

/** A word as languages have them, or one of those that forms print. */
export function anyWord(random: Random, form = false): string {
  let word = '';
  if (form && random() < 0.6) word = pick(random, LABELS);
  else for (let k = 1 + Math.floor(3 * random()); k > 0; k--) word += pick(random, SYLLABLES);
  const how = random();
  return how < 0.25 ? word.toUpperCase() : how < 0.55 ? word[0]!.toUpperCase() + word.slice(1) : word;
}

/** Words up to about so many letters. */
export function anyText(random: Random, letters: number): string {
  let text = anyWord(random);
  while (text.length < letters) {
    const digits = random() < 0.1;
    text += `${random() < 0.1 ? pick(random, [',', '.', ':', ' –', ';']) : ''} `;
    text += digits ? String(Math.floor(10 ** between(random, 0, 4.5))) : anyWord(random).toLowerCase();
  }
  return text;
}

/** Print in any of the faces: its size is the caller's, its weight and slant are chosen here. */
export function anyPrint(
  random: Random,
  faces: readonly Typeface[],
  capital: number,
  paper: number,
  dark: boolean,
): Print {
  const bold = random() < 0.3 ? between(random, 0.03, 0.12) * capital : 0;
  return {
    face: pick(random, faces),
    capital,
    bold,
    slant: random() < 0.12 ? between(random, 0.15, 0.25) : 0,
    tracking: random() < 0.2 ? between(random, -0.03, 0.25) : 0,
    ink: {
      tone: dark
        ? between(random, Math.min(0.9, paper + 0.35), 1)
        : paper * between(random, 0, random() < 0.3 ? 0.6 : 0.3),
      opacity: random() < 0.25 ? between(random, 0.45, 0.75) : between(random, 0.75, 1),
      grain: random() < 0.15 ? between(random, 0.1, 0.5) : 0,
      kind: pixelClass.print,
    },
  };
}
