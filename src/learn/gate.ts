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
  const sides = [own, anybody].map(({ view, weights }, side) => ({
    rows: view.map((value, i) => (spread[i % width]! > 0 ? (value - mean[i % width]!) / spread[i % width]! : 0)),
    weights: weights.map((weight) => weight / (2 * weights.reduce((sum, each) => sum + each, 0))),
    truth: 1 - side,
  }));
  const gate = new Float64Array(width + 1);
  const [first, second] = [new Float64Array(width + 1), new Float64Array(width + 1)];
  for (let step = 1; step <= steps; step++) {
    const slope = gate.map((factor, d) => (d < width ? decay * factor : 0));
    for (const { rows, weights, truth } of sides)
      for (let i = 0, from = 0; i < weights.length; i++, from += width) {
        // In place, and with no views made: this runs for every row in every step.
        let odds = gate[width]!;
        for (let d = 0; d < width; d++) odds += rows[from + d]! * gate[d]!;
        const error = weights[i]! * (1 / (1 + Math.exp(-odds)) - truth);
        for (let d = 0; d < width; d++) slope[d]! += error * rows[from + d]!;
        slope[width]! += error;
      }
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

/** Means and standard deviations, [width]; 0 where hardly anything varies. */
function spreadOf(view: Float32Array, width: number): { mean: Float64Array; spread: Float64Array } {
  const n = view.length / width;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  view.forEach((value, i) => {
    mean[i % width]! += value / n;
  });
  view.forEach((value, i) => {
    spread[i % width]! += (value - mean[i % width]!) ** 2 / n;
  });
  const floor = (flat * spread.reduce((sum, square) => sum + Math.sqrt(square), 0)) / width;
  return { mean, spread: spread.map((square) => (Math.sqrt(square) > floor ? Math.sqrt(square) : 0)) };
}
