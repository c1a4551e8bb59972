// Boxes on a page: how much two of them share, and what surrounds them.
import type { Box } from 'ownhand/browser';

/** The share of the smaller box that lies in the other one, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / Math.max(1, Math.min(a.w * a.h, b.w * b.h));
}

/** From this overlap on two boxes are one place. */
const SAME_PLACE = 0.5;

/** Whether two boxes are one place on the page. */
export const isSamePlace = (a: Box, b: Box): boolean => overlap(a, b) >= SAME_PLACE;

/** Whether two boxes are one symbol's: what both share is half of what they cover. A root covers what stands in it. */
export function isSameSymbol(a: Box, b: Box): boolean {
  const shared = overlap(a, b) * Math.max(1, Math.min(a.w * a.h, b.w * b.h));
  return shared >= 0.5 * (a.w * a.h + b.w * b.h - shared);
}

/** The smallest box around some others. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    w: Math.max(...boxes.map((box) => box.x + box.w)) - x,
    h: Math.max(...boxes.map((box) => box.y + box.h)) - y,
  };
}

/** The middle of a box. */
export const middle = ({ x, y, w, h }: Box): { readonly x: number; readonly y: number } => ({
  x: x + w / 2,
  y: y + h / 2,
});

/** A box with as many pixels more on every side, within a page of this size. */
export function widened({ x, y, w, h }: Box, by: number, width: number, height: number): Box {
  const left = Math.max(0, x - by);
  const top = Math.max(0, y - by);
  return { x: left, y: top, w: Math.min(width, x + w + by) - left, h: Math.min(height, y + h + by) - top };
}
