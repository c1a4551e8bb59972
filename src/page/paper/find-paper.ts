// A sheet of paper lying on a table: what is beside it was not written. The paper is the one bright region of the
// picture that has dark all around. A shadow across a page never looks so, because its bright part runs out of the
// picture.

import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Plane } from '../image.js';
import { closing } from '../morphology.js';
import { quarterTurned } from '../quarter-turn.js';
import { type Reduced, reduce } from '../reduce.js';
import { lean } from './lean.js';
import { asQuadrilateral } from './quadrilateral.js';
import { erode, largestRegion } from './region.js';

/** Pixels per cell of the paper's mask, on the page it was found on. */
export const PAPER_GRID = 4;

/** What a sheet of paper on a table looks like. Set by eye. */
const PAPER = {
  /** It is at least this many times as light as what surrounds it. */
  lighter: 1.25,
  /** The least share of the picture that it covers, and of its bounding box (a square on its corner covers half). */
  smallest: 0.06,
  fullest: 0.45,
  /** The largest share of the picture's border that it touches. */
  touching: 0.05,
  /** Cells taken off its rim, where its edge and the shadow under it show as strokes. */
  rim: 1,
  /** Regions that cover this share of the largest are as good as whole. */
  whole: 0.8,
};

/**
 * How a table shows along the picture's border: as this share of it, which varies in brightness by less than this
 * factor.
 */
const TABLE = { share: 0.95, grain: 1.08 };

/**
 * How light falls off across the paper's edge. Paper ends, a lamp's light fades (by less than 1.05). Where the edges
 * are straight, as paper's are and light's seldom, a smaller step will do. Set by eye.
 */
const EDGE = {
  /** Cells from the edge to either side. */
  reach: 2,
  /** The least factor between them. */
  step: 1.15,
  stepOfStraight: 1.1,
  /** With such a step over all, the edge may be weaker on one side: there the table is as light as the paper. */
  clear: 1.3,
  /** An edge is half as strong where its step has this power of the usual one. */
  half: 0.5,
};

/** A sheet of paper on a picture. */
export interface PaperOnTable {
  /** 1 = paper, in PAPER_GRID cells. */
  readonly mask: Plane;
  /** The box around it, in pixels of the full page. */
  readonly box: Box;
  /** How it is turned, radians clockwise from -π/4 to π/4. */
  readonly lean: number;
}

/** The sheet of paper, or undefined where the picture shows none with its surroundings. */
export function findPaper(page: Reduced): PaperOnTable | undefined {
  const found = looks(page).flatMap((look) => {
    // On a table that is half as light itself, the paper is the lighter part of what is light. Where light falls off
    // along the paper, the picture's border still shows the table around it, and what is lighter is paper.
    const threshold = otsu(look, 0);
    const border = borderOf(look);
    const thresholds = [threshold, otsu(look, threshold + 1), brightestTable(border)];
    // Where most of the border is above a threshold, what is above it runs out of the picture.
    const usual = border[border.length >> 1] ?? 0;
    const worthALook = thresholds.filter((above) => usual <= above && contrastAt(look, above) >= PAPER.lighter);
    return worthALook.flatMap((above) => paperAbove(look, above, page) ?? []);
  });
  // Of the regions that show the whole of the paper, the one whose edge is the paper's.
  const largest = found.reduce((most, { area }) => Math.max(most, area), 0);
  return found.filter(({ area }) => area >= PAPER.whole * largest).sort((a, b) => b.step - a.step)[0];
}

/** The brightness that a table reaches which the picture's border, sorted, shows. */
function brightestTable(border: Uint8Array): number {
  return TABLE.grain * (border[Math.floor(TABLE.share * (border.length - 1))] ?? 0);
}

/** The values along the picture's border, sorted. */
function borderOf({ width, height, data }: Plane): Uint8Array {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(data[x]!, data[(height - 1) * width + x]!);
  for (let y = 0; y < height; y++) border.push(data[y * width]!, data[y * width + width - 1]!);
  return Uint8Array.from(border).sort();
}

/** How much lighter what is above a threshold is than what is not. */
function contrastAt({ data }: Plane, threshold: number): number {
  let [above, sum, all] = [0, 0, 0];
  for (const value of data) {
    all += value;
    if (value <= threshold) continue;
    above++;
    sum += value;
  }
  return above === 0 || above === data.length ? 1 : sum / above / ((all - sum) / (data.length - above));
}

/** Paper with its area in cells, and how much lighter it is within its edge than beyond. */
interface PaperCandidate extends PaperOnTable {
  readonly area: number;
  readonly step: number;
}

/** The paper that the largest region above a threshold is, if it is any. */
function paperAbove(light: Plane, threshold: number, page: Reduced): PaperCandidate | undefined {
  const { width, height } = light;
  const region = largestRegion(light, threshold);
  const outline = asQuadrilateral({ width, height, data: region }) ?? region;
  let inside = 0;
  let insideSum = 0;
  let outsideSum = 0;
  let touched = 0;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (outline[i] === 0) {
        outsideSum += light.data[i]!;
        continue;
      }
      inside++;
      insideSum += light.data[i]!;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touched++;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  }
  const outside = width * height - inside;
  if (outside === 0 || inside < PAPER.smallest * width * height) return undefined;
  if (touched > PAPER.touching * 2 * (width + height)) return undefined;
  if (inside < PAPER.fullest * (right - left + 1) * (bottom - top + 1)) return undefined;
  if (insideSum / inside < PAPER.lighter * (outsideSum / outside)) return undefined;
  const step = stepAt(light, outline);
  if (step < (outline === region ? EDGE.step : EDGE.stepOfStraight)) return undefined;
  const cell = PAPER_GRID * page.factor;
  return {
    area: inside,
    step,
    mask: { width, height, data: erode(outline, width, height, PAPER.rim) },
    lean: lean({ width, height, data: outline }),
    box: { x: left * cell, y: top * cell, w: (right - left + 1) * cell, h: (bottom - top + 1) * cell },
  };
}

/**
 * How much lighter the paper is just within its edge than just outside it: the median along its rows' ends; 0 where
 * light fades on one of its four sides, as it does along a page whose one end is lit: there its edge is no edge, or
 * half as strong as elsewhere, and what lies beyond is lighter than the picture's border. A table may be as light as
 * the paper on a side, where it is so up to the border.
 */
function stepAt(light: Plane, outline: Uint8Array): number {
  const leftAndRight = sidesOf(light, outline);
  const others = sidesOf(quarterTurned(light, 1), quarterTurned({ ...light, data: outline }, 1).data);
  const step = median(leftAndRight.flatMap(({ steps }) => steps)) ?? 0;
  const fades = (side: PaperSide): boolean => {
    const own = median(side.steps) ?? step;
    const isLightBeyond = (median(side.falls) ?? 1) > EDGE.step;
    const isWeak = own < EDGE.stepOfStraight;
    return (isWeak && step < EDGE.clear) || (isLightBeyond && (isWeak || own < step ** EDGE.half));
  };
  return [...leftAndRight, ...others].some(fades) ? 0 : step;
}

/** One side of a sheet, row by row. */
interface PaperSide {
  /** How many times lighter the paper is just within its edge than just outside it. */
  readonly steps: readonly number[];
  /** How many times lighter it is just outside its edge than at the picture's border. */
  readonly falls: readonly number[];
}

/** The left and the right side of a sheet. */
function sidesOf({ width, height, data }: Plane, outline: Uint8Array): PaperSide[] {
  return [-1, 1].map((out) => {
    const steps: number[] = [];
    const falls: number[] = [];
    for (let y = 0; y < height; y++) {
      const row = outline.subarray(y * width, (y + 1) * width);
      const at = out < 0 ? row.indexOf(1) : row.lastIndexOf(1);
      const [inner, outer] = [at - EDGE.reach * out, at + EDGE.reach * out];
      if (at < 0 || inner < 0 || outer < 0 || inner >= width || outer >= width) continue;
      const light = data[y * width + outer]!;
      steps.push(data[y * width + inner]! / Math.max(1, light));
      falls.push(light / Math.max(1, data[y * width + (out < 0 ? 0 : width - 1)]!));
    }
    return { steps, falls };
  });
}

/** Clears `plane`, which may be larger than the page the paper was found on, beside the paper. */
export function clearBeside(plane: Plane, { mask: paper }: PaperOnTable): void {
  const { width, height, data } = plane;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * paper.height) / height) * paper.width;
    for (let x = 0; x < width; x++) {
      if (paper.data[row + Math.floor((x * paper.width) / width)] === 0) data[y * width + x] = 0;
    }
  }
}

/** Whether a place, at shares (0 to 1, below 1) of the picture's width and height, is paper. */
export function isOnPaper({ mask: { width, height, data } }: PaperOnTable, x: number, y: number): boolean {
  return data[Math.floor(y * height) * width + Math.floor(x * width)] === 1;
}

/**
 * How bright each cell is, and how white: its darkest channel beside its brightest, which a shadow does not change.
 * Writing is closed over.
 */
function looks({ width, height, planes }: Reduced): Plane[] {
  const channels = planes.map(
    (plane) => reduce({ width, height, channels: 1, data: plane.data }, PAPER_GRID).planes[0]!,
  );
  const cells = { width: channels[0]!.width, height: channels[0]!.height };
  const seen = (of: (values: readonly number[]) => number): Plane => {
    const data = channels[0]!.data.map((_, i) => of(channels.map((channel) => channel.data[i]!)));
    return closing({ ...cells, data }, 1);
  };
  const brightness = seen((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  return channels.length < 3
    ? [brightness]
    : [brightness, seen((values) => (255 * Math.min(...values)) / Math.max(1, ...values))];
}

/** The threshold that parts the histogram of the values from `least` up best (Otsu 1979). */
function otsu({ data }: Plane, least: number): number {
  const histogram = new Float64Array(256);
  for (const v of data) if (v >= least) histogram[v]!++;
  const count = histogram.reduce((total, n) => total + n, 0);
  const sum = histogram.reduce((total, n, v) => total + n * v, 0);
  let below = 0;
  let belowSum = 0;
  let best = least;
  let most = -1;
  for (let v = least; v < 255; v++) {
    below += histogram[v]!;
    belowSum += histogram[v]! * v;
    const above = count - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (belowSum / below - (sum - belowSum) / above) ** 2;
    if (between > most) {
      most = between;
      best = v;
    }
  }
  return best;
}
