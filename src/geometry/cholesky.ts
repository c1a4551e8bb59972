// Symmetric positive definite matrices taken apart as L · Lᵀ, L lower triangular (Cholesky), and what is solved with
// them. Matrices are in row-major order. Plain sums in a fixed order, so that every machine gets the same numbers.

/** Replaces the lower triangle of a matrix [n, n] by its Cholesky factor L; what stands above it is not read. */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      const rest = matrix[row + j]! - dot(matrix, row, matrix, other, j);
      matrix[row + j] = i === j ? Math.sqrt(rest) : rest / matrix[other + j]!;
    }
  }
  return matrix;
}

/** Solves L · x = b, in place, for each row b of `rows`, [count, n]. Four rows share each value of L that is read. */
export function solveLower(factor: Float64Array, n: number, rows: Float64Array): Float64Array {
  const end = rows.length;
  let from = 0;
  for (; from + 4 * n <= end; from += 4 * n) {
    const [second, third, fourth] = [from + n, from + 2 * n, from + 3 * n];
    for (let i = 0; i < n; i++) {
      const row = i * n;
      let a = rows[from + i]!;
      let b = rows[second + i]!;
      let c = rows[third + i]!;
      let d = rows[fourth + i]!;
      for (let j = 0; j < i; j++) {
        const value = factor[row + j]!;
        a -= value * rows[from + j]!;
        b -= value * rows[second + j]!;
        c -= value * rows[third + j]!;
        d -= value * rows[fourth + j]!;
      }
      const pivot = factor[row + i]!;
      rows[from + i] = a / pivot;
      rows[second + i] = b / pivot;
      rows[third + i] = c / pivot;
      rows[fourth + i] = d / pivot;
    }
  }
  // The same order of sums as above, so that a row's numbers do not depend on how many rows there are.
  for (; from < end; from += n)
    for (let i = 0; i < n; i++) {
      let a = rows[from + i]!;
      for (let j = 0; j < i; j++) a -= factor[i * n + j]! * rows[from + j]!;
      rows[from + i] = a / factor[i * n + i]!;
    }
  return rows;
}

/** Solves Lᵀ · x = b, in place, for each row b of `rows`, [count, n]. */
export function solveUpper(factor: Float64Array, n: number, rows: Float64Array): Float64Array {
  for (let from = 0; from < rows.length; from += n)
    for (let i = n - 1; i >= 0; i--) {
      const value = rows[from + i]! / factor[i * n + i]!;
      rows[from + i] = value;
      for (let j = 0; j < i; j++) rows[from + j]! -= factor[i * n + j]! * value;
    }
  return rows;
}

/** The product of `n` values of two rows. Four sums run beside each other. */
function dot(a: Float64Array, from: number, b: Float64Array, other: number, n: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    first += a[from + i]! * b[other + i]!;
    second += a[from + i + 1]! * b[other + i + 1]!;
    third += a[from + i + 2]! * b[other + i + 2]!;
    fourth += a[from + i + 3]! * b[other + i + 3]!;
  }
  for (; i < n; i++) first += a[from + i]! * b[other + i]!;
  return first + second + (third + fourth);
}

/** The lower triangle of Aᵀ · A for rows A [count, n]. */
export function gram(rows: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  const whole = rows.length - (rows.length % (4 * n));
  // Four rows at a time: each value that is written serves four products.
  for (let from = 0; from < whole; from += 4 * n) {
    const [second, third, fourth] = [from + n, from + 2 * n, from + 3 * n];
    for (let i = 0; i < n; i++) {
      const [a, b, c, d] = [rows[from + i]!, rows[second + i]!, rows[third + i]!, rows[fourth + i]!];
      const at = i * n;
      for (let j = 0; j <= i; j++)
        out[at + j]! += a * rows[from + j]! + b * rows[second + j]! + (c * rows[third + j]! + d * rows[fourth + j]!);
    }
  }
  for (let from = whole; from < rows.length; from += n)
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[i * n + j]! += rows[from + i]! * rows[from + j]!;
  return out;
}
