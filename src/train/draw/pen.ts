// A tiny pen: polylines drawn with a round nib, and the fit of any small picture into MNIST's frame. Synthetic training
// pictures are drawn with it, so that training needs no platform's canvas.
import type { Random } from '../../engine/random.js';

/** Ink on a small canvas, [height, width], 0 to 255. */
export interface Canvas {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** [height, width], 0 to 255; 0 is bare. */
  readonly ink: Float32Array;
}

/** A number drawn evenly from a range. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

/** One of a list, drawn evenly. */
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** Points in pixels, x and y by turns. */
export type Path = readonly number[];

/** A bare canvas. */
export function canvas(width: number, height: number): Canvas {
  return { width, height, ink: new Float32Array(width * height) };
}

/** Draws the path with a round nib, whose radius may change towards the end. Edges are soft over one pixel. */
export function stroke(on: Canvas, path: Path, radius: number, endRadius = radius): void {
  const last = Math.max(1, path.length / 2 - 1);
  for (let k = 0; k < last; k++) {
    const x0 = path[2 * k]!;
    const y0 = path[2 * k + 1]!;
    const x1 = path[2 * k + 2] ?? x0;
    const y1 = path[2 * k + 3] ?? y0;
    segment(on, x0, y0, x1, y1, radius + ((endRadius - radius) * (k + 0.5)) / last);
  }
}

function segment(on: Canvas, x0: number, y0: number, x1: number, y1: number, radius: number): void {
  const reach = radius + 1;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(on.width - 1, Math.ceil(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(on.height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length2 = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length2));
      const [ex, ey] = [x - x0 - t * dx, y - y0 - t * dy];
      const ink = 255 * Math.min(1, radius + 0.5 - Math.sqrt(ex * ex + ey * ey));
      const at = y * on.width + x;
      if (ink > on.ink[at]!) on.ink[at] = ink;
    }
  }
}

/**
 * Fills a square canvas with strokes, drawn with one nib.
 * @param strokes in any units; they are made to fit
 * @param slant shift to the right per unit of height
 * @param turned radians, small
 * @param radius of the nib, pixels
 * @param size side of the canvas, pixels
 */
export function drawStrokes(
  strokes: readonly Path[],
  slant: number,
  turned: number,
  radius: number,
  size: number,
): Canvas {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  const leaning = strokes.map((path) => {
    const moved = [...path];
    for (let k = 0; k < path.length; k += 2) {
      const x = path[k]! - slant * path[k + 1]!;
      moved[k] = x + turned * path[k + 1]!;
      moved[k + 1] = path[k + 1]! - turned * x;
      x0 = Math.min(x0, moved[k]!);
      x1 = Math.max(x1, moved[k]!);
      y0 = Math.min(y0, moved[k + 1]!);
      y1 = Math.max(y1, moved[k + 1]!);
    }
    return moved;
  });
  const on = canvas(size, size);
  const scale = (size - 16) / Math.max(x1 - x0, y1 - y0, 1);
  for (const path of leaning)
    stroke(
      on,
      path.map((value, k) => 8 + (value - (k % 2 ? y0 : x0)) * scale),
      radius,
    );
  return on;
}

/** A smooth curve through the points (Catmull & Rom 1974); a point given twice is a corner. */
export function smooth(points: Path, steps = 6): number[] {
  const n = points.length / 2;
  if (n < 3) return [...points];
  const curve: number[] = [];
  const at = (k: number, axis: 0 | 1): number => points[2 * Math.min(n - 1, Math.max(0, k)) + axis]!;
  for (let k = 0; k < n - 1; k++) {
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      for (const axis of [0, 1] as const) {
        const [p0, p1, p2, p3] = [at(k - 1, axis), at(k, axis), at(k + 1, axis), at(k + 2, axis)];
        const slope = p2 - p0;
        const bend = 2 * p0 - 5 * p1 + 4 * p2 - p3;
        curve.push(p1 + (t * (slope + t * (bend + t * (3 * (p1 - p2) + p3 - p0)))) / 2);
      }
    }
  }
  curve.push(at(n - 1, 0), at(n - 1, 1));
  return curve;
}

/** The smallest box that holds all ink from `edge` up (a quarter), or undefined where there is none. */
export function inkBox(of: Canvas, edge = 64): { x: number; y: number; w: number; h: number } | undefined {
  let [left, top, right, bottom] = [of.width, of.height, -1, -1];
  for (let y = 0; y < of.height; y++) {
    for (let x = 0; x < of.width; x++) {
      if (of.ink[y * of.width + x]! < edge) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? undefined : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

/**
 * Fits the ink into a 20×20 box with its centre of mass in the middle of 28×28, as MNIST's pictures are (LeCun et al.
 * 1998).
 */
export function framed(of: Canvas): Uint8Array {
  const picture = new Uint8Array(28 * 28);
  const box = inkBox(of);
  if (!box) return picture;
  const scale = 20 / Math.max(box.w, box.h);
  const [w, h] = [Math.max(1, Math.round(box.w * scale)), Math.max(1, Math.round(box.h * scale))];
  const small = resize(of, box.x, box.y, box.w, box.h, w, h);
  let [mass, mx, my, peak] = [0, 0, 0, 1];
  for (let k = 0; k < small.length; k++) {
    const ink = small[k]!;
    mass += ink;
    mx += ink * (k % w);
    my += ink * Math.floor(k / w);
    peak = Math.max(peak, ink);
  }
  const dx = Math.min(28 - w, Math.max(0, Math.round(13.5 - mx / mass)));
  const dy = Math.min(28 - h, Math.max(0, Math.round(13.5 - my / mass)));
  for (let k = 0; k < small.length; k++) {
    picture[(dy + Math.floor(k / w)) * 28 + dx + (k % w)] = Math.round((255 * small[k]!) / peak);
  }
  return picture;
}

/**
 * A part of a canvas at another size, [h, w]. Shrinking takes area means; growing is bilinear, and edges are sharpened.
 */
export function resize(of: Canvas, x0: number, y0: number, w0: number, h0: number, w: number, h: number): Float32Array {
  const out = new Float32Array(w * h);
  const [sx, sy] = [w0 / w, h0 / h];
  // Four by four bilinear probes a pixel stand for its area; enough up to a shrinking by eight.
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let k = 0; k < 16; k++) {
        sum += probe(of, x0 + (x + ((k & 3) + 0.5) / 4) * sx - 0.5, y0 + (y + ((k >> 2) + 0.5) / 4) * sy - 0.5);
      }
      out[y * w + x] = sum / 16;
    }
  }
  const growth = 1 / Math.max(sx, sy);
  if (growth > 1)
    for (let k = 0; k < out.length; k++) out[k] = Math.min(255, Math.max(0, (out[k]! - 127.5) * growth + 127.5));
  return out;
}

function probe(of: Canvas, x: number, y: number): number {
  const [cx, cy] = [Math.min(of.width - 1, Math.max(0, x)), Math.min(of.height - 1, Math.max(0, y))];
  const [ix, iy] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - ix, cy - iy];
  const right = Math.min(of.width - 1, ix + 1);
  const below = Math.min(of.height - 1, iy + 1) * of.width;
  const here = iy * of.width;
  const upper = of.ink[here + ix]! * (1 - fx) + of.ink[here + right]! * fx;
  const lower = of.ink[below + ix]! * (1 - fx) + of.ink[below + right]! * fx;
  return upper * (1 - fy) + lower * fy;
}

/** A rectangle of a canvas. */
export function cropped(of: Canvas, x0: number, y0: number, w: number, h: number): Canvas {
  const out = canvas(w, h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) out.ink[y * w + x] = of.ink[(y0 + y) * of.width + x0 + x]!;
  return out;
}

/** Whether the ink is a bar that stands, straight or leaning, which is a 1 to anyone. Its second moments tell. */
export function isUprightBar(of: Canvas): boolean {
  let [mass, mx, my] = [1e-9, 0, 0];
  of.ink.forEach((ink, k) => {
    mass += ink;
    mx += ink * (k % of.width);
    my += ink * Math.floor(k / of.width);
  });
  let [xx, xy, yy] = [0, 0, 0];
  of.ink.forEach((ink, k) => {
    const [dx, dy] = [(k % of.width) - mx / mass, Math.floor(k / of.width) - my / mass];
    xx += ink * dx * dx;
    xy += ink * dx * dy;
    yy += ink * dy * dy;
  });
  const spread = Math.sqrt((xx - yy) ** 2 + 4 * xy * xy);
  const slim = (xx + yy + spread) / Math.max(1e-9, xx + yy - spread) > 3.5;
  // The long axis against the level, 0 to π/2.
  const angle = Math.abs(Math.atan2(2 * xy, xx - yy) / 2);
  return slim && angle > 0.5;
}
