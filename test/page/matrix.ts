// Planes as literal matrices, so that a test shows what goes in and what comes out.
import type { Plane } from '../../src/page/image.js';

/** A plane from rows of digits and dots: '.' is 0, '1' to '9' are that times `unit`. */
export function plane(rows: readonly string[], unit = 1): Plane {
  const width = rows[0]?.length ?? 0;
  const data = Uint8Array.from(rows.join(''), (c) => (c === '.' ? 0 : Number(c) * unit));
  return { width, height: rows.length, data };
}

/** The rows of a plane as `plane` takes them. */
export function rows({ width, height, data }: Plane, unit = 1): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (v) => (v === 0 ? '.' : String(Math.round(v / unit)))).join(
      '',
    ),
  );
}
