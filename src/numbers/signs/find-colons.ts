// The colons of times: two dots between two digits, one above the other.
import type { Piece } from '../../strokes/piece.js';
import type { DigitsBeside, SignContext } from './free-strokes.js';

/** In digit heights, but for the share. Set by eye. */
const COLON = {
  /** The size of a dot. */
  largest: 0.35,
  /** How far its dots' middles lie above each other, and beside. */
  least: 0.22,
  most: 0.85,
  beside: 0.3,
  /** How far above the digits' feet the lower dot's middle lies, from below to above them. */
  lowest: -0.2,
  highest: 0.5,
  /** How far it stands from the digits on both sides. */
  far: 0.8,
  /** The fainter dot's share of the other's darkness. */
  faintest: 0.5,
};

/**
 * Odds against a colon where its dots were seen, on a page without other dots, and for each dot that stands by chance
 * where its upper one may. Set by eye.
 */
const AGAINST = { seen: 0.05, byChance: 5 };

/** A colon. */
export interface Colon {
  /** Its upper and its lower dot. */
  readonly dots: readonly [Piece, Piece];
  /** The chance that it is one, 0 to 1: less on a page full of specks. */
  readonly chance: number;
}

/** The colons among the small strokes of a page. */
export function findColons(
  small: readonly Piece[],
  digitsBeside: (piece: Piece) => DigitsBeside,
  { height: usual, ink }: SignContext,
): Colon[] {
  const dots = small.filter(({ box }) => Math.max(box.w, box.h) <= COLON.largest * usual);
  return dots.flatMap((lower) => {
    const { before, after } = digitsBeside(lower);
    if (!before || !after) return [];
    const height = (before.piece.box.h + after.piece.box.h) / 2;
    const feet = (before.piece.box.y + before.piece.box.h + after.piece.box.y + after.piece.box.h) / 2;
    const [x, y] = middleOf(lower);
    const isBetween = x - before.right < COLON.far * height && after.left - x < COLON.far * height;
    const up = (feet - y) / height;
    if (!isBetween || up < COLON.lowest || up > COLON.highest) return [];
    const upper = dots.find((dot) => {
      const [dx, dy] = [Math.abs(middleOf(dot)[0] - x) / height, (y - middleOf(dot)[1]) / height];
      const fit = Math.min(dot.darkness, lower.darkness) / Math.max(dot.darkness, lower.darkness);
      return dx <= COLON.beside && dy >= COLON.least && dy <= COLON.most && dy + up < 1 && fit >= COLON.faintest;
    });
    if (!upper || small.some((other) => isWithin(other, upper, lower))) return [];
    const room = 2 * COLON.beside * (COLON.most - COLON.least) * height ** 2;
    const byChance = (dots.length * room) / (ink.width * ink.height);
    return [{ dots: [upper, lower], chance: 1 / (1 + AGAINST.seen + AGAINST.byChance * byChance) }];
  });
}

/** Whether a stroke lies between two dots, as the bar of a sign of division does. */
function isWithin({ box }: Piece, upper: Piece, lower: Piece): boolean {
  const [x, y] = middleOf(lower);
  return box.x < x && box.x + box.w > x && box.y > middleOf(upper)[1] && box.y + box.h < y;
}

const middleOf = ({ box: { x, y, w, h } }: Piece): readonly [number, number] => [x + w / 2, y + h / 2];
