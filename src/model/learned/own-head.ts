// What learning adds to the base, which does not change: a linear change of the base's logits by what the base sees
// of a glyph, and a gate that says how much a glyph looks like this hand rather than anybody's (Aljundi et al. 2017,
// "Expert Gate"). A glyph that does not look like this hand is read as the base reads it.
import { sigmoid } from '../../geometry/logistic.js';
import type { BaseOutputs } from '../base-outputs.js';
import type { Habits } from './habits.js';

/** What was learned of one hand. */
export interface OwnHead {
  /**
   * What is added to each logit: a factor for each of the base's features and for each value of its quarters,
   * [columns, features + quarters].
   */
  readonly weight: Float32Array;
  /** And a constant, [columns]. */
  readonly bias: Float32Array;
  /**
   * The log-odds that a glyph is this hand's: a factor for each value that the gate sees, and a constant, which the
   * guard has set.
   */
  readonly gate: Float32Array;
  /** The labels that own samples show. */
  readonly labels: readonly string[];
  /** How the hand puts its glyphs together, where that is not as anybody does. */
  readonly habits?: Habits;
}

/**
 * The hand's logits [n, columns], as if every glyph were the hand's. Labels of which there are no own samples keep the
 * odds that the base gives them.
 */
export function ownLogits(
  { weight, bias, labels }: Omit<OwnHead, 'gate'>,
  { count, features, quarters, logits }: BaseOutputs,
  alphabet: readonly string[],
): Float32Array {
  const columns = bias.length;
  const [depth, rest] = [features.length / Math.max(1, count), quarters.length / Math.max(1, count)];
  const own = Float32Array.from(logits);
  addProducts(own, features, depth, weight, depth + rest, 0, columns);
  addProducts(own, quarters, rest, weight, depth + rest, depth, columns);
  for (let i = 0; i < own.length; i++) own[i]! += bias[i % columns]!;
  keepBaseOdds(own, logits, new Set(labels.map((label) => alphabet.indexOf(label))), columns);
  return own;
}

/**
 * Adds to rows of logits [n, columns] the products of values [n, width] with the columns' factors, [columns, stride],
 * from one of them on. Each value that is read serves four products.
 */
function addProducts(
  logits: Float32Array,
  values: Float32Array,
  width: number,
  weight: Float32Array,
  stride: number,
  from: number,
  columns: number,
): void {
  const n = logits.length / columns;
  for (let c = 0; c < columns; c += 4) {
    const [second, third, fourth] = [1, 2, 3].map((k) => Math.min(c + k, columns - 1)) as [number, number, number];
    const [a, b, e, f] = [c, second, third, fourth].map((column) => column * stride + from) as [
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < n; i++) {
      const at = i * width;
      let one = 0;
      let two = 0;
      let three = 0;
      let four = 0;
      for (let d = 0; d < width; d++) {
        const value = values[at + d]!;
        one += value * weight[a + d]!;
        two += value * weight[b + d]!;
        three += value * weight[e + d]!;
        four += value * weight[f + d]!;
      }
      const to = i * columns;
      logits[to + c]! += one;
      if (c + 1 < columns) logits[to + second]! += two;
      if (c + 2 < columns) logits[to + third]! += three;
      if (c + 3 < columns) logits[to + fourth]! += four;
    }
  }
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

/** What the gate sees of each glyph, [n, gateWidth]: the base's features tell shapes apart, its pen tells pens. */
export function gateView({ count, features, pen }: BaseOutputs): Float32Array {
  const [depth, rest] = [features.length / Math.max(1, count), pen.length / Math.max(1, count)];
  const seen = new Float32Array(count * (depth + rest));
  for (let i = 0; i < count; i++) {
    seen.set(features.subarray(i * depth, (i + 1) * depth), i * (depth + rest));
    seen.set(pen.subarray(i * rest, (i + 1) * rest), i * (depth + rest) + depth);
  }
  return seen;
}

/** Log-odds that each glyph is this hand's, [n], by what the gate sees of it, [n, width]. */
export function oddsOf(view: Float32Array, gate: Float32Array): Float32Array {
  const width = gate.length - 1;
  const all = new Float32Array(view.length / width);
  for (let i = 0; i < all.length; i++) {
    let odds = gate[width]!;
    for (let d = 0; d < width; d++) odds += view[i * width + d]! * gate[d]!;
    all[i] = odds;
  }
  return all;
}

/**
 * The base's logits drawn towards the hand's, as far as each glyph is likely to be the hand's; `offset` is added to the
 * odds.
 */
export function blend(base: Float32Array, own: Float32Array, odds: Float32Array, offset = 0): Float32Array {
  const columns = base.length / odds.length;
  const blended = new Float32Array(base.length);
  for (let i = 0; i < odds.length; i++) {
    const like = sigmoid(odds[i]! + offset);
    for (let at = i * columns; at < (i + 1) * columns; at++) blended[at] = base[at]! + like * (own[at]! - base[at]!);
  }
  return blended;
}
