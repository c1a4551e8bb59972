// Where a sheet's corner marks are in a photo: dark rings with a dark square in their middle. Both are found as
// connected components, so that neither turning nor slant matters. The proportions of their areas tell them from other
// rings.

import type { Box } from '../geometry/box.js';
import { contrast, SPAN, ZERO } from '../page/contrast.js';
import type { PageImage, Plane } from '../page/image.js';
import { reduce, reductionFor } from '../page/reduce.js';
import { findComponents } from '../strokes/components.js';
import type { Point } from './layout.js';

/** A corner mark in a picture: its middle, and its size. */
export interface CornerMark extends Point {
  /** Side of the square as large as its ring, in the same pixels. */
  readonly size: number;
}

/** A photo, and all in it that looks like a corner mark. */
export interface MarkedPage {
  /** How much darker each pixel is than the paper around it, from ZERO, paper, to ZERO + SPAN, black. */
  readonly contrast: Plane;
  /** Page pixels per pixel of `contrast`. */
  readonly factor: number;
  /** The likeliest first, in pixels of `contrast`. Pixel centres lie at half-integers. */
  readonly cornerMarks: readonly CornerMark[];
}

/** Marks are sought in a picture of this many pixels: a mark's module has four where a sheet fills half its length. */
const PIXELS = 3_000_000;
/** Print is at least this much darker than paper; pencil is not always. */
const PRINTED = ZERO + 0.3 * SPAN;
/**
 * Radius of the background, as a share of the picture's short side. The middle of a mark is a 35th of that if the sheet
 * fills the picture, and the background must reach past it.
 */
const RADIUS = 1 / 40;
/** Pixels of the smallest ring's side. */
const SMALLEST = 8;
/** The middle's area, as a share of the ring's; on paper 9 of 24 modules. */
const AREA = { least: 0.22, most: 0.62 };
/** The middle's length, as a share of the ring's; on paper 3 of 7 modules. */
const LENGTH = { least: 0.3, most: 0.58 };
/** How far the middle may lie off the ring's centre, as a share of the ring's length. */
const OFF = 0.1;
/** Area of a ring in the box around it: 24 of 49 modules, half of that where it stands on its corner. */
const RING = { least: 0.2, most: 0.68 };
/** Area of a middle in the box around it, at least: it is a filled square, or a rhombus. */
const MIDDLE = 0.42;
/** Only this many likely marks are kept, since all choices of four are tried. */
const MOST_MARKS = 10;

/** Finds all that looks like a corner mark. */
export function findCornerMarks(page: PageImage): MarkedPage {
  const reduced = reduce(page, reductionFor(page.width, page.height, PIXELS));
  const plane = contrast(reduced, Math.max(8, RADIUS * Math.min(reduced.width, reduced.height)));
  const { list, labels } = findComponents(plane, PRINTED);
  const found: (CornerMark & { misfit: number })[] = [];
  for (const [i, { box, area }] of list.entries()) {
    if (Math.min(box.w, box.h) < SMALLEST || Math.max(box.w, box.h) > 2.2 * Math.min(box.w, box.h)) continue;
    const filled = area / (box.w * box.h);
    if (filled < RING.least || filled > RING.most) continue;
    // Its middle is the component that the ring's own centre lies on.
    const centre = Math.floor(box.y + box.h / 2) * plane.width + Math.floor(box.x + box.w / 2);
    const inner = labels[centre]! - 1;
    const middle = list[inner];
    if (!middle || inner === i || middle.area < MIDDLE * middle.box.w * middle.box.h) continue;
    const share = middle.area / area;
    const length = Math.max(middle.box.w / box.w, middle.box.h / box.h);
    if (share < AREA.least || share > AREA.most || length < LENGTH.least || length > LENGTH.most) continue;
    if (distance(box, middle.box) > OFF * Math.max(box.w, box.h)) continue;
    const at = centroid(plane, labels, inner + 1, middle.box);
    found.push({
      ...at,
      size: Math.sqrt((area + middle.area) * (49 / 33)),
      misfit: Math.abs(Math.log(share / (9 / 24))),
    });
  }
  // Sizes that several share come first: eyes, letters and wheels are seldom as large as the marks.
  const alike = (a: CornerMark) => found.filter((b) => b.size < 1.5 * a.size && a.size < 1.5 * b.size).length;
  const cornerMarks = found
    .map((mark) => ({ mark, rank: Math.min(4, alike(mark)) * 10 - mark.misfit }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST_MARKS)
    .map(({ mark: { x, y, size } }) => ({ x, y, size }));
  return { contrast: plane, factor: reduced.factor, cornerMarks };
}

/** The distance between the middles of two boxes. */
function distance(a: Box, b: Box): number {
  return Math.hypot(a.x + a.w / 2 - b.x - b.w / 2, a.y + a.h / 2 - b.y - b.h / 2);
}

/** The centre of a component, its pixels weighted by how dark they are, so that it may lie between pixels. */
function centroid({ width, data }: Plane, labels: Int32Array, label: number, box: Box): Point {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = box.y; y < box.y + box.h; y++) {
    for (let x = box.x; x < box.x + box.w; x++) {
      if (labels[y * width + x] !== label) continue;
      const weight = data[y * width + x]! - ZERO;
      sum += weight;
      sumX += weight * (x + 0.5);
      sumY += weight * (y + 0.5);
    }
  }
  return { x: sumX / sum, y: sumY / sum };
}
