// The linear change of the base's logits that a hand's samples ask for: ridge regression in the metric of anybody's
// digits (Hoerl & Kennard 1970), solved at once. A sample asks for nothing where its label leads by the margin already.
import { cholesky, gram, solveLower, solveUpper } from '../../geometry/cholesky.js';

/** How a change is fitted. */
export interface ChangeOptions {
  /** By how much, in logits, a sample's label is to lead each other label. */
  readonly margin: number;
  /** By how much it is to lead "not a symbol": less, so that clutter by the same pen is not taken for digits. */
  readonly symbolMargin: number;
  /** How strongly the change is held back (the ridge), for samples whose shapes have a length of 1 in the metric. */
  readonly ridge: number;
}

/** Fits changes to samples, all or some of them. */
export interface ChangeFitter {
  /** What is added to each column's logit for a whitened shape, [columns, width], so that it suits these samples. */
  fit(rows: readonly number[]): Float64Array;
}

/**
 * A fitter of samples: whitened shapes [count, width], the base's logits [count, columns], of which the last column is
 * "not a symbol", and labels [count] as columns.
 */
export function openFitter(
  shapes: Float64Array,
  logits: Float32Array,
  labels: readonly number[],
  options: ChangeOptions,
): ChangeFitter {
  const count = labels.length;
  const width = shapes.length / count;
  const columns = logits.length / count;
  const wanted = wantedChange(logits, labels, options);
  let likeness: Float64Array | undefined;
  return {
    fit(rows) {
      const wantedOf = (row: number, c: number): number => wanted[c * count + row]!;
      // Of the two equal ways to solve it, the one with the smaller matrix.
      if (rows.length > width) {
        const some = new Float64Array(rows.length * width);
        for (const [i, row] of rows.entries()) some.set(shapes.subarray(row * width, (row + 1) * width), i * width);
        const factor = cholesky(ridged(gram(some, width), width, options.ridge), width);
        const sums = combined(shapes, rows, columns, width, (i, c) => wantedOf(rows[i]!, c));
        return solveUpper(factor, width, solveLower(factor, width, sums));
      }
      likeness ??= products(shapes, width);
      const matrix = new Float64Array(rows.length ** 2);
      for (const [i, row] of rows.entries())
        for (let j = 0; j <= i; j++) {
          const other = rows[j]!;
          matrix[i * rows.length + j] = likeness[Math.max(row, other) * count + Math.min(row, other)]!;
        }
      const factor = cholesky(ridged(matrix, rows.length, options.ridge), rows.length);
      const some = new Float64Array(columns * rows.length);
      for (let c = 0; c < columns; c++)
        for (const [i, row] of rows.entries()) some[c * rows.length + i] = wantedOf(row, c);
      const shares = solveUpper(factor, rows.length, solveLower(factor, rows.length, some));
      return combined(shapes, rows, columns, width, (i, c) => shares[c * rows.length + i]!);
    },
  };
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

/** Sums of the shapes in these rows, weighted for each column by `share` of the row's place in them. */
function combined(
  shapes: Float64Array,
  rows: readonly number[],
  columns: number,
  width: number,
  share: (i: number, column: number) => number,
): Float64Array {
  const out = new Float64Array(columns * width);
  for (const [i, row] of rows.entries())
    for (let c = 0; c < columns; c++) {
      const much = share(i, c);
      const [from, to] = [row * width, c * width];
      if (much !== 0) for (let d = 0; d < width; d++) out[to + d]! += much * shapes[from + d]!;
    }
  return out;
}
