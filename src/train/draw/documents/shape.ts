// Shapes that any pen can write at any size: small pictures of digits and letters, known by the distance to the middle of
// their strokes, and paths. A shape's own pen is forgotten, so that a page's digits and words share one pen.
import type { Random } from '../../../engine/random.js';
import { CHAMFER, distanceTo } from '../../../glyph/distance.js';
import { between, type Path, stroke } from '../pen.js';
import type { Mask } from './surface.js';

/** A shape from a picture: distance to the middle of the stroke. */
interface Field {
  readonly width: number;
  readonly height: number;
  /** [height, width], in its own pixels. */
  readonly distance: Float32Array;
  /** Lean of the picture: shift to the right per pixel of height. */
  readonly lean: number;
}

/** Units: the shape's height is 1; y grows downwards from its top. */
export interface Shape {
  readonly field?: Field;
  readonly paths?: readonly Path[];
  /** The left and right end and the top and bottom of its ink, in its own units of `field` or `paths`. */
  readonly ink: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** Fine pixels per pixel of the picture. */
const FINE = 2;
/** Room around the ink, fine pixels: the thickest pens reach so far. */
const ROOM = 7;

/** Rise per pixel below which a way up is a ridge: less than a corner's, more than a tapering stroke's. */
const RIDGE = 0.33;

/** How far the middle of a stroke lies above zero at most, fine pixels; set by eye. */
const LIFT = 0.4;

/** A shape from a white-on-black picture; undefined where it holds next to no ink. */
export function fieldShape(ink: Uint8Array, width: number, height: number): Shape | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! < 110) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0 || bottom - top < 3) return undefined;
  const [w, h] = [(right - left + 1) * FINE + 2 * ROOM, (bottom - top + 1) * FINE + 2 * ROOM];
  const mask = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const v = Math.min(height - 1.001, Math.max(0, (y + 0.5 - ROOM) / FINE + top - 0.5));
    const [iv, fv] = [Math.floor(v), v - Math.floor(v)];
    for (let x = 0; x < w; x++) {
      const u = (x + 0.5 - ROOM) / FINE + left - 0.5;
      if (u < 0 || u > width - 1) continue;
      const iu = Math.min(width - 2, Math.floor(u));
      const fu = u - iu;
      const at = iv * width + iu;
      const upper = ink[at]! * (1 - fu) + ink[at + 1]! * fu;
      const lower = ink[at + width]! * (1 - fu) + ink[at + width + 1]! * fu;
      if (upper * (1 - fv) + lower * fv > 110) mask[y * w + x] = 1;
    }
  }
  return {
    field: { width: w, height: h, distance: centred(mask, w, h), lean: leanOf(mask, w) },
    ink: { x: ROOM, y: ROOM, w: w - 2 * ROOM, h: h - 2 * ROOM },
  };
}

/** Distance to the middle of the stroke, whatever its width: the depth of the ridge above a place less the depth here. */
function centred(mask: Uint8Array, w: number, h: number): Float32Array {
  const inside = distanceTo(mask, w, h, 0);
  const outside = distanceTo(mask, w, h, 1);
  let [sum, area] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    sum += inside[i]! / CHAMFER;
    area++;
  }
  // A long stroke's mean depth is half its half width.
  const half = Math.max(0.8, (2 * sum) / Math.max(1, area) - 0.5);
  const out = new Float32Array(mask.length);
  for (let i = 0; i < out.length; i++) {
    if (mask[i]) out[i] = Math.min(1.25 * half, Math.max(0, (ridgeAbove(inside, i, w) - inside[i]!) / CHAMFER));
    else out[i] = half + outside[i]! / CHAMFER - 1;
  }
  const soft = softened(out, w, h);
  // Steps of pixels lift the middle of a stroke above zero, where the thinnest pen would miss it.
  for (let i = 0; i < soft.length; i++) soft[i] = Math.max(0, soft[i]! - LIFT);
  return soft;
}

/** The depth where the steepest way up from a pixel ends: on the stroke's own ridge, for along the ridge it rises too little. */
function ridgeAbove(depth: Int32Array, from: number, w: number): number {
  let at = from;
  for (;;) {
    const here = depth[at]!;
    let [next, most] = [at, RIDGE * CHAMFER];
    for (let k = 0; k < 8; k++) {
      const to = at + (k < 3 ? k - 1 - w : k < 5 ? (k === 3 ? -1 : 1) : k - 6 + w);
      const rise = (depth[to]! - here) * (k === 1 || k === 3 || k === 4 || k === 6 ? 1 : 0.71);
      if (rise > most) {
        most = rise;
        next = to;
      }
    }
    if (next === at) return here;
    at = next;
  }
}

/** The field without the steps of its pixels: a mean of a cross of five. */
function softened(of: Float32Array, w: number, h: number): Float32Array {
  const out = Float32Array.from(of);
  for (let y = 1; y < h - 1; y++) {
    for (let i = y * w + 1; i < (y + 1) * w - 1; i++) {
      out[i] = (2 * of[i]! + of[i - 1]! + of[i + 1]! + of[i - w]! + of[i + w]!) / 6;
    }
  }
  return out;
}

function leanOf(mask: Uint8Array, w: number): number {
  let [area, mx, my] = [1e-9, 0, 0];
  for (let i = 0; i < mask.length; i++)
    if (mask[i]) {
      area++;
      mx += i % w;
      my += Math.floor(i / w);
    }
  let [xy, yy] = [0, 1e-9];
  for (let i = 0; i < mask.length; i++)
    if (mask[i]) {
      const dy = Math.floor(i / w) - my / area;
      xy += dy * ((i % w) - mx / area);
      yy += dy * dy;
    }
  return Math.max(-0.5, Math.min(0.5, -xy / yy));
}

export function pathShape(paths: readonly Path[]): Shape {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let k = 0; k < path.length; k += 2) {
      x0 = Math.min(x0, path[k]!);
      x1 = Math.max(x1, path[k]!);
      y0 = Math.min(y0, path[k + 1]!);
      y1 = Math.max(y1, path[k + 1]!);
    }
  }
  return { paths, ink: { x: x0, y: y0, w: Math.max(1e-3, x1 - x0), h: Math.max(1e-3, y1 - y0) } };
}

/** How one glyph is written. */
export interface Stroke {
  /** Height of its ink, and how much broader than its model it is (1 as it is). */
  readonly height: number;
  readonly stretch: number;
  /** Shift to the right per pixel of height. */
  readonly slant: number;
  /** Width of the pen, pixels, and how much it varies along the stroke (0 to 1). */
  readonly pen: number;
  readonly pressure: number;
  /** How far the shape is bent out of its model, as a share of its height. */
  readonly wobble: number;
}

/** A glyph written with its ink's top left corner at 0, 0, the pen's reach around it. */
export function write(shape: Shape, how: Stroke, random: Random): Mask {
  const scale = how.height / shape.ink.h;
  const width = shape.ink.w * scale * how.stretch;
  const room = Math.ceil(how.pen / 2 + 2 + Math.abs(how.slant) * how.height * 0.5 + how.wobble * how.height);
  const w = Math.ceil(width) + 2 * room;
  const h = Math.ceil(how.height) + 2 * room;
  const cover = new Float32Array(w * h);
  const mask = { x: -room, y: -room, width: w, height: h, cover };
  if (shape.field) fromField(mask, shape, shape.field, how, random, room, scale);
  else fromPaths(mask, shape, how, random, room, scale);
  return mask;
}

function fromField(
  mask: Mask,
  shape: Shape,
  field: Field,
  how: Stroke,
  random: Random,
  room: number,
  scale: number,
): void {
  const { width: w, height: h, cover } = mask;
  const across = scale * how.stretch;
  const shear = how.slant - 0.8 * field.lean * how.stretch;
  const bend = how.wobble * shape.ink.h;
  const [fu, fv, phase] = wave(random, 6 / shape.ink.h);
  const [pu, pv, pressed] = wave(random, 5 / shape.ink.h);
  const radius = how.pen / 2 / scale;
  const middle = shape.ink.y + shape.ink.h / 2;
  // Columns sway up and down, rows to and fro.
  const rise = new Float32Array(w);
  if (bend > 0) for (let x = 0; x < w; x++) rise[x] = 0.6 * bend * Math.sin((fu * x) / across + phase);
  const reach = 1.5 * radius + 1 / scale;
  const d = field.distance;
  for (let y = 0; y < h; y++) {
    const v0 = shape.ink.y + (y + 0.5 - room) / scale - 0.5;
    const sway = bend > 0 ? bend * Math.sin(fv * v0 + phase) : 0;
    const shift = shape.ink.x - 0.5 + (shear * scale * (v0 - middle)) / across + sway;
    for (let x = 0; x < w; x++) {
      const u = shift + (x + 0.5 - room) / across;
      const v = v0 + rise[x]!;
      if (u < 0 || v < 0 || u >= field.width - 1 || v >= field.height - 1) continue;
      const [iu, iv] = [u | 0, v | 0];
      const [gu, gv] = [u - iu, v - iv];
      const at = iv * field.width + iu;
      const near =
        (d[at]! * (1 - gu) + d[at + 1]! * gu) * (1 - gv) +
        (d[at + field.width]! * (1 - gu) + d[at + field.width + 1]! * gu) * gv;
      if (near > reach) continue;
      const press = how.pressure === 0 ? 1 : 1 + how.pressure * Math.sin(pu * u + pv * v + pressed);
      const ink = (radius * press - near) * scale + 0.5;
      if (ink > 0) cover[y * w + x] = ink > 1 ? 1 : ink;
    }
  }
}

/** A slow wave across a shape: its two frequencies and its phase. */
function wave(random: Random, most: number): [number, number, number] {
  return [between(random, -most, most), between(random, -most, most), between(random, 0, 6.28)];
}

function fromPaths(mask: Mask, shape: Shape, how: Stroke, random: Random, room: number, scale: number): void {
  const on = { width: mask.width, height: mask.height, ink: mask.cover };
  const { ink } = shape;
  const [pu, pv, pressed] = wave(random, 5 / ink.h);
  const [bend, bu, bv, phase] = [how.wobble * ink.h, ...wave(random, 6 / ink.h)];
  for (const path of shape.paths!) {
    let before: [number, number, number] | undefined;
    for (let k = 0; k < path.length; k += 2) {
      const sway = Math.sin(bu * path[k]! + bv * path[k + 1]! + phase);
      const u = path[k]! + bend * sway;
      const v = path[k + 1]! + 0.6 * bend * sway;
      const x = room + (u - ink.x) * scale * how.stretch - how.slant * (v - ink.y - ink.h / 2) * scale;
      const y = room + (v - ink.y) * scale;
      const radius = Math.max(0.45, (how.pen / 2) * (1 + how.pressure * Math.sin(pu * u + pv * v + pressed)));
      if (before) stroke(on, [before[0], before[1], x, y], (radius + before[2]) / 2);
      else if (path.length === 2) stroke(on, [x, y], radius);
      before = [x, y, radius];
    }
  }
  for (let i = 0; i < mask.cover.length; i++) mask.cover[i] = mask.cover[i]! / 255;
}
