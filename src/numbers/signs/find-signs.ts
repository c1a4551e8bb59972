// Decimal points, decimal commas, minus signs, colons and slashes. A picture of 28×28 tells none of them: drawn that
// large a point is a blot, a minus sign a rule and a slash a 1. They are told by their size and by where they stand
// between digits. They leave the line before its digits are read.

import { union } from '../../geometry/box.js';
import { sigmoid } from '../../geometry/logistic.js';
import { shareOfFirst } from '../../geometry/mixture.js';
import { normalise } from '../../glyph/normalise.js';
import { INK_EDGE } from '../../page/ink.js';
import { cropOf, type Piece } from '../../strokes/piece.js';
import { findColons } from './find-colons.js';
import { type FoundSlashes, findSlashes } from './find-slashes.js';
import { type FreeStroke, freeStrokes, type SignContext, smallStrokes } from './free-strokes.js';
import type { Sign, SignChance } from './sign.js';

/** How evidence for signs is weighed. */
const EVIDENCE = {
  /** Points and commas are so many times as frequent as minus signs. */
  points: 2,
  /**
   * A hand makes points and commas, but seldom both: the share that the others' evidence counts, and the most, in nats.
   */
  alike: 0.8,
  mostAlike: 4,
  /** A stroke so many times wider than high is a bar: bars are told from other bars, dots from other dots. */
  bar: 1.6,
};

/**
 * What is assumed before a page is seen, in strokes: so many signs, so many other strokes as small that stand free of
 * digits.
 */
const ASSUMED = { first: 1, second: 1 };
const ROUNDS = 10;

/** A sign less likely than this is not reckoned with. Set by eye. */
const LEAST = 0.02;

/** The strokes of a page that are likelier signs than not, and those that may be. */
export interface FoundSigns {
  /** Those that are taken for signs; both dots of a colon have the same. */
  readonly taken: ReadonlyMap<Piece, Sign>;
  /** Those that are not, with the chances that they are all the same. */
  readonly doubted: readonly Sign[];
  /** The strokes of percent signs, which belong to no number. */
  readonly percents: readonly Piece[];
}

const NO_SLASHES: FoundSlashes = { chances: new Map(), percents: [] };

/** The signs among `pieces`; `bodies` are the strokes that may be digits. */
export function findSigns(pieces: readonly Piece[], bodies: readonly Piece[], context: SignContext): FoundSigns {
  const small = smallStrokes(pieces, bodies, context);
  const signOf = (
    members: readonly Piece[],
    { label, chance }: SignChance,
    others: readonly SignChance[] = [],
  ): Sign => {
    const { plane, box } = cropOf(context.ink, context.labels, members);
    const around = union(members.map((piece) => piece.box));
    return { label, chance, box: around, others, picture: normalise(plane, box, INK_EDGE) };
  };
  const isTaught = (label: string): boolean => context.taught?.includes(label) === true;
  const seenColons = isTaught(':') ? [] : findColons(small.small, small.digitsBeside, context);
  const colons = seenColons.flatMap(({ dots, chance }) => {
    const sign = signOf(dots, { label: ':', chance });
    return chance > 0.5 ? dots.map((dot) => [dot, sign] as const) : [];
  });
  const slashes = isTaught('/') ? NO_SLASHES : findSlashes(pieces, bodies, context);
  const byChance = (isTaken: boolean): [Piece, Sign][] =>
    [...slashes.chances]
      .filter(([, { chance }]) => chance > 0.5 === isTaken)
      .map(([piece, chance]) => [piece, signOf([piece], chance)]);

  const free = freeStrokes(small, context);
  const judged = [...judgedSigns(free.filter(isBar)), ...judgedSigns(free.filter((stroke) => !isBar(stroke)))];
  const found = judged.filter(({ sign }) => sign > 0.5);
  const all = found.reduce((sum, { comma }) => sum + comma, 0);
  const signsOf = (strokes: readonly JudgedStroke[]): [Piece, Sign][] =>
    strokes.map(({ piece, point, minus, comma, sign }) => {
      const { alike, mostAlike, points } = EVIDENCE;
      const others = sign > 0.5 ? all - comma : all;
      const heard = comma + Math.max(-mostAlike, Math.min(mostAlike, alike * others));
      const dot = (sign * points * point) / (points * point + minus);
      const ofCommas = sigmoid(heard);
      const chances: [SignChance, SignChance, SignChance] = [
        { label: '.', chance: dot * (1 - ofCommas) },
        { label: ',', chance: dot * ofCommas },
        { label: '-', chance: sign - dot },
      ];
      const [best, ...rest] = chances.sort((a, b) => b.chance - a.chance) as typeof chances;
      return [piece, signOf([piece], best, rest)];
    });
  const doubted = judged.filter(({ sign }) => sign <= 0.5 && sign >= LEAST);
  return {
    taken: new Map([...colons, ...byChance(true), ...signsOf(found)]),
    doubted: [...byChance(false), ...signsOf(doubted)].map(([, sign]) => sign),
    percents: slashes.percents,
  };
}

const isBar = ({ piece: { box } }: FreeStroke): boolean => box.w > EVIDENCE.bar * box.h;

/** A free stroke, with the chance that it is a sign. */
interface JudgedStroke extends FreeStroke {
  readonly sign: number;
}

function judgedSigns(free: readonly FreeStroke[]): JudgedStroke[] {
  const share = shareOfFirst(free, chanceOfSign, ASSUMED, { rounds: ROUNDS });
  return free.map((stroke) => ({ ...stroke, sign: chanceOfSign(stroke, share) }));
}

/** The chance that a stroke is a sign, where a share of all are. */
function chanceOfSign({ point, minus }: FreeStroke, share: number): number {
  const sign = (share * (EVIDENCE.points * point + minus)) / (EVIDENCE.points + 1);
  return sign / (sign + 1 - share);
}
