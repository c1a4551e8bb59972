// How a camera sees a plane: the 3×3 matrix that takes four points to four others (Hartley & Zisserman 2004, ch. 4).
import type { Point } from './layout.js';

/** The nine entries of the matrix, row by row; the last one is 1. */
export type Homography = readonly number[];

/** The homography that takes each of four points to its counterpart; undefined where three of them lie on a line. */
export function homography(from: readonly Point[], to: readonly Point[]): Homography | undefined {
  const rows = from.flatMap(({ x, y }, k) => {
    const { x: u, y: v } = to[k]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  // Gauss-Jordan elimination with pivoting.
  for (let k = 0; k < 8; k++) {
    let best = k;
    for (let r = k + 1; r < 8; r++) if (Math.abs(rows[r]![k]!) > Math.abs(rows[best]![k]!)) best = r;
    const pivot = rows[best]!;
    if (Math.abs(pivot[k]!) < 1e-9) return undefined;
    rows[best] = rows[k]!;
    rows[k] = pivot;
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k]! / pivot[k]!;
      for (let c = k; c < 9; c++) row[c]! -= factor * pivot[c]!;
    }
  }
  return [...rows.map((row, k) => row[8]! / row[k]!), 1];
}

/** The point that a homography takes a point to. */
export function project(h: Homography, { x, y }: Point): Point {
  const w = h[6]! * x + h[7]! * y + h[8]!;
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w };
}
