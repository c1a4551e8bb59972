// The numbers that people write: whole, with decimals, times, marks, percentages, dates; and how signs are drawn.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';

/** A whole number of so many digits. */
export function anyInteger(random: Random, least: number, most: number): string {
  let text = '';
  for (let k = Math.floor(between(random, least, most + 1)); k > 0; k--) text += Math.floor(10 * random());
  return text;
}

/** A number in one of the ways that a column, a list or a field of a form has them. */
export type Format = (random: Random) => string;

const int =
  (least: number, most: number): Format =>
  (random) =>
    String(Math.floor(between(random, least, most + 1)));
const two = (random: Random): string => String(Math.floor(100 * random())).padStart(2, '0');

export const FORMATS: readonly Format[] = [
  int(0, 9),
  int(1, 20),
  int(0, 99),
  int(0, 100),
  int(10, 999),
  int(1000, 99999),
  (random) => anyInteger(random, 1, 7),
  (random) => `${int(0, 10)(random)}.${pick(random, ['0', '5', '5', '25', '75'])}`,
  (random) => `${int(0, 10)(random)}${random() < 0.5 ? '.5' : ''}`,
  (random) => `${int(0, 9)(random)},${int(0, 9)(random)}`,
  (random) => `${int(0, 999)(random)}.${two(random)}`,
  (random) => `${int(0, 999)(random)},${two(random)}`,
  (random) => `${int(0, 9)(random)}:${two(random)}${random() < 0.5 ? `.${two(random)}` : ''}`,
  (random) => `-${int(1, 99)(random)}`,
  (random) => `${int(0, 100)(random)}%`,
  (random) => `${int(0, 10)(random)}/${pick(random, ['10', '20', '5'])}`,
];

/** Day, month and year from 1950 on, with `sign` between them. */
export function anyDate(random: Random, sign = pick(random, ['/', '.', '-'])): string {
  const year = random() < 0.5 ? two(random) : String(int(1950, 2029)(random));
  const parts = [int(1, 31)(random), int(1, 12)(random)].map((part) => (random() < 0.6 ? part.padStart(2, '0') : part));
  return [...parts, year].join(sign);
}

/** Signs beside digits: paths and widths in units of the digits' height; y is 0 at the baseline, negative above it. */
export const SIGNS: Readonly<Record<string, { readonly paths: readonly number[][]; readonly width: number }>> = {
  '.': { paths: [[0, 0, 0.015, 0.01]], width: 0.08 },
  ',': { paths: [[0.03, -0.03, 0.03, 0.04, -0.04, 0.17]], width: 0.1 },
  ':': {
    paths: [
      [0, -0.05, 0.01, -0.04],
      [0.02, -0.55, 0.03, -0.54],
    ],
    width: 0.1,
  },
  '-': { paths: [[0, -0.45, 0.18, -0.46, 0.36, -0.45]], width: 0.36 },
  '/': { paths: [[0, 0.1, 0.2, -0.5, 0.4, -1.1]], width: 0.4 },
  '%': {
    paths: [
      [0.15, -0.95, 0.02, -0.85, 0.08, -0.65, 0.24, -0.72, 0.26, -0.9, 0.15, -0.95],
      [0.7, -1, 0.1, 0],
      [0.6, -0.35, 0.48, -0.2, 0.55, -0.02, 0.72, -0.08, 0.74, -0.28, 0.6, -0.35],
    ],
    width: 0.75,
  },
  '+': {
    paths: [
      [0, -0.42, 0.5, -0.44],
      [0.24, -0.7, 0.26, -0.15],
    ],
    width: 0.5,
  },
  '×': {
    paths: [
      [0, -0.6, 0.4, -0.15],
      [0.4, -0.6, 0, -0.15],
    ],
    width: 0.4,
  },
  '=': {
    paths: [
      [0, -0.55, 0.5, -0.57],
      [0, -0.3, 0.5, -0.31],
    ],
    width: 0.5,
  },
  '÷': {
    paths: [
      [0, -0.42, 0.45, -0.43],
      [0.22, -0.68, 0.23, -0.66],
      [0.22, -0.18, 0.23, -0.16],
    ],
    width: 0.45,
  },
  $: {
    paths: [
      [0.45, -0.82, 0.3, -0.95, 0.08, -0.85, 0.1, -0.6, 0.38, -0.42, 0.4, -0.12, 0.2, 0, 0, -0.12],
      [0.24, -1.08, 0.22, 0.1],
    ],
    width: 0.48,
  },
  '€': {
    paths: [
      [0.55, -0.9, 0.35, -0.98, 0.14, -0.75, 0.12, -0.3, 0.3, 0, 0.55, -0.08],
      [0, -0.6, 0.42, -0.62],
      [0, -0.38, 0.4, -0.4],
    ],
    width: 0.56,
  },
  '#': {
    paths: [
      [0.2, -0.9, 0.12, 0],
      [0.46, -0.9, 0.38, 0],
      [0, -0.6, 0.6, -0.62],
      [0, -0.3, 0.58, -0.32],
    ],
    width: 0.6,
  },
};
/** Signs that belong to no number. */
export const APART = '+×=÷$€#';
