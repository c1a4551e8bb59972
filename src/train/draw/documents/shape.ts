// Shapes that any pen can write at any size: paths of digits, letters and signs. A shape's own pen is forgotten, so
// that a page's digits and words share one pen.
import type { Random } from '../../../engine/random.js';
import { between, type Path, stroke } from '../pen.js';
import { strokesOf } from '../skeleton.js';
import type { Mask } from './surface.js';

export interface Shape {
  /** In any unit, y downwards. */
  readonly paths: readonly Path[];
  /** The box of its paths, in their unit. */
  readonly ink: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** How far it leans: shift to the right per unit of height, as its own spread tells. */
  readonly lean: number;
}

/** A shape from a white-on-black picture, in its pixels; undefined where it holds next to no ink. */
export function pictureShape(picture: Uint8Array, width: number, height: number): Shape | undefined {
  const paths = strokesOf(picture, width, height);
  const shape = paths.length > 0 ? pathShape(paths) : undefined;
  return shape && shape.ink.h > 2 ? shape : undefined;
}

/** A shape of paths as they are, in their own unit. */
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
  return { paths, lean: leanOf(paths), ink: { x: x0, y: y0, w: Math.max(1e-3, x1 - x0), h: Math.max(1e-3, y1 - y0) } };
}

/** The lean that makes the points' sideways and upward spread independent, within what a hand leans. */
function leanOf(paths: readonly Path[]): number {
  let [count, mx, my] = [1e-9, 0, 0];
  for (const path of paths) {
    for (let k = 0; k < path.length; k += 2) {
      count++;
      mx += path[k]!;
      my += path[k + 1]!;
    }
  }
  let [xy, yy] = [0, 1e-9];
  for (const path of paths) {
    for (let k = 0; k < path.length; k += 2) {
      const dy = path[k + 1]! - my / count;
      xy += dy * (path[k]! - mx / count);
      yy += dy * dy;
    }
  }
  return Math.max(-0.5, Math.min(0.5, -xy / yy));
}

/** How one glyph is written. */
export interface Stroke {
  /** Height of its paths, pixels. */
  readonly height: number;
  /** How much broader than its model the glyph is, 1 for as broad. */
  readonly stretch: number;
  /** Shift to the right per pixel of height, beside the shape's own. */
  readonly slant: number;
  /** Width of the pen, pixels. */
  readonly pen: number;
  /** How much the pen's width varies along the stroke, 0 to 1. */
  readonly pressure: number;
  /** How far the shape is bent out of its model, as a share of its height. */
  readonly wobble: number;
}

/** A glyph written with its paths' top left corner at 0, 0, the pen's reach around it. */
export function write(shape: Shape, how: Stroke, random: Random): Mask {
  const { ink, paths } = shape;
  const scale = how.height / ink.h;
  const room = Math.ceil(how.pen + 2 + Math.abs(how.slant) * how.height * 0.5 + how.wobble * how.height);
  const width = Math.ceil(ink.w * scale * how.stretch) + 2 * room;
  const height = Math.ceil(how.height) + 2 * room;
  const on = { width, height, ink: new Float32Array(width * height) };
  const [pu, pv, pressed] = wave(random, 5 / ink.h);
  const [bend, bu, bv, phase] = [how.wobble * ink.h, ...wave(random, 6 / ink.h)];
  for (const path of paths) {
    let [beforeX, beforeY, beforeRadius] = [0, 0, 0];
    for (let k = 0; k < path.length; k += 2) {
      const sway = bend === 0 ? 0 : Math.sin(bu * path[k]! + bv * path[k + 1]! + phase);
      const u = path[k]! + bend * sway - ink.x;
      const v = path[k + 1]! + 0.6 * bend * sway - ink.y;
      const x = room + u * scale * how.stretch - how.slant * (v - ink.h / 2) * scale;
      const y = room + v * scale;
      const radius = Math.max(0.45, (how.pen / 2) * (1 + how.pressure * Math.sin(pu * u + pv * v + pressed)));
      if (k > 0) stroke(on, [beforeX, beforeY, x, y], (radius + beforeRadius) / 2);
      else if (path.length === 2) stroke(on, [x, y], radius);
      [beforeX, beforeY, beforeRadius] = [x, y, radius];
    }
  }
  for (let i = 0; i < on.ink.length; i++) on.ink[i] = on.ink[i]! / 255;
  return { x: -room, y: -room, width, height, cover: on.ink };
}

/** A slow wave across a shape: its two frequencies and its phase. */
function wave(random: Random, most: number): [number, number, number] {
  return [between(random, -most, most), between(random, -most, most), between(random, 0, 6.28)];
}
