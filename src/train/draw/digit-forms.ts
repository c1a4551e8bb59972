// Forms that much of the world writes and MNIST's American writers seldom did: a 1 with a flag (and a foot), a 7 with a
// bar, a 0 left open. They are drawn onto MNIST's own digits, with the digit's own pen.

import type { Random } from '../../engine/random.js';
import { type LabelledPictures, together } from '../../glyph/labelled-pictures.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import { between, type Canvas, canvas, framed, inkBox, stroke } from './pen.js';

/** Room around a picture for what is drawn onto it, pixels. */
const MARGIN = 10;
/** Ink from which on a pixel is a stroke's. */
const EDGE = 128;

/**
 * A 1 with a flag that falls to the left from its top, sometimes with a foot; undefined where the stem leans so far
 * that it would look like a 7.
 */
export function flagged(picture: Uint8Array, random: Random): Uint8Array | undefined {
  const { on, box } = onCanvas(picture);
  if (!box || box.w > 0.6 * box.h) return undefined;
  const radius = penRadius(on, box.h);
  const top = middleOfRow(on, box.y + 1);
  const bottom = middleOfRow(on, box.y + box.h - 2);
  const length = Math.hypot(bottom - top, box.h - 3);
  const [sx, sy] = [(bottom - top) / length, (box.h - 3) / length];
  const angle = between(random, 0.4, 1.1);
  const [fx, fy] = [Math.cos(angle) * sx - Math.sin(angle) * sy, Math.cos(angle) * sy + Math.sin(angle) * sx];
  // A flag nearer to level than this makes a 7.
  if (fy < 0.42 || fx > -0.2) return undefined;
  const reach = Math.min(between(random, 0.2, 0.5) * length, (0.36 * length) / -fx);
  stroke(
    on,
    [top, box.y + radius, top + fx * reach, box.y + radius + fy * reach],
    radius,
    radius * between(random, 0.6, 1),
  );
  if (random() < 0.3) {
    const y = box.y + box.h - 1 - radius;
    const half = between(random, 0.12, 0.3) * length;
    stroke(on, [bottom - half, y + between(random, -1, 1), bottom + half, y + between(random, -1, 1)], radius);
  }
  return framed(on);
}

/** A 7 with a short bar through its stem; undefined where there is nothing to cross. */
export function barred(picture: Uint8Array, random: Random): Uint8Array | undefined {
  const { on, box } = onCanvas(picture);
  if (!box) return undefined;
  const y = box.y + Math.round(between(random, 0.42, 0.62) * box.h);
  const x = middleOfRow(on, y);
  if (Number.isNaN(x)) return undefined;
  const half = between(random, 0.14, 0.28) * box.h;
  const rise = between(random, -0.3, 0.15) * half;
  stroke(on, [x - half, y - rise, x + half, y + rise], penRadius(on, box.h) * between(random, 0.7, 1));
  return framed(on);
}

/** A 0 whose ring does not close at the top; undefined where there is no ring to open. */
export function opened(picture: Uint8Array, random: Random): Uint8Array | undefined {
  const { on, box } = onCanvas(picture);
  if (!box || box.w < 0.5 * box.h) return undefined;
  const gap = between(random, 1, 2.2);
  const x = box.x + box.w * between(random, 0.45, 0.75);
  const depth = box.h * 0.3;
  for (let y = box.y - 1; y < box.y + depth; y++) {
    for (let column = Math.ceil(x - gap); column <= x + gap; column++) on.ink[y * on.width + column] = 0;
  }
  return framed(on);
}

/** What is drawn onto which digit, and onto what share of its pictures. */
const forms = [
  { of: 1, share: 0.5, draw: flagged },
  { of: 7, share: 0.25, draw: barred },
  { of: 0, share: 0.125, draw: opened },
] as const;

/**
 * The digits as they are, but every `redrawn`th as reading would redraw it. Flagged 1s, barred 7s and open 0s stand
 * among them, up to half, a quarter and an eighth as many as there are plain ones.
 */
export function withForms(digits: LabelledPictures, random: Random, redrawn: number): LabelledPictures {
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  for (let i = 0; i < digits.count; i++) {
    const picture = digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize);
    const label = digits.labels[i]!;
    pictures.push(i % redrawn === redrawn - 1 ? asRead(picture) : picture);
    labels.push(label);
    const form = forms.find((each) => each.of === label);
    const other = form && random() < form.share ? form.draw(picture, random) : undefined;
    if (!other) continue;
    pictures.push(random() < 0.5 ? asRead(other) : other);
    labels.push(label);
  }
  return together(pictures, labels);
}

/** The picture as reading would draw it of such a stroke on a page. */
export function asRead(picture: Uint8Array): Uint8Array {
  const box = inkBox({ width: pictureSide, height: pictureSide, ink: Float32Array.from(picture) }, EDGE);
  return box ? normalise({ width: pictureSide, height: pictureSide, data: picture }, box, EDGE) : picture;
}

/** The picture with room around it, and the box of its ink. */
function onCanvas(picture: Uint8Array): { on: Canvas; box: ReturnType<typeof inkBox> } {
  const side = pictureSide + 2 * MARGIN;
  const on = canvas(side, side);
  for (let i = 0; i < picture.length; i++) {
    on.ink[(Math.floor(i / pictureSide) + MARGIN) * side + MARGIN + (i % pictureSide)] = picture[i]!;
  }
  return { on, box: inkBox(on, EDGE) };
}

/** Half the pen's width, pixels: the median run of ink along the rows, which crosses a steep stroke. */
function penRadius(on: Canvas, height: number): number {
  const runs: number[] = [];
  for (let y = 0; y < on.height; y++) {
    let run = 0;
    for (let x = 0; x < on.width; x++) run += on.ink[y * on.width + x]! / 255;
    if (run > 0.5) runs.push(run);
  }
  runs.sort((a, b) => a - b);
  return Math.min(height / 8, Math.max(0.7, (runs[runs.length >> 1] ?? 2) / 2));
}

/** The ink's middle in a row; NaN where there is none. */
function middleOfRow(on: Canvas, y: number): number {
  let [mass, moment] = [0, 0];
  for (let x = 0; x < on.width; x++) {
    const ink = on.ink[y * on.width + x]!;
    mass += ink;
    moment += ink * x;
  }
  return moment / mass;
}
