// What the context model knows of a symbol: not its shape, but what stands around it, and how large it is beside that.
// It tells an x from a times sign, an o from a 0, a 1 from a bracket.
import type { Box } from '../../geometry/box.js';
import type { PlacedSymbol } from './relation-features.js';
import { type Laid, type Relation, relations } from './relations.js';

/** The ways that something hangs on a symbol. */
const WAYS = relations.slice(0, -1) as readonly Relation[];

/** Lengths that are told of it, and of it beside what comes next. */
const LENGTHS = { own: 6, next: 4 } as const;

/**
 * Symbols around it: what it hangs on, what that hangs on, what comes next, what comes after that, and what else hangs
 * on it.
 */
const AROUND = 4 + WAYS.length - 1;

/** Values of one symbol's context, for an alphabet of so many labels; the last ones are all other labels. */
export const contextFeatureCount = (labels: number): number =>
  AROUND * (labels + 1) + WAYS.length + 1 + LENGTHS.own + LENGTHS.next + labels;

/** What a label that the expression has elsewhere counts, and each further one of it. */
const ELSEWHERE = { first: 135, more: 60 } as const;

/** For each symbol what hangs on it, by relation. */
export function hangingOn({ parents, relations: how }: Laid): Map<number, Map<Relation, number>> {
  const out = new Map<number, Map<Relation, number>>();
  for (const [k, parent] of parents.entries()) {
    if (parent < 0) continue;
    const on = out.get(parent) ?? new Map<Relation, number>();
    on.set(how[k]!, k);
    out.set(parent, on);
  }
  return out;
}

/**
 * Writes the context of a symbol.
 * @param column the place of a label in the alphabet; undefined for one that is not in it
 */
export function contextFeatures(
  symbols: readonly PlacedSymbol[],
  laid: Laid,
  hanging: ReadonlyMap<number, ReadonlyMap<Relation, number>>,
  k: number,
  scale: number,
  column: ReadonlyMap<string, number>,
  out: Uint8Array,
  at: number,
): void {
  const labels = column.size;
  const parent = laid.parents[k]!;
  const on = hanging.get(k);
  const next = on?.get('right') ?? -1;
  const before = parent >= 0 ? laid.parents[parent]! : -1;
  const afterNext = hanging.get(next)?.get('right') ?? -1;
  const attached = WAYS.flatMap((way) => (way === 'right' ? [] : [on?.get(way) ?? -1]));
  out.fill(0, at, at + contextFeatureCount(labels));
  let p = at;
  for (const other of [parent, before, next, afterNext, ...attached]) {
    const c = other >= 0 ? column.get(symbols[other]!.label) : labels;
    if (c !== undefined) out[p + c] = 255;
    p += labels + 1;
  }
  out[p + (parent >= 0 ? WAYS.indexOf(laid.relations[k]!) : WAYS.length)] = 255;
  p += WAYS.length + 1;
  const { box } = symbols[k]!;
  const base = parent >= 0 ? symbols[parent]!.box : box;
  const higher = (other: Box): number => Math.log((box.h + 0.1 * scale) / (other.h + 0.1 * scale));
  const lengths = [
    Math.log((box.h + 0.1 * scale) / scale),
    Math.log((box.w + 0.1 * scale) / scale),
    higher(base),
    (box.y + box.h - base.y - base.h) / scale,
    (box.y - base.y) / scale,
    (box.x - base.x - base.w) / scale,
  ];
  const after = symbols[next]?.box;
  if (after) {
    lengths.push(higher(after), (box.y + box.h - after.y - after.h) / scale, (box.y - after.y) / scale);
    lengths.push((after.x - box.x - box.w) / scale);
  }
  for (const length of lengths) out[p++] = 127.5 + 127.5 * Math.tanh(length);
  p = at + contextFeatureCount(labels) - labels;
  for (const [n, { label }] of symbols.entries()) {
    const c = n === k ? undefined : column.get(label);
    if (c !== undefined) out[p + c] = Math.min(255, out[p + c] === 0 ? ELSEWHERE.first : out[p + c]! + ELSEWHERE.more);
  }
}
