// Where a sheet's corner marks are in a photo: dark rings with a dark square in their middle. Both are found as connected
// pieces, so that neither turning nor slant matters, and the proportions of their areas tell them from other rings.

import type { Box } from '../geometry/box.js';
import { contrast, SPAN, ZERO } from '../page/contrast.js';
import type { PageImage, Plane } from '../page/image.js';
import { reduce, reductionFor } from '../page/reduce.js';
import { findComponents } from '../strokes/components.js';
import type { Point } from './layout.js';

export interface Mark extends Point {
  /** Side of the square as large as its ring, in the same pixels. */
  readonly size: number;
}

export interface MarkedPage {
  /** How much darker than the paper around: ZERO paper, ZERO + SPAN black; `page/contrast.ts`. */
  readonly contrast: Plane;
  /** Page pixels per pixel of `contrast`. */
  readonly factor: number;
  /** In pixels of `contrast`, pixel centres at half-integers; the likeliest first. */
  readonly marks: readonly Mark[];
}

/** A module of a mark is still four pixels here when the sheet fills half of the picture's length. */
const PIXELS = 3_000_000;
/** Print is at least this much darker than paper; pencil is not always. */
const PRINTED = ZERO + 0.3 * SPAN;
/** The middle of a mark is a 35th of the picture's short side if the sheet fills it; the background must see past it. */
const RADIUS = 1 / 40;
const SMALLEST = 8;
/** Of the ring's: the middle's area (9 of 24 modules), its length (3 of 7), and how far off the ring's centre it may lie. */
const AREA = { least: 0.22, most: 0.62 };
const LENGTH = { least: 0.3, most: 0.58 };
const OFF = 0.1;
/** Area of a ring in the box around it: 24 of 49 modules, half of that where it stands on its corner. */
const RING = { least: 0.2, most: 0.68 };
/** The middle is a filled square, or a rhombus. */
const MIDDLE = 0.42;
const MOST_MARKS = 10;

/** All that looks like a corner mark. */
export function findMarks(page: PageImage): MarkedPage {
  const reduced = reduce(page, reductionFor(page.width, page.height, PIXELS));
  const plane = contrast(reduced, Math.max(8, RADIUS * Math.min(reduced.width, reduced.height)));
  const { list, labels } = findComponents(plane, PRINTED);
  const found: (Mark & { far: number })[] = [];
  for (const [i, { box, area }] of list.entries()) {
    if (Math.min(box.w, box.h) < SMALLEST || Math.max(box.w, box.h) > 2.2 * Math.min(box.w, box.h)) continue;
    const filled = area / (box.w * box.h);
    if (filled < RING.least || filled > RING.most) continue;
    // Its middle is the piece that the ring's own centre lies on.
    const centre = Math.floor(box.y + box.h / 2) * plane.width + Math.floor(box.x + box.w / 2);
    const inner = labels[centre]! - 1;
    const middle = list[inner];
    if (!middle || inner === i || middle.area < MIDDLE * middle.box.w * middle.box.h) continue;
    const share = middle.area / area;
    const length = Math.max(middle.box.w / box.w, middle.box.h / box.h);
    if (share < AREA.least || share > AREA.most || length < LENGTH.least || length > LENGTH.most) continue;
    if (apart(box, middle.box) > OFF * Math.max(box.w, box.h)) continue;
    const at = centroid(plane, labels, inner + 1, middle.box);
    found.push({ ...at, size: Math.sqrt((area + middle.area) * (49 / 33)), far: Math.abs(Math.log(share / (9 / 24))) });
  }
  // Sizes that several share come first: eyes, letters and wheels are seldom as large as the marks.
  const alike = (a: Mark) => found.filter((b) => b.size < 1.5 * a.size && a.size < 1.5 * b.size).length;
  const marks = found
    .map((mark) => ({ mark, rank: Math.min(4, alike(mark)) * 10 - mark.far }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST_MARKS)
    .map(({ mark: { x, y, size } }) => ({ x, y, size }));
  return { contrast: plane, factor: reduced.factor, marks };
}

function apart(a: Box, b: Box): number {
  return Math.hypot(a.x + a.w / 2 - b.x - b.w / 2, a.y + a.h / 2 - b.y - b.h / 2);
}

/** The centre of a piece, its pixels weighted by how dark they are, so that it lies between pixels too. */
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
