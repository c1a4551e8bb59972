// From a photo to where it was written on. Everything after this sees ink only: light, paper, camera and pen colour
// have been divided out, and a faint pencil stroke is as strong as a marker's.

import { gridRow } from './coarse-grid.js';
import { contrast } from './contrast.js';
import type { PageImage, Plane } from './image.js';
import { maximum } from './morphology.js';
import { measureNoise, type PaperNoise, usualSpread } from './noise.js';
import { clearBeside, findPaper, isOnPaper, type PaperOnTable } from './paper/find-paper.js';
import { penWidth } from './pen-width.js';
import { type Reduced, reduce, reductionFor } from './reduce.js';

/** The ink of a page at working scale. */
export interface Ink {
  /** 0 is paper, 255 the full strength of the strokes nearby, INK_EDGE the edge of a stroke. */
  readonly plane: Plane;
  /**
   * How much darker than paper each pixel is, 0 to 255, before local strength was divided out: tells smudges from
   * strokes.
   */
  readonly darkness: Plane;
  /**
   * The paper's own spread, a standard deviation in the units of `darkness`; texture and show-through stay within a few
   * of it.
   */
  readonly noise: number;
  /** The page with its ground divided out, noise and all, as `contrast` gives it. */
  readonly contrast: Plane;
  /** Page pixels per working pixel. */
  readonly factor: number;
  /** Width of the pen in working pixels; 0 on a blank page. */
  readonly pen: number;
  /** Where a sheet of paper lies on what is no paper, in page pixels, and how it is turned, radians clockwise. */
  readonly paper?: Pick<PaperOnTable, 'box' | 'lean'>;
}

/**
 * A stroke's edge lies where its ink falls below this share of 255: a little under half, so that fading ends stay
 * whole.
 */
export const INK_EDGE = 110;

/** A page is worked on at this many pixels. An A4 page photographed whole then has writing about 20 pixels high. */
const WORKING_PIXELS = 1_500_000;

/** What counts as ink. Set by eye. */
const INK = {
  /**
   * Paper noise reaches this many standard deviations somewhere on any page of a million pixels; ink must exceed it.
   */
  noiseReach: 4,
  /** Pixels within this many standard deviations of the paper's level are paper. */
  paperReach: 2,
  /** Relative darkness (of 223) that counts as ink on perfectly clean paper: 3 %. */
  faintest: 7,
  /**
   * A ridge this share of the strokes nearby is ink too: a stroke that fades or was drawn lightly beside a heavy one.
   */
  ridge: 0.25,
  /** The strongest ink nearby lies within this many pens. */
  nearby: 2,
};

/** Grid of the local ink strength, in working pixels. */
const GRID = 4;

/** The widest pen is one in so many of the picture's shorter side, and no fewer pixels than `least`. */
const WIDEST = { ofSide: 12, least: 4 };

/**
 * In small close letters the soft rims meet, and the first look takes their size for the pen's width. The second look
 * sees strokes that are `rims` times thinner than the first would. Where they come to less than the share `merged` of
 * what the first saw, rims had met. A pen wider than the share `possible` of the widest is left as it is. Set by eye.
 */
const MERGED_RIMS = { rims: 1.3, merged: 0.6, possible: 0.33 };

/** Texture that may pass for strokes is so many pixels coarse or more. */
const COARSE = 3;

/** The spread of the means of coarse cells counts so much for that of pixels. */
const OF_MEANS = 1.2;

/**
 * The ink of `page`, at a working scale of at most `maxPixels`; `knownPen` is its pen's width there, where that is
 * known.
 */
export function findInk(page: PageImage, maxPixels = WORKING_PIXELS, knownPen?: number): Ink {
  const reduced = reduce(page, reductionFor(page.width, page.height, maxPixels));
  const short = Math.min(reduced.width, reduced.height);

  // First look, at half the size: assume nothing about the pen but that it is thinner than a sixth of the picture.
  const half = halve(reduced);
  const widest = Math.max(WIDEST.least, short / WIDEST.ofSide);
  const first = contrast(half, widest / 2);
  const rough = aboveNoise(first, measureNoise(first, Math.max(24, widest / 2)));
  const paper = findPaper(half);
  if (paper) clearBeside(rough, paper);
  // At half the size the soft rims count as ink too, about half a pixel on either side.
  const width = penWidth(rough, 1, widest);
  const pen = width === 0 ? 0 : Math.max(1.5, 2 * width - 1);
  if (pen === 0) return blank(reduced);
  if (knownPen !== undefined) return closerLook(reduced, paper, Math.max(1.5, knownPen), widest);
  const ink = closerLook(reduced, paper, pen, widest);
  const thinner = pen < MERGED_RIMS.possible * widest ? MERGED_RIMS.rims * penWidth(written(ink), 1, widest) : pen;
  return thinner < MERGED_RIMS.merged * pen ? closerLook(reduced, paper, thinner, widest) : ink;
}

/** The darkness of the strokes alone. */
function written({ plane, darkness }: Ink): Plane {
  const data = new Uint8Array(plane.data.length);
  for (let i = 0; i < data.length; i++) if (plane.data[i]! >= INK_EDGE) data[i] = darkness.data[i]!;
  return { ...plane, data };
}

/** The darkness of all ink that is at least `faintest` dark, summed. */
export function darknessWritten({ plane, darkness }: Ink, faintest: number): number {
  let sum = 0;
  for (let i = 0; i < plane.data.length; i++) {
    if (plane.data[i]! >= INK_EDGE && darkness.data[i]! >= faintest) sum += darkness.data[i]!;
  }
  return sum;
}

/** Second look, with the pen known: a window of some pens' width follows the light far more closely. */
function closerLook(reduced: Reduced, paper: PaperOnTable | undefined, pen: number, widest: number): Ink {
  const radius = Math.min(widest, Math.max(8, 3 * pen));
  const second = contrast(reduced, radius);
  const noise = measureNoise(second, Math.max(32, 8 * pen));
  const darkness = aboveNoise(second, noise);
  if (paper) clearBeside(darkness, paper);
  return {
    plane: relativeToStrokes(darkness, noise, pen),
    darkness,
    contrast: second,
    noise: textureOf(second, noise.tile, paper),
    factor: reduced.factor,
    pen,
    ...(paper && { paper: { box: paper.box, lean: paper.lean } }),
  };
}

/**
 * How far the paper's texture stands out, a standard deviation of `plane`, measured in tiles of `tile` pixels. A
 * sensor's noise, which is finer than strokes, hardly counts.
 */
function textureOf({ width, height, data }: Plane, tile: number, paper: PaperOnTable | undefined): number {
  const coarse = reduce({ width, height, channels: 1, data }, COARSE).planes[0]!;
  const noise = measureNoise(coarse, tile / COARSE);
  return OF_MEANS * usualSpread(noise, paper && ((x, y) => isOnPaper(paper, x, y)));
}

function halve({ width, height, factor, planes }: Reduced): Reduced {
  const halves = planes.map((plane) => reduce({ width, height, channels: 1, data: plane.data }, 2).planes[0]!);
  return { width: halves[0]!.width, height: halves[0]!.height, factor: 2 * factor, planes: halves };
}

function blank({ width, height, factor }: Reduced): Ink {
  const plane = { width, height, data: new Uint8Array(width * height) };
  return { plane, darkness: plane, contrast: plane, noise: 0, factor, pen: 0 };
}

/** What stands out of the paper: the plane less the paper's level, 0 where that is within the paper's noise. */
function aboveNoise(plane: Plane, noise: PaperNoise): Plane {
  const { width, height } = plane;
  const data = new Uint8Array(plane.data.length);
  const level = new Float32Array(width);
  const spread = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    gridRow(noise.level, noise.columns, noise.rows, y, height, level);
    gridRow(noise.spread, noise.columns, noise.rows, y, height, spread);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const over = plane.data[i]! - level[x]!;
      if (over > INK.faintest && over > INK.paperReach * spread[x]!) data[i] = over;
    }
  }
  return { width, height, data };
}

/**
 * Divides by the strongest ink within two pens, or by twice the noise's reach where there is none. Pixels below the
 * edge that are darker than both sides of them at a pen's distance lie on a faint stroke, not on a dark one's flank,
 * and count more.
 */
function relativeToStrokes(darkness: Plane, noise: PaperNoise, pen: number): Plane {
  const { width, height } = darkness;
  const strongest = maximum(blockMaximum(darkness), Math.max(1, Math.round((INK.nearby * pen) / GRID)));
  const data = new Uint8Array(width * height);
  const strength = new Float32Array(width);
  const spread = new Float32Array(width);
  const apart = Math.max(2, Math.round(pen));
  for (let y = 0; y < height; y++) {
    gridRow(strongest.data, strongest.width, strongest.height, y, height, strength);
    gridRow(noise.spread, noise.columns, noise.rows, y, height, spread);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const v = darkness.data[i]!;
      if (v === 0) continue;
      const full = Math.max(strength[x]!, 2 * INK.noiseReach * spread[x]!, 2 * INK.faintest);
      let ink = (255 * v) / full;
      if (ink < INK_EDGE && v > full * INK.ridge && v > INK.noiseReach * spread[x]!) {
        ink = Math.max(ink, ((INK_EDGE / INK.ridge) * ridge(darkness, x, y, apart)) / full);
      }
      data[i] = Math.min(255, ink + 0.5);
    }
  }
  return { width, height, data };
}

/** How far (x, y) stands out above both pixels `apart` away, along the best of four directions. */
function ridge(plane: Plane, x: number, y: number, apart: number): number {
  const { width, height, data } = plane;
  if (x < apart || y < apart || x >= width - apart || y >= height - apart) return 0;
  const i = y * width + x;
  const up = apart * width;
  const most = Math.min(
    Math.max(data[i - apart]!, data[i + apart]!),
    Math.max(data[i - up]!, data[i + up]!),
    Math.max(data[i - up - apart]!, data[i + up + apart]!),
    Math.max(data[i - up + apart]!, data[i + up - apart]!),
  );
  return data[i]! - most;
}

function blockMaximum(plane: Plane): Plane {
  const width = Math.ceil(plane.width / GRID);
  const height = Math.ceil(plane.height / GRID);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < plane.height; y++) {
    const out = Math.floor(y / GRID) * width;
    for (let x = 0, i = y * plane.width; x < plane.width; x++, i++) {
      const at = out + Math.floor(x / GRID);
      if (plane.data[i]! > data[at]!) data[at] = plane.data[i]!;
    }
  }
  return { width, height, data };
}
