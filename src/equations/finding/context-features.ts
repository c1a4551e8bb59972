// What the context model knows of a symbol: not its shape, but what stands around it, and how large it is beside that.
// It tells an x from a times sign, an o from a 0, a 1 from a bracket.
import type { PlacedSymbol } from './relation-features.js';
import { type Laid, type Relation, relations } from './relations.js';

/** The ways that something hangs on a symbol. */
const WAYS = relations.slice(0, -1) as readonly Relation[];

/** Lengths that are told. */
const LENGTHS = 6;

/** Symbols around it: what it hangs on, what comes next, and what that hangs on. */
const AROUND = 3;

/** Values of one symbol's context, for an alphabet of so many labels. */
export const contextFeatureCount = (labels: number): number => AROUND * (labels + 1) + 2 * WAYS.length + 1 + LENGTHS;

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
  const next = hanging.get(k)?.get('right') ?? -1;
  const before = parent >= 0 ? laid.parents[parent]! : -1;
  out.fill(0, at, at + contextFeatureCount(labels));
  let p = at;
  for (const other of [parent, next, before]) {
    const c = other >= 0 ? column.get(symbols[other]!.label) : labels;
    if (c !== undefined) out[p + c] = 255;
    p += labels + 1;
  }
  if (parent >= 0) out[p + WAYS.indexOf(laid.relations[k]!)] = 255;
  else out[p + WAYS.length] = 255;
  p += WAYS.length + 1;
  for (const [w, way] of WAYS.entries()) if (hanging.get(k)?.has(way)) out[p + w] = 255;
  p += WAYS.length;
  const { box } = symbols[k]!;
  const on = parent >= 0 ? symbols[parent]!.box : box;
  const lengths = [
    Math.log((box.h + 0.1 * scale) / scale),
    Math.log((box.w + 0.1 * scale) / scale),
    Math.log((box.h + 0.1 * scale) / (on.h + 0.1 * scale)),
    (box.y + box.h - on.y - on.h) / scale,
    (box.y - on.y) / scale,
    (box.x - on.x - on.w) / scale,
  ];
  for (const length of lengths) out[p++] = 127.5 + 127.5 * Math.tanh(length);
}
