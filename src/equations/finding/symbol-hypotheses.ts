// Which strokes may be one symbol: each by itself, and those that stand close, up to four of them (`\sin` has four).
import { type Box, distanceBetween, union } from '../../geometry/box.js';
import type { Piece } from '../../strokes/piece.js';
import type { EquationInk } from './equation-ink.js';

/** Strokes that may be one symbol. */
export interface SymbolHypothesis {
  /** Places in the list of pieces, rising. */
  readonly members: readonly number[];
  /** Working pixels. */
  readonly box: Box;
}

/** No symbol has more strokes that do not touch. */
const MOST = 4;

/**
 * Strokes of one symbol lie no further apart than this, in sizes of symbols: the usual one, or that of the larger
 * stroke where it is larger. A dot may be further from a stroke, and from another dot. Set by eye: of 336 symbols of
 * several strokes 2 % lie further apart than 0.41 usual ones.
 */
const NEAR = { strokes: 0.55, dot: 0.8, dots: 1.6 } as const;

/** What the size of a large stroke counts for how far strokes may lie apart. Set by eye. */
const OWN_SIZE = 0.6;

/** A dot is no larger than this, in symbols' sizes. */
const DOT = 0.35;

/**
 * A symbol of several strokes is no higher and no wider than this, in symbols' sizes, or so many of its own heights
 * wide; beside a bar or a roof that is `bar` wide or wider it may be this much wider than that.
 */
const LARGEST = { height: 3.5, width: 4.5, heights: 3, bar: 2, beside: 1.2 } as const;

/**
 * Strokes of one symbol have no other stroke's middle between them, unless they are two and this wide, in symbols'
 * sizes, as a root's sign and its roof are. Of 351 symbols of several strokes 2 that are no roots have one.
 */
const HOLDING = 2;

/** Of the sets of so many strokes that begin with one stroke, only the most compact ones are tried. */
const MOST_COMPACT = 8;

/** A piece, or all pieces that a stroke was cut to. */
type Unit = SymbolHypothesis;

/**
 * The hypotheses about `pieces`, whose symbols usually measure `scale`: each piece, each stroke that was cut, and sets
 * of these of which no more than half are surely symbols by themselves.
 */
export function symbolHypotheses(
  { pieces, scale, cutFrom }: Pick<EquationInk, 'pieces' | 'scale' | 'cutFrom'>,
  isSure: (piece: number) => boolean,
): SymbolHypothesis[] {
  const single = pieces.map(({ box }, k): Unit => ({ members: [k], box }));
  const units = [...single, ...wholeStrokes(pieces, cutFrom)];
  const near = units.map((a, i) =>
    units.flatMap((b, j) => (j !== i && distanceBetween(a.box, b.box) <= reach(a.box, b.box, scale) ? [j] : [])),
  );
  const isSymbol = ({ members, box }: SymbolHypothesis): boolean => {
    const widest = Math.max(...members.map((k) => pieces[k]!.box.w));
    const beside = widest > LARGEST.bar * scale ? widest + LARGEST.beside * scale : 0;
    const most = Math.max(beside, LARGEST.width * scale, LARGEST.heights * box.h);
    if (box.h > LARGEST.height * scale || box.w > most || 2 * members.filter(isSure).length > members.length)
      return false;
    if (members.length === 2 && box.w > HOLDING * scale) return true;
    return !pieces.some(({ box: other }, k) => !members.includes(k) && holdsMiddle(box, other));
  };
  const out = new Map(single.map((unit) => [unit.members.join(), unit]));
  for (const unit of units.slice(single.length)) out.set(unit.members.join(), unit);
  for (const [first, unit] of units.entries()) {
    let sets = [{ of: [first], ...unit }];
    for (let size = 2; size <= MOST; size++) {
      const larger = new Map<string, (typeof sets)[number]>();
      for (const { of, members, box } of sets)
        for (const k of of)
          for (const next of near[k]!) {
            // Sets are made once, from the first of their strokes on; no piece is in one twice.
            const { members: others, box: added } = units[next]!;
            if (next <= first || others.some((m) => members.includes(m))) continue;
            const all = [...of, next].sort((a, b) => a - b);
            const key = all.join();
            if (larger.has(key)) continue;
            larger.set(key, {
              of: all,
              members: [...members, ...others].sort((a, b) => a - b),
              box: union([box, added]),
            });
          }
      sets = [...larger.values()].sort((a, b) => around(a.box) - around(b.box)).slice(0, MOST_COMPACT);
      for (const { members, box } of sets) {
        const key = members.join();
        if (!out.has(key) && isSymbol({ members, box })) out.set(key, { members, box });
      }
    }
  }
  return [...out.values()];
}

/** How far two strokes of one symbol may lie apart. */
function reach(a: Box, b: Box, scale: number): number {
  const [dotA, dotB] = [isDot(a, scale), isDot(b, scale)];
  if (dotA && dotB) return NEAR.dots * scale;
  return (dotA || dotB ? NEAR.dot : NEAR.strokes) * Math.max(scale, OWN_SIZE * Math.max(a.h, b.h));
}

/** Whether the middle of another box lies within a box. */
function holdsMiddle({ x, y, w, h }: Box, other: Box): boolean {
  const [dx, dy] = [other.x + other.w / 2 - x, other.y + other.h / 2 - y];
  return dx > 0 && dx < w && dy > 0 && dy < h;
}

const isDot = ({ w, h }: Box, scale: number): boolean => Math.max(w, h) <= DOT * scale;

/** Strokes that were cut, as they were before. */
function wholeStrokes(pieces: readonly Piece[], cutFrom: EquationInk['cutFrom']): Unit[] {
  const slices = new Map<number, number[]>();
  for (const [k, { label }] of pieces.entries())
    for (const stroke of cutFrom.get(label) ?? []) slices.set(stroke, [...(slices.get(stroke) ?? []), k]);
  return [...slices.values()]
    .filter((members) => members.length > 1)
    .map((members) => ({ members, box: union(members.map((k) => pieces[k]!.box)) }));
}

const around = ({ w, h }: Box): number => w + h;
