// Axis-aligned boxes: where something lies on the page.

/** A rectangle in pixels of the upright page: x and y of the top left corner, width, height. */
export interface Box {
  /** Left edge, pixels from the left of the page. */
  readonly x: number;
  /** Upper edge, pixels from the top of the page. */
  readonly y: number;
  /** Width, pixels. */
  readonly w: number;
  /** Height, pixels. */
  readonly h: number;
}

/** The smallest box around all of `boxes`. */
export function union(boxes: readonly Box[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const b of boxes) {
    left = Math.min(left, b.x);
    top = Math.min(top, b.y);
    right = Math.max(right, b.x + b.w);
    bottom = Math.max(bottom, b.y + b.h);
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** How far two boxes lie apart, 0 where they overlap. */
export function distanceBetween(a: Box, b: Box): number {
  const dx = Math.max(0, a.x - b.x - b.w, b.x - a.x - a.w);
  const dy = Math.max(0, a.y - b.y - b.h, b.y - a.y - a.h);
  return Math.hypot(dx, dy);
}
