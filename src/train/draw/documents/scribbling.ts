// What hands put on documents beside digits and words: ticks, dashes, crossings-out, circles, signatures, drawings.
import type { Random } from '../../../engine/random.js';
import { between, type Path, pick, smooth } from '../pen.js';
import { pixelClass } from './drawn-document.js';
import type { PageHand } from './page-hand.js';
import { pathShape, write } from './shape.js';
import { lay, type Surface } from './surface.js';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Draws paths in pixels of the sheet with the hand's pen. */
export function drawn(on: Surface, hand: PageHand, random: Random, paths: readonly Path[], pen: number): void {
  const shape = pathShape(paths);
  if (shape.ink.x > on.width || shape.ink.y > on.height) return;
  const { x, y, h } = shape.ink;
  const mask = write(
    shape,
    { height: h, stretch: 1, slant: 0, pen: Math.max(1.1, pen), pressure: hand.pressure, wobble: 0 },
    random,
  );
  lay(on, { ...mask, x: mask.x + Math.round(x), y: mask.y + Math.round(y) }, { ...hand.ink, kind: pixelClass.writing });
}

const jitter = (random: Random, value: number, by: number): number => value + by * between(random, -1, 1);

/** ✓ in an area. */
export function tick(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const size = Math.min(w, h);
  const [left, base] = [x + w / 2 - size * 0.4, y + h / 2 + size * 0.3];
  const path = [
    left,
    base - size * 0.35,
    left + size * 0.25,
    base,
    left + size * between(random, 0.6, 1),
    base - size * between(random, 0.7, 1),
  ];
  drawn(on, hand, random, [random() < 0.5 ? path : smooth(path)], pen);
}

/** × or ╳ over an area. */
export function cross(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const by = 0.12 * Math.min(w, h);
  const j = (v: number): number => jitter(random, v, by);
  drawn(
    on,
    hand,
    random,
    [
      [j(x), j(y), j(x + w), j(y + h)],
      [j(x + w), j(y), j(x), j(y + h)],
    ],
    pen,
  );
}

/** A dash, or a wave, as in an empty cell. */
export function dash(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const length = Math.min(w * 0.7, h) * between(random, 0.4, 1);
  const [cx, cy] = [x + w / 2, y + h / 2];
  const rise = between(random, -0.1, 0.1) * length;
  const wavy = random() < 0.2 ? 0.15 * length : 0;
  drawn(
    on,
    hand,
    random,
    [
      smooth([
        cx - length / 2,
        cy + rise,
        cx - length / 6,
        cy - wavy,
        cx + length / 6,
        cy + wavy,
        cx + length / 2,
        cy - rise,
      ]),
    ],
    pen,
  );
}

/** Strokes through something: one, several, a zigzag, a cross. */
export function crossOut(on: Surface, hand: PageHand, random: Random, area: Area, pen: number): void {
  const { x, y, w, h } = area;
  const way = random();
  const j = (v: number, by: number): number => jitter(random, v, by);
  if (way < 0.25) cross(on, hand, random, area, pen);
  else if (way < 0.65) {
    const strokes = Array.from({ length: pick(random, [1, 1, 2, 3]) }, () => [
      j(x - 0.05 * w, 0.05 * w),
      j(y + h / 2, 0.3 * h),
      j(x + 1.05 * w, 0.05 * w),
      j(y + h / 2, 0.3 * h),
    ]);
    drawn(on, hand, random, strokes, pen);
  } else {
    const zigzag: number[] = [];
    const turns = 4 + Math.floor((w / Math.max(4, h)) * between(random, 3, 9));
    for (let k = 0; k <= turns; k++)
      zigzag.push(j(x + (k * w) / turns, 0.1 * h), k % 2 ? j(y, 0.2 * h) : j(y + h, 0.2 * h));
    drawn(on, hand, random, [random() < 0.5 ? smooth(zigzag) : zigzag], pen);
  }
}

/** What strikes out an empty part of a table: a large cross, one slanted line, a Z, or a line down its middle. */
export function strikeOut(on: Surface, hand: PageHand, random: Random, area: Area, pen: number): void {
  const { x, y, w, h } = area;
  const way = random();
  const j = (value: number): number => jitter(random, value, 0.08 * Math.min(w, h));
  const [left, right, top, bottom] = [x, x + w, y, y + h];
  if (way < 0.4) cross(on, hand, random, area, pen);
  else if (way < 0.7) {
    const up = random() < 0.6;
    drawn(on, hand, random, [[j(left), j(up ? bottom : top), j(right), j(up ? top : bottom)]], pen);
  } else if (way < 0.9)
    drawn(on, hand, random, [[j(left), j(top), j(right), j(top), j(left), j(bottom), j(right), j(bottom)]], pen);
  else drawn(on, hand, random, [smooth([j(x + w / 2), top, j(x + w / 2), y + h / 2, j(x + w / 2), bottom])], pen);
}

/** A ring around something, not quite closed. */
export function circled(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const path: number[] = [];
  const [rx, ry] = [w * between(random, 0.6, 0.75) + 0.15 * h, h * between(random, 0.65, 0.95)];
  const from = between(random, 0, 6.28);
  const turn = between(random, 5.8, 7.2);
  for (let k = 0; k <= 16; k++) {
    const angle = from + (turn * k) / 16;
    path.push(
      jitter(random, x + w / 2 + rx * Math.cos(angle), 0.05 * rx),
      jitter(random, y + h / 2 + ry * Math.sin(angle), 0.05 * ry),
    );
  }
  drawn(on, hand, random, [smooth(path, 4)], pen);
}

/** An underline, straight or in two strokes. */
export function underline(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  for (let k = pick(random, [1, 1, 2]); k > 0; k--) {
    const at = y + h * between(random, 1.08, 1.3) + k * pen * 2;
    drawn(
      on,
      hand,
      random,
      [smooth([x - 0.05 * w, at, x + w / 2, jitter(random, at, 0.04 * h), x + w * 1.05, jitter(random, at, 0.1 * h)])],
      pen,
    );
  }
}

/** A signature: loops that lean and run to the right. */
export function signature(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const path: number[] = [x, y + h];
  const steps = 6 + Math.floor(random() * 12);
  for (let k = 1; k <= steps; k++) {
    const tall = k === 1 || random() < 0.2 ? 1 : between(random, 0.2, 0.6);
    const along = x + (w * k) / steps;
    path.push(
      along + 0.12 * h,
      y + h - tall * h,
      jitter(random, along - 0.02 * w, 0.03 * w),
      jitter(random, y + h * 0.9, 0.15 * h),
    );
  }
  drawn(on, hand, random, [smooth(path, 5)], pen);
}

/** Small drawings in a square of one: a star, an arrow, a house; and wild lines, straight or curved. */
const DOODLES: readonly ((random: Random) => number[][])[] = [
  () => [
    [0, 1, 2, 3, 4, 5].flatMap((k) => {
      const angle = (4 * Math.PI * k) / 5 - Math.PI / 2;
      return [0.5 + 0.5 * Math.cos(angle), 0.5 + 0.5 * Math.sin(angle)];
    }),
  ],
  () => [
    [0, 0.5, 1, 0.5],
    [0.7, 0.2, 1, 0.5, 0.7, 0.8],
  ],
  () => [[0.1, 1, 0.1, 0.45, 0.5, 0, 0.9, 0.45, 0.9, 1, 0.1, 1]],
  (random) => [smooth(Array.from({ length: 8 + 2 * Math.floor(random() * 12) }, random))],
  (random) => [Array.from({ length: 8 + 2 * Math.floor(random() * 12) }, random)],
];

/** A little drawing that fills an area: a star, an arrow, a house or a scrawl. */
export function doodle(on: Surface, hand: PageHand, random: Random, { x, y, w, h }: Area, pen: number): void {
  const paths = pick(random, DOODLES)(random);
  drawn(
    on,
    hand,
    random,
    paths.map((path) => path.map((value, k) => (k % 2 ? y + value * h : x + value * w))),
    pen,
  );
}
