// Whether a glyph looks like this hand or like anybody's: logistic regression between the hand's samples and rehearsed digits, each
// weighted by how differently the base and the tuned layers read it, since it matters only there which of them is believed
// (importance weighting by the loss: Zadrozny et al. 2003).
import { softmax } from '../model/model.js';

/** Glyphs as the gate sees them, [n, width], and how much each matters. */
export interface Weighed {
  readonly view: Float32Array;
  readonly weights: Float64Array;
}

const decay = 3e-3;
const steps = 60;
const rate = 0.05;
/** Rows that are looked at together. */
const block = 4;
/** What a glyph matters that both read alike. */
const least = 0.05;
/** Values that vary less than this share of the others' mean deviation say nothing. */
const flat = 0.01;

/** How much each row matters: the total variation between two readers' chances, from logits [n, columns]. */
export function disagreement(
  base: Float32Array,
  tuned: Float32Array,
  columns: number,
  temperature: number,
): Float64Array {
  const [p, q] = [base, tuned].map((logits) => softmax(logits.slice(), columns, temperature)) as [
    Float32Array,
    Float32Array,
  ];
  const apart = new Float64Array(base.length / columns).fill(least);
  for (let i = 0; i < p.length; i++) apart[Math.floor(i / columns)]! += Math.abs(p[i]! - q[i]!) / 2;
  return apart;
}

/** The gate's factors and constant, [width + 1]: log-odds that what is seen is the hand's, both being equally likely. */
export function fitGate(own: Weighed, anybody: Weighed, width: number): Float32Array {
  const { mean, spread } = spreadOf(anybody.view, width);
  const sides = [own, anybody].map(({ view, weights }, side) => {
    const total = weights.reduce((sum, each) => sum + each, 0);
    // Whole blocks of four rows; those added matter nothing.
    const count = Math.ceil(weights.length / block) * block;
    const rows = new Float64Array(count * width);
    for (let from = 0; from < view.length; from += width)
      for (let d = 0; d < width; d++) if (spread[d]! > 0) rows[from + d] = (view[from + d]! - mean[d]!) / spread[d]!;
    const shares = new Float64Array(count);
    for (const [i, weight] of weights.entries()) shares[i] = weight / (2 * total);
    return { rows, shares, truth: 1 - side };
  });
  const gate = new Float64Array(width + 1);
  const [first, second] = [new Float64Array(width + 1), new Float64Array(width + 1)];
  for (let step = 1; step <= steps; step++) {
    const slope = gate.map((factor, d) => (d < width ? decay * factor : 0));
    for (const side of sides) addSlope(slope, gate, side, width);
    // Adam (Kingma & Ba 2015): the values differ too much in how they vary together for plain descent.
    for (let d = 0; d <= width; d++) {
      first[d] = 0.9 * first[d]! + 0.1 * slope[d]!;
      second[d] = 0.99 * second[d]! + 0.01 * slope[d]! ** 2;
      gate[d]! -= (rate * first[d]!) / (1 - 0.9 ** step) / (Math.sqrt(second[d]! / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  const factors = gate.subarray(0, width).map((factor, d) => (spread[d]! > 0 ? factor / spread[d]! : 0));
  const constant = factors.reduce((sum, factor, d) => sum - factor * mean[d]!, gate[width]!);
  return Float32Array.from([...factors, constant]);
}

interface Side {
  /** [shares, width] */
  readonly rows: Float64Array;
  readonly shares: Float64Array;
  readonly truth: number;
}

/** Adds one side's slope of the log-loss, in place: four rows at a time, since this runs for every row in every step. */
function addSlope(slope: Float64Array, gate: Float64Array, { rows, shares, truth }: Side, width: number): void {
  const constant = gate[width]!;
  const error = (i: number, odds: number): number => shares[i]! * (1 / (1 + Math.exp(-odds)) - truth);
  for (let i = 0, one = 0; i < shares.length; i += block, one += block * width) {
    const two = one + width;
    const three = two + width;
    const four = three + width;
    let first = constant;
    let second = constant;
    let third = constant;
    let fourth = constant;
    for (let d = 0; d < width; d++) {
      const factor = gate[d]!;
      first += rows[one + d]! * factor;
      second += rows[two + d]! * factor;
      third += rows[three + d]! * factor;
      fourth += rows[four + d]! * factor;
    }
    first = error(i, first);
    second = error(i + 1, second);
    third = error(i + 2, third);
    fourth = error(i + 3, fourth);
    for (let d = 0; d < width; d++)
      slope[d]! +=
        first * rows[one + d]! + second * rows[two + d]! + third * rows[three + d]! + fourth * rows[four + d]!;
    slope[width]! += first + second + third + fourth;
  }
}

/** Means and standard deviations, [width]; 0 where hardly anything varies. */
function spreadOf(view: Float32Array, width: number): { mean: Float64Array; spread: Float64Array } {
  const n = view.length / width;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  for (let from = 0; from < view.length; from += width) for (let d = 0; d < width; d++) mean[d]! += view[from + d]! / n;
  for (let from = 0; from < view.length; from += width)
    for (let d = 0; d < width; d++) spread[d]! += (view[from + d]! - mean[d]!) ** 2 / n;
  const floor = (flat * spread.reduce((sum, square) => sum + Math.sqrt(square), 0)) / width;
  return { mean, spread: spread.map((square) => (Math.sqrt(square) > floor ? Math.sqrt(square) : 0)) };
}
