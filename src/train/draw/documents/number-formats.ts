// The numbers that people write: whole, with decimals, times, marks, percentages, dates.
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
