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
 * Strokes of one symbol lie no further apart than this, in symbols' sizes; dots may be further from each other. Set by
 * eye: of 336 symbols of several strokes 2 % lie further apart than 0.41.
 */
const NEAR = { strokes: 0.55, dots: 1.6 } as const;

/** A dot is no larger than this, in symbols' sizes. */
const DOT = 0.35;

/**
 * A symbol of several strokes is no higher and no wider than this, in symbols' sizes; beside a bar or a roof that is
 * `bar` wide or wider it may be this much wider than that.
 */
const LARGEST = { height: 3.5, width: 4.5, bar: 2, beside: 1.2 } as const;

/** Of the sets of so many strokes that begin with one piece, only the most compact ones are tried. */
const MOST_COMPACT = 6;

/**
 * The hypotheses about `pieces`, whose symbols usually measure `scale`: each piece, and sets of which no more than half
 * are surely symbols by themselves.
 */
export function symbolHypotheses(
  { pieces, scale, cutFrom }: Pick<EquationInk, 'pieces' | 'scale' | 'cutFrom'>,
  isSure: (piece: number) => boolean,
): SymbolHypothesis[] {
  const isDot = ({ box }: Piece): boolean => Math.max(box.w, box.h) <= DOT * scale;
  const reach = (a: Piece, b: Piece): number => (isDot(a) && isDot(b) ? NEAR.dots : NEAR.strokes) * scale;
  const near = pieces.map((a, i) =>
    pieces.flatMap((b, j) => (j !== i && distanceBetween(a.box, b.box) <= reach(a, b) ? [j] : [])),
  );
  const isSymbol = ({ members, box }: SymbolHypothesis): boolean => {
    const widest = Math.max(...members.map((k) => pieces[k]!.box.w));
    const most = widest > LARGEST.bar * scale ? widest + LARGEST.beside * scale : LARGEST.width * scale;
    return box.h <= LARGEST.height * scale && box.w <= most && 2 * members.filter(isSure).length <= members.length;
  };
  const out: SymbolHypothesis[] = [];
  for (const [first, piece] of pieces.entries()) {
    let sets: SymbolHypothesis[] = [{ members: [first], box: piece.box }];
    out.push(...sets);
    for (let size = 2; size <= MOST; size++) {
      const larger = new Map<string, SymbolHypothesis>();
      for (const { members } of sets)
        for (const k of members)
          for (const next of near[k]!) {
            // Sets are made once, from the first of their pieces on.
            if (next <= first || members.includes(next)) continue;
            const all = [...members, next].sort((a, b) => a - b);
            const set = { members: all, box: union(all.map((m) => pieces[m]!.box)) };
            if (!larger.has(all.join())) larger.set(all.join(), set);
          }
      sets = [...larger.values()].sort((a, b) => around(a.box) - around(b.box)).slice(0, MOST_COMPACT);
      out.push(...sets.filter(isSymbol));
    }
  }
  return [...out, ...wholeStrokes(pieces, cutFrom)];
}

/** Strokes that were cut to more pieces than a set has, as they were before. */
function wholeStrokes(pieces: readonly Piece[], cutFrom: EquationInk['cutFrom']): SymbolHypothesis[] {
  const slices = new Map<number, number[]>();
  for (const [k, { label }] of pieces.entries()) {
    const stroke = cutFrom.get(label);
    if (stroke !== undefined) slices.set(stroke, [...(slices.get(stroke) ?? []), k]);
  }
  return [...slices.values()]
    .filter((members) => members.length > MOST)
    .map((members) => ({ members, box: union(members.map((k) => pieces[k]!.box)) }));
}

const around = ({ w, h }: Box): number => w + h;
