// Decimal points, commas and minus signs. A picture of 28×28 tells none of them: drawn that large a point is a blot and a minus sign
// a rule. They are told by their size and by where they stand between digits, and they leave the line before its digits are read.

import type { Box } from '../geometry/box.js';
import { sigmoid } from '../geometry/logistic.js';
import { median } from '../geometry/median.js';
import { shareOfFirst } from '../geometry/mixture.js';
import { normalise } from '../glyph/normalise.js';
import type { Plane } from '../page/image.js';
import { INK_EDGE } from '../page/ink.js';
import { cropOf, type Piece } from '../strokes/piece.js';
import { darknessFit } from './evidence/digit-scale.js';

export type SignLabel = '.' | ',' | '-';

interface Chance {
  readonly label: SignLabel;
  /** … that a stroke is a sign, and this one. */
  readonly chance: number;
}

/** A point, comma or minus sign, in working pixels. */
export interface Sign extends Chance {
  readonly box: Box;
  /** The chances of the other signs. */
  readonly others: readonly Chance[];
  /** [28, 28], as a classifier would see it. */
  readonly picture: Uint8Array;
}

/** Mean and standard deviation. */
interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** What a kind of stroke looks like: the logarithm of its width, its top and bottom, or its middle and height where it lies freely. */
interface Kind {
  readonly width: Spread;
  readonly by: 'edges' | 'middle';
  readonly upper: Spread;
  readonly lower: Spread;
}

/**
 * What people write, in digit heights, downwards from the baseline: measured on the 41 points, 79 commas and 660 minus signs in numbers of
 * CROHME 2011 to 2019 (Mahdavi et al. 2019), drawn with a pen a tenth of the digits' height wide.
 */
const POINT: Kind = { by: 'edges', width: spread(-1.4, 0.45), upper: spread(-0.18, 0.14), lower: spread(0.06, 0.16) };
const COMMA: Kind = { by: 'edges', width: spread(-1.4, 0.5), upper: spread(-0.17, 0.18), lower: spread(0.38, 0.26) };
const MINUS: Kind = { by: 'middle', width: spread(-0.45, 0.35), upper: spread(-0.35, 0.19), lower: spread(0.17, 0.06) };

/** Nats for a comma against a point: the logarithm of width over height tells them best there (logistic regression, 76 % of them rightly). */
const UPRIGHT = -2.5;
const SQUARE = -1.2;

/** Other small strokes have any width, top and bottom, this many in a unit of each. */
const OTHERS = 0.18;

/** What is assumed before a page is seen, in strokes: so many signs, so many other strokes as small that stand free of digits. */
const SIGNS = 1;
const STRAYS = 1;
const ROUNDS = 10;

/** A hand makes points and commas, but as a rule not both: what each says of the others' kind counts so much, and all at most so many nats. */
const ALIKE = 0.8;
const MOST_ALIKE = 4;

/** In digit heights: the largest sign, the furthest it may stand from a digit, and how far it may reach over a digit's side. */
const WIDEST = 1.4;
const HIGHEST = 0.8;
const FAR = 1.6;
const OVER = 0.25;

/** … and the furthest that a point or comma may stand from the digits before and after it. */
const POINT_AFTER = 0.65;
const POINT_BEFORE = 1;

/** A pen leaves nothing thinner than this, in pens. */
const THINNEST = 0.6;

/** A digit is at least so high, beside the page's. */
const FULL = 0.42;

/** A sign is as dark as its digits, a point, of which light takes more, nearly: half as likely at this share of their darkness. */
const BAR_AS_DARK = 0.62;
const POINT_AS_DARK = 0.4;

/** Strokes fainter than this share of the digits' are no strays to reckon with. */
const STRAY = 0.4;

/** What looks like a symbol, but a 1, which commas look like, is none where it is this high. */
const SMALL = 0.4;

/** What tells signs from digits. */
export interface Page {
  readonly ink: Plane;
  /** [height, width]: the label of each pixel's piece. */
  readonly labels: Int32Array;
  /** Of the page's digits. */
  readonly height: number;
  readonly pen: number;
  /** Whether a stroke that may be a symbol looks like a digit other than a 1. */
  readonly isDigit: (piece: Piece) => boolean;
}

/** The signs among `pieces`; `bodies` are the strokes that may be digits. */
export function findSigns(pieces: readonly Piece[], bodies: readonly Piece[], page: Page): Map<Piece, Sign> {
  const { height } = page;
  const full = sortedByLeft(bodies.filter(({ box }) => box.h >= FULL * height));
  const widest = full.reduce((most, { box }) => Math.max(most, box.w), 0);
  const least = STRAY * (median(full.map(({ darkness }) => darkness)) ?? 0);
  const small = sortedByLeft(
    pieces.filter(
      (piece) =>
        piece.darkness >= least &&
        piece.box.w <= WIDEST * height &&
        piece.box.h <= HIGHEST * height &&
        Math.min(piece.box.w, piece.box.h) >= THINNEST * page.pen &&
        !(piece.box.h >= SMALL * height && page.isDigit(piece)),
    ),
  );
  const free = small.flatMap((piece): Stray[] => {
    const { x } = piece.box;
    const stray = strayOf(piece, within(full, x - FAR * height - widest, right(piece.box) + FAR * height), height);
    return stray && !isPaired(piece, within(small, x - WIDEST * height, right(piece.box)), height) ? [stray] : [];
  });
  const found = [...believed(free.filter(isBar)), ...believed(free.filter((stray) => !isBar(stray)))];
  const all = found.reduce((sum, { comma }) => sum + comma, 0);
  return new Map(
    found.map(({ piece, point, minus, comma, sign }) => {
      const heard = comma + Math.max(-MOST_ALIKE, Math.min(MOST_ALIKE, ALIKE * (all - comma)));
      const dot = (sign * POINTS * point) / (POINTS * point + minus);
      const ofCommas = sigmoid(heard);
      const chances: [Chance, Chance, Chance] = [
        { label: '.', chance: dot * (1 - ofCommas) },
        { label: ',', chance: dot * ofCommas },
        { label: '-', chance: sign - dot },
      ];
      const [best, ...others] = chances.sort((a, b) => b.chance - a.chance) as typeof chances;
      const crop = cropOf(page.ink, page.labels, [piece]);
      return [piece, { ...best, box: piece.box, others, picture: normalise(crop.plane, crop.box, INK_EDGE) }];
    }),
  );
}

/** A small stroke that is part of no digit. */
interface Stray {
  readonly piece: Piece;
  /** How many times likelier it looks as it does if it is a point or comma, and if it is a minus sign. */
  readonly point: number;
  readonly minus: number;
  /** Nats for a comma against a point. */
  readonly comma: number;
}

/** Bars are told from other bars, dots from other dots. */
const isBar = ({ piece: { box } }: Stray): boolean => box.w > 1.6 * box.h;

/** Those likelier to be signs than not, with the chance of that. */
function believed(strays: readonly Stray[]): (Stray & { readonly sign: number })[] {
  const share = shareOfFirst(strays, chanceOf, { first: SIGNS, second: STRAYS }, { rounds: ROUNDS });
  return strays.map((stray) => ({ ...stray, sign: chanceOf(stray, share) })).filter(({ sign }) => sign > 0.5);
}

/** Points and commas are so many times as frequent as minus signs. */
const POINTS = 2;

/** The chance that it is a sign, where a share of all are. */
function chanceOf({ point, minus }: Stray, share: number): number {
  const sign = (share * (POINTS * point + minus)) / (POINTS + 1);
  return sign / (sign + 1 - share);
}

/** What a stroke may be between the full-sized strokes `near` it; undefined where it is part of one. */
function strayOf(piece: Piece, near: readonly Piece[], usual: number): Stray | undefined {
  const { box } = piece;
  const x = box.x + box.w / 2;
  const y = box.y + box.h / 2;
  let before: Piece | undefined;
  let after: Piece | undefined;
  for (const other of near) {
    const { box: at } = other;
    if (other === piece || y < at.y || y > at.y + at.h + 0.5 * usual) continue;
    const middle = at.x + at.w / 2;
    if (middle < x && (!before || right(at) > right(before.box))) before = other;
    if (middle > x && (!after || at.x < after.box.x)) after = other;
  }
  const none = { piece, point: 0, minus: 0, comma: 0 };
  if (!after) return none;
  const beside = before ? [before, after] : [after];
  const mean = (of: (piece: Piece) => number): number =>
    beside.reduce((sum, other) => sum + of(other), 0) / beside.length;
  const height = mean(({ box: { h } }) => h);
  const [left, space] = [before ? box.x - right(before.box) : Number.POSITIVE_INFINITY, after.box.x - right(box)];
  if (Math.min(left, space) < -OVER * height) return undefined;
  if (space > FAR * height) return none;
  // Only a minus sign begins a number.
  const isWithin = left <= POINT_AFTER * height && space <= POINT_BEFORE * height;
  const baseline = mean(({ box: at }) => at.y + at.h);
  const usually = mean(({ darkness }) => darkness);
  const likely = (kind: Kind, asDark: number): number =>
    (darknessFit(piece.darkness, usually, asDark) * density(kind, box, baseline, height)) / OTHERS;
  const point = isWithin ? (likely(POINT, POINT_AS_DARK) + likely(COMMA, POINT_AS_DARK)) / 2 : 0;
  const minus = likely(MINUS, BAR_AS_DARK);
  return { piece, point, minus, comma: point > minus ? SQUARE + UPRIGHT * Math.log(box.w / box.h) : 0 };
}

function density({ by, width, upper, lower }: Kind, box: Box, baseline: number, height: number): number {
  const top = (box.y - baseline) / height;
  const bottom = (box.y + box.h - baseline) / height;
  const [a, b] = by === 'edges' ? [top, bottom] : [(top + bottom) / 2, bottom - top];
  return normal(Math.log(box.w / height), width) * normal(a, upper) * normal(b, lower);
}

/** Whether something alike stands right above or below, as in a colon, an equals sign or a sign of division. */
function isPaired(piece: Piece, small: readonly Piece[], height: number): boolean {
  const { box } = piece;
  const reach = (box.w > 2 * box.h ? 0.6 : 0.9) * height;
  return small.some((other) => {
    const { box: at } = other;
    if (other === piece || other.area < 0.2 * piece.area || at.h > 0.5 * height) return false;
    const common = Math.min(at.x + at.w, box.x + box.w) - Math.max(at.x, box.x);
    const between = Math.max(at.y - (box.y + box.h), box.y - (at.y + at.h));
    return common > 0.5 * Math.min(at.w, box.w) && between < reach;
  });
}

/** The lines with each sign before the digit that it belongs to. */
export function withSigns<T extends { readonly box: Box }>(
  lines: readonly (readonly T[])[],
  signs: readonly Sign[],
): (T & { readonly sign?: Sign })[][] {
  const owner = new Map<T, Sign>();
  const glyphs = lines.flat();
  for (const sign of signs) {
    const x = sign.box.x + sign.box.w / 2;
    const y = sign.box.y + sign.box.h / 2;
    let after: T | undefined;
    for (const glyph of glyphs) {
      const { box } = glyph;
      if (box.x + box.w / 2 <= x || y < box.y || y > box.y + 1.5 * box.h) continue;
      if (box.x - x > (FAR + WIDEST) * box.h || (after && after.box.x <= box.x)) continue;
      after = glyph;
    }
    // Of two before the same digit, the nearer is its own.
    if (after && (owner.get(after)?.box.x ?? Number.NEGATIVE_INFINITY) < sign.box.x) owner.set(after, sign);
  }
  return lines.map((line) =>
    line.map((glyph) => {
      const sign = owner.get(glyph);
      return sign ? { ...glyph, sign } : glyph;
    }),
  );
}

function sortedByLeft(pieces: readonly Piece[]): Piece[] {
  return [...pieces].sort((a, b) => a.box.x - b.box.x);
}

/** Those of `sorted`, by their left edges, that begin from `from` to `to`. */
function within(sorted: readonly Piece[], from: number, to: number): readonly Piece[] {
  const first = (least: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.box.x < least) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return sorted.slice(first(from), first(to));
}

const right = ({ x, w }: Box): number => x + w;

function spread(mean: number, deviation: number): Spread {
  return { mean, deviation };
}

function normal(value: number, { mean, deviation }: Spread): number {
  return Math.exp(-(((value - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));
}
