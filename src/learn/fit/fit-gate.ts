// Whether a glyph looks like this hand or like anybody's: logistic regression between the hand's samples and rehearsed
// digits. Each is weighted by how differently the base and the hand's head read it, since only where they differ does
// it matter which of them is believed (importance weighting by the loss: Zadrozny et al. 2003).
import { type ClassRows, openLogisticLoss } from '../../engine/logistic-gradient.js';
import { softmax } from '../../model/logits.js';

/** The hand's glyphs as the gate sees them, and how much each matters. */
export interface WeightedViews {
  /** `gateView` of the glyphs, [n, width]. */
  readonly view: Float32Array;
  /** Weights of the glyphs, [n]. */
  readonly weights: Float64Array;
}

/** How the gate is fitted. */
const FIT = {
  /** Weight decay of the factors. */
  decay: 3e-3,
  steps: 200,
  /** Adam's learning rate. */
  rate: 0.05,
  /** Slopes smaller than this are rounding. */
  epsilon: 1e-5,
};
/** The weight of a glyph that both readers read alike. */
const LEAST_WEIGHT = 0.05;
/** A value that varies less than this share of the values' mean deviation says nothing. */
const LEAST_SPREAD = 0.01;

/**
 * How much each glyph matters: the total variation distance, 0 to 1, between two readers' probabilities, from their
 * logits
 * [n, columns], and a little more, so that each glyph matters.
 */
export function disagreement(
  base: Float32Array,
  own: Float32Array,
  columns: number,
  temperature: number,
): Float64Array {
  const [p, q] = [base, own].map((logits) => softmax(logits.slice(), columns, temperature)) as [
    Float32Array,
    Float32Array,
  ];
  const weights = new Float64Array(base.length / columns).fill(LEAST_WEIGHT);
  for (let i = 0; i < p.length; i++) weights[Math.floor(i / columns)]! += Math.abs(p[i]! - q[i]!) / 2;
  return weights;
}

/** Anybody's glyphs as the gate sees them, in units of how they vary. */
export interface AnybodysViews {
  /** [n, width], less the mean and divided by the spread. */
  readonly rows: Float32Array;
  /** Of each value, [width]. */
  readonly mean: Float64Array;
  /** Of each value, [width]; 0 where it hardly varies. */
  readonly spread: Float64Array;
}

/** Gets anybody's views, [n, width], ready for `fitGate`. */
export function anybodysViews(view: Float32Array, width: number): AnybodysViews {
  const { mean, spread } = spreadOf(view, width);
  return { rows: standardised(view, mean, spread), mean, spread };
}

/**
 * The gate's factors and constant, [width + 1]. They give the log-odds that a glyph is the hand's, where the hand's and
 * anybody's glyphs are equally frequent.
 * @param weights how much each of anybody's glyphs matters, [n]
 */
export function fitGate(
  own: WeightedViews,
  { rows, mean, spread }: AnybodysViews,
  weights: Float64Array,
): Float32Array {
  const width = mean.length;
  const side = (each: Float32Array, much: Float64Array, truth: 0 | 1): ClassRows => {
    const total = much.reduce((sum, one) => sum + one, 0);
    return { rows: each, weights: much.map((one) => one / (2 * total)), truth };
  };
  const mine = side(standardised(own.view, mean, spread), own.weights, 1);
  const regression = openLogisticLoss([mine, side(rows, weights, 0)], width);
  const gate = new Float64Array(width + 1);
  const [first, second] = [new Float64Array(width + 1), new Float64Array(width + 1)];
  for (let step = 1; step <= FIT.steps; step++) {
    const slope = regression.gradient(gate);
    // Adam (Kingma & Ba 2015): the values differ too much in how they vary together for plain descent.
    for (let d = 0; d <= width; d++) {
      const down = slope[d]! + (d < width ? FIT.decay * gate[d]! : 0);
      first[d] = 0.9 * first[d]! + 0.1 * down;
      second[d] = 0.99 * second[d]! + 0.01 * down ** 2;
      gate[d]! -=
        (FIT.rate * first[d]!) / (1 - 0.9 ** step) / (Math.sqrt(second[d]! / (1 - 0.99 ** step)) + FIT.epsilon);
    }
  }
  regression.close();
  const factors = gate.subarray(0, width).map((factor, d) => (spread[d]! > 0 ? factor / spread[d]! : 0));
  const constant = factors.reduce((sum, factor, d) => sum - factor * mean[d]!, gate[width]!);
  return Float32Array.from([...factors, constant]);
}

/** Rows less the mean, in units of the spread; 0 where that is 0. */
function standardised(view: Float32Array, mean: Float64Array, spread: Float64Array): Float32Array {
  const width = mean.length;
  const rows = new Float32Array(view.length);
  for (let from = 0; from < view.length; from += width)
    for (let d = 0; d < width; d++) if (spread[d]! > 0) rows[from + d] = (view[from + d]! - mean[d]!) / spread[d]!;
  return rows;
}

/** Means and standard deviations of the columns, [width]. A deviation is 0 where the column hardly varies. */
function spreadOf(view: Float32Array, width: number): { mean: Float64Array; spread: Float64Array } {
  const n = view.length / width;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  for (let from = 0; from < view.length; from += width) for (let d = 0; d < width; d++) mean[d]! += view[from + d]! / n;
  for (let from = 0; from < view.length; from += width)
    for (let d = 0; d < width; d++) spread[d]! += (view[from + d]! - mean[d]!) ** 2 / n;
  const floor = (LEAST_SPREAD * spread.reduce((sum, square) => sum + Math.sqrt(square), 0)) / width;
  return { mean, spread: spread.map((square) => (Math.sqrt(square) > floor ? Math.sqrt(square) : 0)) };
}
