// What signs look like beside the digits they stand between: how wide they are, and how high above the baseline they
// lie.
import type { Box } from '../../geometry/box.js';

/** A normal distribution. */
export interface Normal {
  /** Its mean. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
}

/** What a kind of sign looks like, in digit heights, downwards from the baseline. */
interface SignShape {
  /** The logarithm of its width. */
  readonly width: Normal;
  /** Whether `upper` and `lower` are its top and bottom, or, where it lies freely, its middle and its height. */
  readonly by: 'edges' | 'middle';
  readonly upper: Normal;
  readonly lower: Normal;
}

/**
 * What people write, measured on the 41 points, 79 commas and 660 minus signs in numbers of CROHME 2011 to 2019
 * (Mahdavi et al. 2019), drawn with a pen a tenth of the digits' height wide; but for the widths of points and commas:
 * theirs are 0.25 digit heights wide in the mean, those of pens on paper hardly wider than the pen. Set by eye between.
 */
export const SHAPES = {
  point: { by: 'edges', width: normal(-1.65, 0.52), upper: normal(-0.18, 0.14), lower: normal(0.06, 0.16) },
  comma: { by: 'edges', width: normal(-1.6, 0.55), upper: normal(-0.17, 0.18), lower: normal(0.38, 0.26) },
  minus: { by: 'middle', width: normal(-0.45, 0.35), upper: normal(-0.35, 0.19), lower: normal(0.17, 0.06) },
} as const satisfies Record<string, SignShape>;

/** The pen that they were drawn with, in digit heights. */
const PEN = 0.1;

/**
 * The box of a sign beside digits so high, drawn by a pen so wide, as if the pen of `SHAPES` had drawn it: a bar is as
 * high as its pen is wide, and a point hardly larger. All in pixels. A broader pen's box stays.
 */
export function asByUsualPen({ x, y, w, h }: Box, height: number, pen: number): Box {
  const more = Math.max(0, PEN * height - pen);
  return { x: x - more / 2, y: y - more / 2, w: w + more, h: h + more };
}

/** How often signs of a shape look like `box`, drawn by their pen: a density over the three measures of a shape. */
export function densityOf({ by, width, upper, lower }: SignShape, box: Box, baseline: number, height: number): number {
  const top = (box.y - baseline) / height;
  const bottom = (box.y + box.h - baseline) / height;
  const [a, b] = by === 'edges' ? [top, bottom] : [(top + bottom) / 2, bottom - top];
  return densityAt(Math.log(box.w / height), width) * densityAt(a, upper) * densityAt(b, lower);
}

/** The normal distribution with this mean and deviation. */
export function normal(mean: number, deviation: number): Normal {
  return { mean, deviation };
}

/** How often a value occurs in a normal distribution: the density, less a constant. */
export function densityAt(value: number, { mean, deviation }: Normal): number {
  return Math.exp(-(((value - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));
}
