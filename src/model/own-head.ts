// What learning adds to the base, which does not change: a tuned copy of its last layers, the hand's own samples as the
// tuned layers see them (a cache beside the head: Zhang et al. 2022, "Tip-Adapter"), and a gate that says how much a
// glyph looks like this hand rather than anybody's (Aljundi et al. 2017, "Expert Gate"). A glyph that does not look
// like this hand is read as the base reads it.
import type { Tensor, Weights } from '../engine/engine.js';
import { sigmoid } from '../geometry/logistic.js';
import { cosines, directions } from './feature-rows.js';

/** What was learned of one hand. */
export interface OwnHead {
  /** The layers from this one on have a tuned copy. */
  readonly cut: number;
  /** The weights of the tuned layers, named as in the whole network. */
  readonly tuned: Weights;
  /**
   * The log-odds that a glyph is this hand's: a factor for each value of its `gateFeatures`, and a constant, which the
   * guard has set.
   */
  readonly gate: Float32Array;
  /** Mean of the tuned features over anybody's digits, [d]. */
  readonly mean: Float32Array;
  /** Directions of the own samples' tuned features, [samples, d]. */
  readonly keys: Float32Array;
  /** The labels of the own samples. */
  readonly labels: readonly string[];
}

/** The cache of own samples. Set by eye. */
const cache = {
  /** What one own sample adds to the logit of its label where a glyph looks the same. */
  strength: 2,
  /** The distance, as 1 - cosine, at which it adds 1/e of that. */
  reach: 0.1,
} as const;

/** Logits [n, columns] of features [n, d] by a last layer's weight [d, columns] and bias [columns]. */
export function lastLayer(features: Float32Array, weight: Tensor, bias: Tensor): Float32Array {
  const [width, columns] = weight.shape as readonly [number, number];
  const logits = new Float32Array((features.length / width) * columns);
  const row = new Float64Array(columns);
  for (let from = 0, to = 0; from < features.length; from += width, to += columns) {
    row.set(bias.data);
    for (let d = 0; d < width; d++) {
      const value = features[from + d]!;
      if (value !== 0) for (let c = 0; c < columns; c++) row[c]! += value * weight.data[d * columns + c]!;
    }
    logits.set(row, to);
  }
  return logits;
}

/**
 * Adds to tuned logits [n, columns], in place, what the own samples say about tuned features [n, d]. Labels of which
 * there are no own samples keep the odds that the base gives them, by its logits [n, columns].
 */
export function addOwnSamples(
  logits: Float32Array,
  features: Float32Array,
  base: Float32Array,
  head: Pick<OwnHead, 'mean' | 'keys' | 'labels'>,
  alphabet: readonly string[],
): void {
  const { mean, keys, labels } = head;
  const likeness = cosines(directions(features, Float64Array.from(mean)), keys, mean.length);
  const columns = labels.map((label) => alphabet.indexOf(label));
  for (let i = 0, at = 0; i < features.length / mean.length; i++)
    for (const column of columns) {
      const cosine = likeness[at++]!;
      if (column >= 0)
        logits[i * (alphabet.length + 1) + column]! += cache.strength * Math.exp((cosine - 1) / cache.reach);
    }
  keepBaseOdds(logits, base, new Set(columns), alphabet.length + 1);
}

/**
 * Gives labels of which there are no own samples the base's odds among each other. Tuned logits [n, columns] keep, in
 * place, what they say about all of these labels together (their log-sum-exp). The last column is "not a symbol", which
 * is no label.
 */
export function keepBaseOdds(
  tuned: Float32Array,
  base: Float32Array,
  shown: ReadonlySet<number>,
  columns: number,
): void {
  const kept = Array.from({ length: columns - 1 }, (_, c) => c).filter((c) => !shown.has(c));
  if (kept.length === 0) return;
  const together = (logits: Float32Array, from: number): number => {
    let top = Number.NEGATIVE_INFINITY;
    for (const c of kept) top = Math.max(top, logits[from + c]!);
    return top + Math.log(kept.reduce((sum, c) => sum + Math.exp(logits[from + c]! - top), 0));
  };
  for (let from = 0; from < tuned.length; from += columns) {
    const shift = together(tuned, from) - together(base, from);
    for (const c of kept) tuned[from + c] = base[from + c]! + shift;
  }
}

/** Log-odds that each glyph is this hand's, [n], by what the gate sees of it, [n, width]. */
export function oddsOf(view: Float32Array, gate: Float32Array): Float32Array {
  const width = gate.length - 1;
  return Float32Array.from({ length: view.length / width }, (_, i) => {
    let odds = gate[width]!;
    for (let d = 0; d < width; d++) odds += view[i * width + d]! * gate[d]!;
    return odds;
  });
}

/**
 * The base's logits drawn towards the tuned ones, as far as each glyph is likely to be the hand's; `offset` is added to
 * the odds.
 */
export function blend(base: Float32Array, tuned: Float32Array, odds: Float32Array, offset = 0): Float32Array {
  const columns = base.length / odds.length;
  const like = odds.map((each) => sigmoid(each + offset));
  return base.map((value, i) => value + like[Math.floor(i / columns)]! * (tuned[i]! - value));
}
