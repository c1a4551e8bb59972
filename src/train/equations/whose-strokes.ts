// Whose ink some strokes are: what was found on a drawn expression, held against what each symbol of it inked.
import type { EquationInk } from '../../equations/finding/equation-ink.js';
import type { Piece } from '../../strokes/piece.js';
import type { DrawnExpression } from './draw-expression.js';

/** Strokes that hold this share of a symbol's ink, and little else, are that symbol. */
const WHOLE = 0.75;

/** A pixel of a drawn symbol is its ink from here on, of 255. */
const INKED = 127;

/** How many pixels each symbol inked. */
export const inkOfSymbols = ({ masks }: DrawnExpression): number[] =>
  masks.map(({ ink }) => ink.reduce((sum, value) => sum + +(value > INKED), 0));

/** The symbol that some strokes are, or -1. */
export function symbolOf(
  pieces: readonly Piece[],
  shares: ReadonlyMap<number, Float64Array>,
  totals: readonly number[],
): number {
  const sums = new Float64Array(totals.length);
  let area = 0;
  for (const { label, area: own } of pieces) {
    area += own;
    for (const [s, share] of shares.get(label)!.entries()) sums[s]! += share;
  }
  let best = 0;
  for (let s = 1; s < sums.length; s++) if (sums[s]! > sums[best]!) best = s;
  const others = sums.reduce((sum, value, s) => sum + (s === best ? 0 : value), 0);
  if (sums[best]! < WHOLE * totals[best]! || others > (1 - WHOLE) * area) return -1;
  // A dot or a bar that belongs to it may be little of its ink; each of its strokes must be there, and no other's.
  const all = [...shares].filter(([, share]) => share[best]! > 0.5 * share.reduce((a, b) => a + b, 0));
  const members = new Set(pieces.map(({ label }) => label));
  return all.every(([label]) => members.has(label)) && all.length === members.size ? best : -1;
}

/** For each piece's label, how many of its pixels each symbol inked. */
export function sharesOf({ ink, labels, pieces }: EquationInk, { masks }: DrawnExpression): Map<number, Float64Array> {
  const shares = new Map(pieces.map(({ label }) => [label, new Float64Array(masks.length)]));
  for (const [s, mask] of masks.entries())
    for (let y = 0, k = 0; y < mask.height; y++)
      for (let i = (mask.y + y) * ink.plane.width + mask.x, end = i + mask.width; i < end; i++, k++) {
        if (mask.ink[k]! <= INKED) continue;
        const share = shares.get(labels[i]!);
        if (share) share[s]!++;
      }
  return shares;
}
