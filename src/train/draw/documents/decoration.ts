// What printers put on documents beside text: icons, logos, dice, bar codes, tints, half-tone, boxes to tick.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import { pixelClass } from './drawn-document.js';
import { fill, type Ink, lay, line, type Surface } from './surface.js';

type Inside = (u: number, v: number) => boolean;

/** A shape of print in a square: `inside` says of a place in −1 to 1 whether it is inked. */
function stamp(on: Surface, x: number, y: number, size: number, ink: Ink, inside: Inside): void {
  const side = Math.ceil(size);
  const [left, top] = [Math.round(x), Math.round(y)];
  const [x0, y0] = [Math.max(0, left), Math.max(0, top)];
  const [w, h] = [Math.min(on.width, left + side) - x0, Math.min(on.height, top + side) - y0];
  if (w < 1 || h < 1) return;
  const cover = new Float32Array(w * h);
  for (let i = 0; i < cover.length; i++) {
    const [column, row] = [(i % w) + x0 - left, Math.floor(i / w) + y0 - top];
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const u = ((column + 0.25 + 0.5 * (k & 1)) / side) * 2 - 1;
      const v = ((row + 0.25 + 0.5 * (k >> 1)) / side) * 2 - 1;
      if (inside(u, v)) sum += 0.25;
    }
    cover[i] = sum;
  }
  lay(on, { x: x0, y: y0, width: w, height: h, cover }, ink);
}

const PIPS: readonly (readonly number[])[] = [
  [0, 0],
  [-0.5, -0.5, 0.5, 0.5],
  [-0.5, -0.5, 0, 0, 0.5, 0.5],
  [-0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5],
  [-0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0, 0],
  [-0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5, -0.5, 0, 0.5, 0],
];

/** Icons: each makes a shape, its edge's width given as a share of its half. */
const ICONS: readonly ((random: Random, edge: number) => Inside)[] = [
  die,
  die,
  () => (u, v) => u * u + v * v < 0.9,
  (_, edge) => (u, v) => Math.abs(Math.hypot(u, v) - 0.85 + edge / 2) < edge,
  star,
  () => (u, v) => (u < 0.2 ? Math.abs(v) < 0.2 : Math.abs(v) < 0.95 - u),
  () => (u, v) => v > -0.8 && v < 0.8 && Math.abs(u) < (v + 0.8) * 0.55,
  () => (u, v) => (u * u + (v + 0.25) ** 2 * 1.2 - 0.5) ** 3 + u * u * (v + 0.25) ** 3 * 0.9 < 0,
  (random) => {
    const bars = pick(random, [2, 3, 4]);
    return (u, v) => Math.floor((u + 1) * bars) % 2 === 0 && v > -u / 2;
  },
];

function die(random: Random, edge: number): Inside {
  const pips = pick(random, PIPS);
  const reversed = random() < 0.4;
  return (u, v) => {
    const frame = Math.max(Math.abs(u), Math.abs(v));
    let pip = false;
    for (let k = 0; k < pips.length; k += 2) if ((u - pips[k]!) ** 2 + (v - pips[k + 1]!) ** 2 < 0.045) pip = true;
    return reversed ? frame < 0.95 && !pip : (frame > 0.95 - edge && frame < 0.95) || pip;
  };
}

function star(random: Random): Inside {
  const points = pick(random, [4, 5, 6, 8]);
  return (u, v) => {
    const turn = ((Math.atan2(v, u) + Math.PI / 2) * points) / (2 * Math.PI);
    const wave = Math.abs(turn - Math.floor(turn) - 0.5) * 2;
    return Math.hypot(u, v) < 0.4 + 0.55 * wave;
  };
}

/** An icon about `size` pixels wide. */
export function icon(on: Surface, random: Random, x: number, y: number, size: number, ink: Ink): void {
  stamp(on, x, y, size, ink, pick(random, ICONS)(random, Math.max(0.12, 2 / size)));
}

/** A box to tick, empty. */
export function tickBox(on: Surface, x: number, y: number, size: number, width: number, ink: Ink): void {
  box(on, x, y, size, size, width, { ...ink, kind: pixelClass.rule });
}

/** The four sides of a box. */
function box(on: Surface, x: number, y: number, w: number, h: number, width: number, ink: Ink): void {
  line(on, [x, y, x + w, y], width, ink);
  line(on, [x, y + h, x + w, y + h], width, ink);
  line(on, [x, y, x, y + h], width, ink);
  line(on, [x + w, y, x + w, y + h], width, ink);
}

/** A bar code, or the grid of a two-dimensional one. */
export function barCode(on: Surface, random: Random, x: number, y: number, w: number, h: number, ink: Ink): void {
  const unit = Math.max(1, Math.round(h / between(random, 14, 30)));
  if (Math.abs(w - h) < 0.3 * h) {
    for (let v = 0; v < h; v += unit)
      for (let u = 0; u < w; u += unit) if (random() < 0.5) fill(on, x + u, y + v, unit, unit, ink);
    return;
  }
  for (let u = 0; u < w; ) {
    const bar = unit * pick(random, [1, 1, 2, 3]);
    if (u + bar < w) fill(on, x + u, y, bar, h, ink);
    u += bar + unit * pick(random, [1, 1, 2, 3]);
  }
}

/** A tint behind cells: even, or half-tone dots, or fine lines. It is paper, whatever stands on it. */
export function tint(on: Surface, random: Random, x: number, y: number, w: number, h: number, tone: number): void {
  const ink = { tone, opacity: between(random, 0.4, 1), grain: 0, kind: pixelClass.paper };
  const way = random();
  if (way < 0.65) {
    fill(on, x, y, w, h, ink);
    return;
  }
  const step = Math.round(between(random, 3, 7));
  const [x0, x1] = [Math.max(0, Math.round(x)), Math.min(on.width, Math.round(x + w))];
  for (let row = Math.max(0, Math.round(y)); row < Math.min(on.height, y + h); row++) {
    for (let column = x0; column < x1; column++) {
      const [u, v] = [column % step, (row + (way < 0.85 ? Math.floor(column / step) % 2 : 0) * (step >> 1)) % step];
      const dot =
        way < 0.85 ? (u - step / 2) ** 2 + (v - step / 2) ** 2 < step * 0.6 : (column + row) % step < step * 0.4;
      if (!dot) continue;
      const at = row * on.width + column;
      on.grey[at] = on.grey[at]! + (tone - on.grey[at]!) * ink.opacity;
    }
  }
}
