// Which symbols may hang on which, as the relation model judges pairs.

import { distanceBetween } from '../../geometry/box.js';
import type { PairChances } from './layout-tree.js';
import { type PlacedSymbol, relationFeatureCount, relationFeatures } from './relation-features.js';
import { type Relation, relations } from './relations.js';

/** Judges pairs of symbols. */
export interface RelationModel {
  /** Chances [count, relations.length] of features [count, relationFeatureCount]. */
  relate(features: Uint8Array, count: number): Float32Array;
}

/** A symbol hangs on one of so many nearest ones. Training sees as many. */
const NEAREST = 9;

/** Beside these, on one of so many that stand before it on its level. */
const BEFORE = 3;

/** No chance counts as less. */
const LEAST = 1e-6;

/** The logarithm of how seldom a symbol begins an expression, beside what the model says. Chosen on writers apart. */
const BEGINS = -8;

/**
 * The others nearest to a symbol, and those nearest before it on its level: around a large fraction's bar stand many
 * nearer ones than what it comes after.
 */
export function nearestTo(symbols: readonly PlacedSymbol[], child: number): number[] {
  const { box } = symbols[child]!;
  const middle = box.y + box.h / 2;
  const others = [...symbols.keys()]
    .filter((k) => k !== child)
    .map((k) => ({ k, other: symbols[k]!.box, far: distanceBetween(symbols[k]!.box, box) }))
    .sort((a, b) => a.far - b.far);
  const nearest = others.slice(0, NEAREST);
  const before = others
    .slice(NEAREST)
    .filter(({ other: { x, y, w, h } }) => x + w / 2 < box.x && y - h / 2 < middle && y + 1.5 * h > middle)
    .slice(0, BEFORE);
  return [...nearest, ...before].map(({ k }) => k);
}

/** The edges of all trees that symbols of this usual size may make. */
export function pairChances(symbols: readonly PlacedSymbol[], scale: number, model: RelationModel): PairChances[] {
  const pairs = [...symbols.keys()].flatMap((child) => nearestTo(symbols, child).map((parent) => ({ parent, child })));
  const features = new Uint8Array(pairs.length * relationFeatureCount);
  for (const [k, { parent, child }] of pairs.entries())
    relationFeatures(symbols, parent, child, scale, features, k * relationFeatureCount);
  const chances = model.relate(features, pairs.length);
  const alone = new Float64Array(symbols.length).fill(1);
  const edges: PairChances[] = [];
  for (const [k, { parent, child }] of pairs.entries()) {
    for (const [r, relation] of relations.entries()) {
      const chance = chances[k * relations.length + r]!;
      if (relation === 'none') alone[child] = Math.min(alone[child]!, chance);
      else if (chance > 1e-4)
        edges.push({ parent, child, relation: relation as Relation, gain: Math.log(Math.max(LEAST, chance)) });
    }
  }
  for (const [child, chance] of alone.entries())
    edges.push({ parent: -1, child, relation: 'right', gain: Math.log(Math.max(LEAST, chance)) + BEGINS });
  return edges;
}
