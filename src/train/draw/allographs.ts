// Ways of writing a digit that much of the world learns at school and MNIST's American writers seldom used, drawn with
// a pen from paths of our own: a 1 that begins with an upstroke, a 2 with a curled head, a 4 in one zigzag, a 7 with a
// long bar, a 9 with a curled tail. Units and notation are those of letters.ts: top at y = 0, baseline at 100.

import type { Random } from '../../engine/random.js';
import { type LabelledPictures, together } from '../../glyph/labelled-pictures.js';
import { asTrained } from './clutter.js';
import { written } from './letters.js';
import { between, drawStrokes, smooth } from './pen.js';

export interface Allograph {
  /** The digit, 0 to 9. */
  readonly label: number;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Draws its paths, each a little different from the last. */
  readonly strokes: (random: Random) => number[][];
}

/** Points of a path wander by this much: a hand is less even than its model. */
const SHAKE = 6;

const path =
  (...forms: readonly string[]) =>
  (random: Random): number[][] =>
    written(forms[Math.floor(random() * forms.length)]!, random, SHAKE);

/** The allographs: the 1s are built stroke by stroke, the others are a copybook's shapes. */
export const ALLOGRAPHS: readonly Allograph[] = [
  { label: 1, weight: 40, strokes: upstroked },
  { label: 1, weight: 6, strokes: footed },
  {
    label: 2,
    weight: 12,
    strokes: path(
      '24 38 10 28 10 10 30 0 50 14 46 40 28 68 6 96 6 96 24 90 42 96 62 92',
      '30 30 18 40 8 26 14 6 32 0 48 14 44 38 26 66 8 98 8 98 56 96',
      '26 36 12 26 12 8 30 0 48 12 44 40 26 72 8 92 4 82 16 80 38 96 58 90',
      '8 12 24 0 36 12 28 50 14 94 14 94 46 90',
    ),
  },
  { label: 3, weight: 3, strokes: path('4 2 50 2 50 2 24 40 24 40 52 60 40 96 4 92') },
  {
    label: 4,
    weight: 16,
    strokes: path(
      '26 0 6 56 6 56 52 60 | 42 34 38 100',
      '30 0 6 54 6 54 40 50 40 50 34 100',
      '24 0 4 52 4 52 36 54 | 38 30 34 100',
      '18 4 8 46 20 56 42 44 42 44 36 100',
      '22 0 8 70 8 70 34 58 | 36 44 28 100',
      '24 0 6 66 12 74 36 48 36 48 28 100',
      '12 16 8 40 24 50 44 30 | 46 0 38 100',
    ),
  },
  {
    label: 5,
    weight: 4,
    strokes: path('46 2 16 2 | 16 2 10 40 36 36 50 62 34 94 6 92', '50 4 14 6 14 6 12 44 40 40 48 64 30 98 4 88'),
  },
  {
    label: 7,
    weight: 12,
    strokes: path(
      '4 8 50 4 50 4 20 100 | 6 54 54 48',
      '4 14 8 4 52 2 52 2 34 48 24 100 | 4 58 54 50',
      '4 16 12 4 30 8 54 0 54 0 26 100 | 8 56 56 50',
      '4 10 16 2 46 4 46 4 28 50 14 100 | 4 66 62 58',
      '6 12 22 2 48 6 30 50 18 100 | 2 70 56 64',
    ),
  },
  { label: 8, weight: 4, strokes: path('50 10 26 0 10 18 30 46 50 74 28 100 8 78 28 50 46 30 56 4') },
  {
    label: 9,
    weight: 12,
    strokes: path(
      '48 14 28 0 8 14 10 36 28 46 48 30 50 12 50 12 52 60 40 96 16 98 6 84',
      '50 10 30 0 8 16 12 38 34 42 50 20 52 12 54 50 44 88 22 100 4 90',
      '50 8 26 0 8 18 16 42 40 38 52 12 52 12 48 60 22 100',
      '54 4 28 2 10 18 18 38 44 34 52 14 54 50 42 88 18 100 2 86',
      '46 12 26 4 12 18 22 34 44 22 50 6 50 6 12 100',
    ),
  },
];

/** The stem of a 1: from its top to its foot, with a slight bow. */
function stem(random: Random): { top: readonly [number, number]; foot: readonly [number, number]; path: number[] } {
  const top = [60, 0] as const;
  const foot = [60 + between(random, -14, 14), 100] as const;
  const bow = between(random, -6, 6);
  return { top, foot, path: smooth([...top, (top[0] + foot[0]) / 2 + bow, 50, ...foot]) };
}

/**
 * A 1 that begins with an upstroke: straight, hollow or hooked, from short to nearly as long as the stem, meeting it at
 * its top or running along its upper part. An upstroke nearer to level would make a 7.
 */
function upstroked(random: Random): number[][] {
  const { top, foot, path } = stem(random);
  const drop = between(random, 12, 80);
  const reach = Math.min(drop / between(random, 0.38, 2.4), between(random, 30, 75));
  const start = [top[0] - reach, top[1] + drop] as const;
  // More often it is hollow, below its chord, than arched.
  const hollow = between(random, -0.16, 0.22) * Math.hypot(reach, drop);
  const length = Math.hypot(reach, drop);
  const middle = [
    (start[0] + top[0]) / 2 + (hollow * drop) / length,
    (start[1] + top[1]) / 2 + (hollow * reach) / length,
  ];
  const upstroke = [...start, ...middle, ...top];
  // Some begin with a hook. Some meet the stem late, where the pen turned into its direction before the top.
  if (random() < 0.2) upstroke.unshift(start[0] - between(random, 0, 7), start[1] - between(random, 4, 10));
  if (random() < 0.35) upstroke.splice(-2, 0, top[0] - between(random, 0, 6), between(random, 8, 0.5 * drop + 8));
  const strokes = [smooth(upstroke), path];
  if (random() < 0.25) strokes.push(level(random, foot));
  return strokes;
}

/** A 1 on a foot, with a short flag or none. */
function footed(random: Random): number[][] {
  const { top, foot, path } = stem(random);
  const strokes = [path, level(random, foot)];
  if (random() < 0.6) strokes.push([top[0] - between(random, 8, 26), between(random, 8, 30), top[0], top[1]]);
  return strokes;
}

function level(random: Random, [x, y]: readonly [number, number]): number[] {
  return [
    x - between(random, 12, 44),
    y + between(random, -4, 4),
    x + between(random, 10, 44),
    y + between(random, -4, 4),
  ];
}

/** Side of the canvas, in pixels. */
const SIZE = 72;

/**
 * `count` pictures of such digits by as many pens and slants. Half are framed as MNIST frames them, half as reading
 * does.
 */
export function allographs(count: number, random: Random): LabelledPictures {
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  const all = ALLOGRAPHS.reduce((sum, { weight }) => sum + weight, 0);
  while (pictures.length < count) {
    let ticket = random() * all;
    const form = ALLOGRAPHS.find(({ weight }) => {
      ticket -= weight;
      return ticket < 0;
    })!;
    const stretch = between(random, 0.65, 1.25);
    const strokes = form.strokes(random).map((path) => path.map((value, k) => (k % 2 ? value : stretch * value)));
    const on = drawStrokes(
      strokes,
      between(random, -0.15, 0.5),
      between(random, -0.1, 0.1),
      between(random, 1.3, 4.5),
      SIZE,
    );
    pictures.push(asTrained(on, random));
    labels.push(form.label);
  }
  return together(pictures, labels);
}
