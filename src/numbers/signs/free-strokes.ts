// Small strokes that are parts of no digit, and how much each looks like a sign where it stands between digits.

import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Plane } from '../../page/image.js';
import type { Piece } from '../../strokes/piece.js';
import { darknessFit } from '../evidence/digit-scale.js';
import { asByUsualPen, densityOf, SHAPES } from './sign-shapes.js';

/** How large signs are and how far from digits they stand, in digit heights unless said otherwise. Set by eye. */
const PLACE = {
  widest: 1.4,
  highest: 0.8,
  smallest: 0.12,
  /** The furthest that a sign may stand from a digit. */
  far: 1.6,
  /** How far a sign may reach over a digit's side. */
  over: 0.25,
  /** The furthest that a point or comma may stand behind the digit before it, and before the digit behind it. */
  pointAfter: 0.65,
  pointBefore: 1,
  /** What lies no further above a digit than this, and shares so much of the narrower one's width, is its bar. */
  above: 0.3,
  common: 0.4,
  /** How far below the digits a sign's middle may lie. */
  below: 0.5,
  /** A pen leaves nothing thinner than this, in pens. */
  thinnest: 0.6,
  /** What is thinner or fainter may be a sign where the symbol model sees one, so many times likelier than not. */
  seen: 3,
  /** Digits are beside a sign with what of them lies no further above and below it, or with so much of their foot. */
  band: 0.15,
  foot: 0.35,
  /** A digit is at least so high. */
  digit: 0.42,
  /** What looks like a symbol, but a 1, which commas look like, is no sign where it is this high. */
  symbol: 0.4,
};

/** The furthest from a sign's middle to the left side of the digit behind it, in digit heights. */
export const REACH = PLACE.far + PLACE.widest;

/**
 * When something stands right above or below a stroke, the two are no sign, but a colon or an equals sign. Set by eye.
 */
const PAIR = {
  /** A bar is so many times as wide as high. */
  bar: 2,
  /** How near the other one is, in digit heights. */
  reachOfBar: 0.6,
  reachOfDot: 0.9,
  /**
   * The other one's share of the stroke's area, its height in digit heights, and how much of the narrower they share.
   */
  leastArea: 0.2,
  highest: 0.5,
  common: 0.5,
};

/**
 * How dark signs are beside their digits: half as likely at this share of the digits' darkness. Light takes more of a
 * point. Strokes fainter than `faintest` are not reckoned with. Set by eye.
 */
const DARKNESS = { bar: 0.62, point: 0.4, faintest: 0.4 };

/** How evidence for signs is weighed. */
const EVIDENCE = {
  /** Other small strokes have any width, top and bottom, this many in a unit of each. */
  others: 0.18,
  /**
   * Nats for a comma against a point: a constant, for each of the logarithm of width over height, and for each digit
   * height that it reaches below the digits. CROHME does not tell: half of the writers who were to write a point wrote
   * a comma there. Set by eye on drawn documents and on real pages of half of the writers.
   */
  comma: -1.3,
  commaByShape: -1.8,
  commaBelow: 10,
};

/** The page that signs are looked for on. */
export interface SignContext {
  /** The page's ink, 0 to 255. */
  readonly ink: Plane;
  /** [height, width]: the label of each pixel's piece. */
  readonly labels: Int32Array;
  /** Height of the page's digits, working pixels. */
  readonly height: number;
  /** Width of the pen, working pixels. */
  readonly pen: number;
  /** Whether a stroke that may be a symbol looks like a digit other than a 1. */
  readonly isDigit: (piece: Piece) => boolean;
  /** What the reader was taught; it tells signs among these by their shape. */
  readonly taught?: readonly string[];
  /** How many times likelier what models see is for a sign than for anything else; 1 without one. */
  readonly sight?: (piece: Piece) => number;
  /** The symbol model's part of it, which slashes are told from 1s by; 1 without one. */
  readonly signSeen?: (piece: Piece) => number;
}

/** A small stroke that is part of no digit. */
export interface FreeStroke {
  /** The stroke itself. */
  readonly piece: Piece;
  /** How many times likelier it looks as it does if it is a point or comma. */
  readonly point: number;
  /** How many times likelier it looks as it does if it is a minus sign. */
  readonly minus: number;
  /** Nats for a comma against a point. */
  readonly comma: number;
}

/** The small strokes of a page, and the full-sized ones beside each. */
export interface SmallStrokes {
  /** By their left edges. */
  readonly small: readonly Piece[];
  /** The full-sized strokes right before and right behind a small one, at its height. */
  readonly digitsBeside: (piece: Piece) => DigitsBeside;
  /** The full-sized strokes that are near a small one. */
  readonly near: (piece: Piece) => readonly Piece[];
}

/** The strokes of a page that are small enough for signs; `bodies` are those that may be digits. */
export function smallStrokes(pieces: readonly Piece[], bodies: readonly Piece[], context: SignContext): SmallStrokes {
  const { height, pen, isDigit, signSeen } = context;
  const digits = sortedByLeft(bodies.filter(({ box }) => box.h >= PLACE.digit * height));
  const widest = digits.reduce((most, { box }) => Math.max(most, box.w), 0);
  const faintest = DARKNESS.faintest * (median(digits.map(({ darkness }) => darkness)) ?? 0);
  const isDrawn = ({ darkness, box }: Piece): boolean =>
    darkness >= faintest && Math.min(box.w, box.h) >= PLACE.thinnest * pen;
  const small = sortedByLeft(
    pieces.filter(
      (piece) =>
        piece.box.w <= PLACE.widest * height &&
        piece.box.h <= PLACE.highest * height &&
        (isDrawn(piece) || (signSeen?.(piece) ?? 1) > PLACE.seen) &&
        !(piece.box.h >= PLACE.symbol * height && isDigit(piece)),
    ),
  );
  const far = PLACE.far * height;
  const near = ({ box }: Piece): readonly Piece[] => within(digits, box.x - far - widest, right(box) + far);
  return { small, near, digitsBeside: (piece) => neighbours(piece, near(piece), context) };
}

/** Those of the small strokes that are parts of no digit and of no colon or equals sign. */
export function freeStrokes({ small, near }: SmallStrokes, context: SignContext): FreeStroke[] {
  const { height, sight } = context;
  return small.flatMap((piece): FreeStroke[] => {
    const stroke = freeStroke(piece, near(piece), context, sight?.(piece) ?? 1);
    const beside = within(small, piece.box.x - PLACE.widest * height, right(piece.box));
    return stroke && !isPaired(piece, beside, height) ? [stroke] : [];
  });
}

/** What a stroke may be between the full-sized strokes `near` it; undefined where it is part of one. */
function freeStroke(piece: Piece, near: readonly Piece[], context: SignContext, seen: number): FreeStroke | undefined {
  const { box } = piece;
  const { height: usual, pen } = context;
  if (near.some((other) => other !== piece && isBarOf(other.box, box, usual))) return undefined;
  const { before, after } = neighbours(piece, near, context);
  // A page full of such strokes has some before digits by chance; what is far smaller than signs says nothing of that.
  const asUsual = asByUsualPen(box, usual, pen);
  const isTiny = Math.max(asUsual.w, asUsual.h) < PLACE.smallest * usual;
  const none = isTiny ? undefined : { piece, point: 0, minus: 0, comma: 0 };
  if (!after) return none;
  const beside = before ? [before.piece, after.piece] : [after.piece];
  const mean = (of: (piece: Piece) => number): number =>
    beside.reduce((sum, other) => sum + of(other), 0) / beside.length;
  const height = mean(({ box: { h } }) => h);
  if ((before && box.x - before.right < -PLACE.over * height) || after.left - right(box) < -PLACE.over * height)
    return undefined;
  const left = before ? box.x - right(before.piece.box) : Number.POSITIVE_INFINITY;
  const space = after.piece.box.x - right(box);
  if (space > PLACE.far * height) return none;
  // Only a minus sign begins a number.
  const isWithin = left <= PLACE.pointAfter * height && space <= PLACE.pointBefore * height;
  const baseline = mean(({ box: at }) => at.y + at.h);
  const usually = mean(({ darkness }) => darkness);
  const byUsualPen = asByUsualPen(box, height, pen);
  const likely = (kind: keyof typeof SHAPES, asDark: number): number =>
    (seen * darknessFit(piece.darkness, usually, asDark) * densityOf(SHAPES[kind], byUsualPen, baseline, height)) /
    EVIDENCE.others;
  const point = isWithin ? (likely('point', DARKNESS.point) + likely('comma', DARKNESS.point)) / 2 : 0;
  const minus = likely('minus', DARKNESS.bar);
  const below = (box.y + box.h - baseline) / height;
  const asComma =
    EVIDENCE.comma + EVIDENCE.commaByShape * Math.log(byUsualPen.w / byUsualPen.h) + EVIDENCE.commaBelow * below;
  const comma = point > minus ? asComma : 0;
  return { piece, point, minus, comma };
}

/** Whether a stroke lies right above a full-sized one, as the bar of a 5 does that was lifted off. */
function isBarOf(digit: Box, { x, y, w, h }: Box, usual: number): boolean {
  const common = Math.min(digit.x + digit.w, x + w) - Math.max(digit.x, x);
  const above = digit.y - (y + h);
  return common > PLACE.common * Math.min(digit.w, w) && above < PLACE.above * usual && y + h / 2 < digit.y;
}

/** A full-sized stroke, and from where to where it reaches at the height of a small one, working pixels. */
export interface Neighbour {
  /** The full-sized stroke. */
  readonly piece: Piece;
  /** Where it begins. */
  readonly left: number;
  /** Where it ends. */
  readonly right: number;
}

/** The full-sized strokes right before and right behind a small one, at its height. */
export interface DigitsBeside {
  /** The one before it. */
  readonly before: Neighbour | undefined;
  /** The one behind it. */
  readonly after: Neighbour | undefined;
}

function neighbours(piece: Piece, near: readonly Piece[], context: SignContext): DigitsBeside {
  const x = piece.box.x + piece.box.w / 2;
  const y = piece.box.y + piece.box.h / 2;
  let before: Neighbour | undefined;
  let after: Neighbour | undefined;
  for (const other of near) {
    const { box: at } = other;
    if (other === piece || y < at.y || y > at.y + at.h + PLACE.below * context.height) continue;
    const beside = atHeightOf(piece.box, other, context);
    const middle = (beside.left + beside.right) / 2;
    if (middle < x && (!before || beside.right > before.right)) before = beside;
    if (middle > x && (!after || beside.left < after.left)) after = beside;
  }
  return { before, after };
}

/**
 * From where to where a full-sized stroke reaches at the height of a small one: a digit that leans reaches over the
 * point beside its foot, and does not come near it.
 */
function atHeightOf({ y, h }: Box, piece: Piece, { labels, ink, height }: SignContext): Neighbour {
  const { box, label } = piece;
  const bottom = box.y + box.h;
  // What lies below a stroke stands beside its foot.
  const to = Math.min(bottom, y + h + PLACE.band * height);
  const from = Math.max(box.y, Math.min(y - PLACE.band * height, bottom - PLACE.foot * height));
  let [first, last] = [right(box), box.x];
  for (let v = Math.floor(from); v < to; v++)
    for (let u = box.x; u < right(box); u++) {
      if (labels[v * ink.width + u] !== label) continue;
      first = Math.min(first, u);
      last = Math.max(last, u + 1);
    }
  return first < last ? { piece, left: first, right: last } : { piece, left: box.x, right: right(box) };
}

/** Whether something alike stands right above or below, as in a colon, an equals sign or a sign of division. */
function isPaired(piece: Piece, small: readonly Piece[], height: number): boolean {
  const { box } = piece;
  const reach = (box.w > PAIR.bar * box.h ? PAIR.reachOfBar : PAIR.reachOfDot) * height;
  return small.some((other) => {
    const { box: at } = other;
    if (other === piece || other.area < PAIR.leastArea * piece.area || at.h > PAIR.highest * height) return false;
    const common = Math.min(at.x + at.w, box.x + box.w) - Math.max(at.x, box.x);
    const between = Math.max(at.y - (box.y + box.h), box.y - (at.y + at.h));
    return common > PAIR.common * Math.min(at.w, box.w) && between < reach;
  });
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
