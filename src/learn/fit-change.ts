// The linear change of the base's logits that a hand's samples ask for: ridge regression in the metric of anybody's
// digits (Hoerl & Kennard 1970), solved at once. A sample asks for nothing where its label leads by the margin already.
import { cholesky, gram, solveLower, solveUpper } from '../geometry/cholesky.js';

/** How a change is fitted. */
export interface ChangeOptions {
  /** By how much, in logits, a sample's label is to lead each other label. */
  readonly margin: number;
  /** By how much it is to lead "not a symbol": less, so that clutter by the same pen is not taken for digits. */
  readonly symbolMargin: number;
  /** How strongly the change is held back (the ridge), for samples whose shapes have a length of 1 in the metric. */
  readonly ridge: number;
}

/** Samples, ready to be fitted. */
export interface FittedSamples {
  /** Their whitened shapes, [count, width]. */
  readonly shapes: Float64Array;
  /** The base's logits, [count, columns]; the last column is "not a symbol". */
  readonly logits: Float32Array;
  /** Their labels, [count], as columns. */
  readonly labels: readonly number[];
}

/** What is added to each column's logit for a whitened shape, [columns, width]. */
export function fitChange({ shapes, logits, labels }: FittedSamples, options: ChangeOptions): Float64Array {
  const count = labels.length;
  const width = shapes.length / count;
  const columns = logits.length / count;
  const wanted = wantedChange(logits, labels, options);
  // Of the two equal ways to solve it, the one with the smaller matrix.
  return count > width
    ? solveByValues(shapes, wanted, width, columns, options.ridge)
    : solveBySamples(shapes, wanted, width, columns, options.ridge);
}

/** By how much each sample's logits are to change, [columns, count]: half up, for its label, and half down. */
function wantedChange(
  logits: Float32Array,
  labels: readonly number[],
  { margin, symbolMargin }: ChangeOptions,
): Float64Array {
  const count = labels.length;
  const columns = logits.length / count;
  const wanted = new Float64Array(columns * count);
  for (const [i, label] of labels.entries()) {
    const own = logits[i * columns + label]!;
    let most = 0;
    for (let c = 0; c < columns; c++) {
      if (c === label) continue;
      const lacks = Math.max(0, logits[i * columns + c]! - own + (c === columns - 1 ? symbolMargin : margin));
      wanted[c * count + i] = -lacks / 2;
      most = Math.max(most, lacks);
    }
    wanted[label * count + i] = most / 2;
  }
  return wanted;
}

/** Zᵀ · (Z · Zᵀ + ridge)⁻¹ · wanted, for shapes Z. */
function solveBySamples(
  shapes: Float64Array,
  wanted: Float64Array,
  width: number,
  columns: number,
  ridge: number,
): Float64Array {
  const count = shapes.length / width;
  const factor = cholesky(ridged(products(shapes, width), count, ridge), count);
  const shares = solveUpper(factor, count, solveLower(factor, count, wanted));
  return combined(shapes, shares, width, columns);
}

/** (Zᵀ · Z + ridge)⁻¹ · Zᵀ · wanted. */
function solveByValues(
  shapes: Float64Array,
  wanted: Float64Array,
  width: number,
  columns: number,
  ridge: number,
): Float64Array {
  const factor = cholesky(ridged(gram(shapes, width), width, ridge), width);
  return solveUpper(factor, width, solveLower(factor, width, combined(shapes, wanted, width, columns)));
}

function ridged(matrix: Float64Array, n: number, ridge: number): Float64Array {
  for (let i = 0; i < n; i++) matrix[i * (n + 1)]! += ridge;
  return matrix;
}

/** The lower triangle of Z · Zᵀ, [count, count]. Each value that is read serves four products. */
function products(shapes: Float64Array, width: number): Float64Array {
  const count = shapes.length / width;
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const from = i * width;
    // Rows beyond the diagonal's four are computed too; they are not read.
    for (let j = 0; j <= i; j += 4) {
      const one = j * width;
      const two = Math.min(j + 1, count - 1) * width;
      const three = Math.min(j + 2, count - 1) * width;
      const four = Math.min(j + 3, count - 1) * width;
      let first = 0;
      let second = 0;
      let third = 0;
      let fourth = 0;
      for (let d = 0; d < width; d++) {
        const value = shapes[from + d]!;
        first += value * shapes[one + d]!;
        second += value * shapes[two + d]!;
        third += value * shapes[three + d]!;
        fourth += value * shapes[four + d]!;
      }
      const at = i * count + j;
      out[at] = first;
      if (j + 1 < count) out[at + 1] = second;
      if (j + 2 < count) out[at + 2] = third;
      if (j + 3 < count) out[at + 3] = fourth;
    }
  }
  return out;
}

/** Sums of shapes, each row of `shares` [columns, count] saying how much of which, [columns, width]. */
function combined(shapes: Float64Array, shares: Float64Array, width: number, columns: number): Float64Array {
  const count = shapes.length / width;
  const out = new Float64Array(columns * width);
  for (let c = 0; c < columns; c++)
    for (let i = 0; i < count; i++) {
      const share = shares[c * count + i]!;
      if (share !== 0) for (let d = 0; d < width; d++) out[c * width + d]! += share * shapes[i * width + d]!;
    }
  return out;
}
