// How far two shapes lie apart, by what anybody's digits do: directions in which the rehearsed digits vary much count
// less (Mahalanobis). What is learned in this metric changes anybody's digits least, and needs no further look at them.
import { cholesky, gram, solveLower, solveUpper } from '../../geometry/cholesky.js';
import type { BaseOutputs } from '../../model/base-outputs.js';

/** A part of what is added to the metric, in units of the digits' mean variance. Set by `node bench/hands.mjs`. */
const SHRINKAGE = 3;

/** The metric of a base's shapes: `features` and `quarters` side by side. */
export interface ShapeMetric {
  /** Values of a shape. */
  readonly width: number;
  /** The Cholesky factor of the digits' covariance, [width, width]; only its lower triangle is read. */
  readonly factor: Float64Array;
  /** Shapes where their products are those of the metric, [count, width]. */
  whiten(outputs: BaseOutputs): Float64Array;
  /**
   * Linear functions of whitened shapes, [columns, width], as functions of the shapes themselves: a factor for each
   * value, [columns, width], and constants, [columns].
   */
  unwhiten(rows: Float64Array): { readonly weight: Float32Array; readonly bias: Float32Array };
}

/** The metric of rehearsed digits. @param known `factor` of the same digits, where it has been computed before */
export function shapeMetric(digits: BaseOutputs, known?: Float64Array): ShapeMetric {
  const parts = [digits.features, digits.quarters].map((rows) => centredPart(rows, digits.count));
  const width = parts.reduce((sum, { mean }) => sum + mean.length, 0);
  const mean = Float64Array.from(parts.flatMap((part) => [...part.mean]));
  const scale = Float64Array.from(parts.flatMap((part) => [...part.mean].map(() => part.scale)));

  /** Shapes less the mean, each part scaled. */
  const centred = ({ count, features, quarters }: BaseOutputs): Float64Array => {
    const rows = new Float64Array(count * width);
    const depth = features.length / Math.max(1, count);
    for (let i = 0; i < count; i++) {
      rows.set(features.subarray(i * depth, (i + 1) * depth), i * width);
      rows.set(quarters.subarray(i * (width - depth), (i + 1) * (width - depth)), i * width + depth);
    }
    for (let from = 0; from < rows.length; from += width)
      for (let d = 0; d < width; d++) rows[from + d] = (rows[from + d]! - mean[d]!) * scale[d]!;
    return rows;
  };

  const factor = known ?? factorOf(centred(digits), width, (parts.length * digits.count) / width);
  return {
    width,
    factor,
    whiten: (outputs) => solveLower(factor, width, centred(outputs)),
    unwhiten(rows) {
      const columns = rows.length / width;
      const plain = solveUpper(factor, width, rows.slice());
      const weight = new Float32Array(rows.length);
      const bias = new Float64Array(columns);
      for (let c = 0; c < columns; c++)
        for (let d = 0; d < width; d++) {
          const value = plain[c * width + d]! * scale[d]!;
          weight[c * width + d] = value;
          bias[c]! -= value * mean[d]!;
        }
      return { weight, bias: Float32Array.from(bias) };
    },
  };
}

/**
 * The factor of the covariance of centred rows [count, width], in units of the mean variance: the parts have a variance
 * of 1 each, over all of their values.
 */
function factorOf(rows: Float64Array, width: number, unit: number): Float64Array {
  const covariance = gram(rows, width);
  for (let i = 0; i < covariance.length; i++) covariance[i]! /= unit;
  for (let i = 0; i < width; i++) covariance[i * (width + 1)]! += SHRINKAGE;
  return cholesky(covariance, width);
}

/** The mean of rows [count, …], and what scales their mean square distance from it to 1. */
function centredPart(rows: Float32Array, count: number): { readonly mean: Float64Array; readonly scale: number } {
  const width = rows.length / count;
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / count;
  let square = 0;
  for (let i = 0; i < rows.length; i++) square += (rows[i]! - mean[i % width]!) ** 2 / count;
  return { mean, scale: square > 0 ? 1 / Math.sqrt(square) : 0 };
}
