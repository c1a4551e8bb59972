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

/** The part of the smaller of two boxes that lies in the other, 0 to 1. */
export function sharedPart(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? (w * h) / Math.min(a.w * a.h, b.w * b.h) : 0;
}
