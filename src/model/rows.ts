// Rows of features, [n, d], compared by their directions.

/** The mean of rows of features, [width]. */
export function meanRow(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / (rows.length / width);
  return mean;
}

/** Rows without their mean, each of length 1, so that a product of two is their cosine. */
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
