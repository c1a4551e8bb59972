// Slow quantities (background, paper level, pen pressure) are kept on a coarse grid and read back row by row.

/**
 * Fills `out` with row `y` of a [rows, columns] grid stretched over `out.length` × `height` pixels, bilinear between
 * cell centres.
 */
export function gridRow(
  grid: ArrayLike<number>,
  columns: number,
  rows: number,
  y: number,
  height: number,
  out: Float32Array,
): void {
  const v = Math.min(rows - 1, Math.max(0, ((y + 0.5) / height) * rows - 0.5));
  const top = Math.floor(v) * columns;
  const bottom = Math.min(rows - 1, Math.floor(v) + 1) * columns;
  const down = v - Math.floor(v);
  const scale = columns / out.length;
  let cell = -1;
  let left = 0;
  let slope = 0;
  for (let x = 0; x < out.length; x++) {
    const u = Math.min(columns - 1, Math.max(0, (x + 0.5) * scale - 0.5));
    const at = u | 0;
    if (at !== cell) {
      cell = at;
      const next = at + 1 < columns ? at + 1 : at;
      left = grid[top + at]! * (1 - down) + grid[bottom + at]! * down;
      slope = grid[top + next]! * (1 - down) + grid[bottom + next]! * down - left;
    }
    out[x] = left + slope * (u - at);
  }
}
