// Whether a glyph looks like this hand or like anybody's: linear discriminant analysis (Fisher 1936) of the base's features,
// with the spread of anybody's digits, shrunk towards equal spread since there are few (Friedman 1989).
import { meanRow } from '../model/rows.js';

/** Share of the mean variance added to every variance. */
const shrinkage = 0.1;
/** Log-odds in the hand's favour: it is its page that is being read. */
const favour = 1;

/** The gate's factors and constant, [d + 1], from features [n, d] of the hand's samples and of anybody's digits. */
export function fitGate(own: Float32Array, anybody: Float32Array, width: number): Float32Array {
  const [mine, theirs] = [meanRow(own, width), meanRow(anybody, width)];
  const covariance = covarianceOf(anybody, theirs);
  let trace = 0;
  for (let i = 0; i < width; i++) trace += covariance[i * width + i]!;
  for (let i = 0; i < width; i++) covariance[i * width + i]! += (shrinkage * trace) / width + 1e-9;
  const factors = solve(
    covariance,
    mine.map((value, i) => value - theirs[i]!),
  );
  const middle = factors.reduce((sum, factor, i) => sum + (factor * (mine[i]! + theirs[i]!)) / 2, 0);
  return Float32Array.from([...factors, favour - middle]);
}

function covarianceOf(rows: Float32Array, mean: Float64Array): Float64Array {
  const width = mean.length;
  const sums = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let from = 0; from < rows.length; from += width) {
    for (let d = 0; d < width; d++) row[d] = rows[from + d]! - mean[d]!;
    for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) sums[i * width + j]! += row[i]! * row[j]!;
  }
  const count = Math.max(1, rows.length / width - 1);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) sums[i * width + j] = sums[j * width + i] = sums[i * width + j]! / count;
  return sums;
}

/** Solves a x = b for a symmetric positive definite a [n, n], which is overwritten by its Cholesky factor. */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]!;
    }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= a[i * n + k]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= a[k * n + i]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  return x;
}
