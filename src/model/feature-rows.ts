// Rows of features, [n, d], and how much their directions agree.

/** Matrices put one below the other. */
export function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The mean of rows of features, [width]. */
export function meanRow(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / (rows.length / width);
  return mean;
}

/** Rows less the mean, each scaled to length 1, so that the product of two is their cosine. */
export function directions(rows: Float32Array, mean: Float64Array): Float32Array {
  const width = mean.length;
  const out = rows.map((value, i) => value - mean[i % width]!);
  for (let from = 0; from < out.length; from += width) {
    let square = 0;
    for (let d = from; d < from + width; d++) square += out[d]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let d = from; d < from + width; d++) out[d]! /= length;
  }
  return out;
}

/**
 * Cosines of all pairs of two sets of directions, [n, width] and [m, width], as [n, m]. Each value that is read serves
 * four products.
 */
export function cosines(a: Float32Array, b: Float32Array, width: number): Float32Array {
  const [n, m] = [a.length / width, b.length / width];
  const out = new Float32Array(n * m);
  const whole = m - (m % 4);
  for (let i = 0; i < n; i++) {
    const from = i * width;
    let j = 0;
    for (; j < whole; j += 4) {
      const one = j * width;
      const two = one + width;
      const three = two + width;
      const four = three + width;
      let first = 0;
      let second = 0;
      let third = 0;
      let fourth = 0;
      for (let d = 0; d < width; d++) {
        const value = a[from + d]!;
        first += value * b[one + d]!;
        second += value * b[two + d]!;
        third += value * b[three + d]!;
        fourth += value * b[four + d]!;
      }
      out[i * m + j] = first;
      out[i * m + j + 1] = second;
      out[i * m + j + 2] = third;
      out[i * m + j + 3] = fourth;
    }
    for (; j < m; j++) for (let d = 0; d < width; d++) out[i * m + j]! += a[from + d]! * b[j * width + d]!;
  }
  return out;
}
