// Expressions of straight strokes, for tests: sums of 1s and 7s.
import type { Random } from '../../../src/engine/random.js';

const STROKES: Record<string, number[][][]> = {
  '1': [
    [
      [5, 0],
      [5, 30],
    ],
  ],
  '7': [
    [
      [0, 0],
      [14, 0],
      [4, 30],
    ],
  ],
  '+': [
    [
      [0, 18],
      [14, 18],
    ],
    [
      [7, 11],
      [7, 25],
    ],
  ],
  '-': [
    [
      [0, 18],
      [14, 18],
    ],
  ],
  '=': [
    [
      [0, 14],
      [14, 14],
    ],
    [
      [0, 22],
      [14, 22],
    ],
  ],
};

/** A line of a file of expressions, such as `1+7=7`. */
export function expressionLine(random: Random, writer: string): string {
  const labels = ['1', pick(random, '+-'), pick(random, '17'), '=', pick(random, '17')];
  const symbols = labels.map((label, k) => ({
    label,
    strokes: STROKES[label]!.map((points) => points.map(([x, y]) => [x! + 24 * k + random(), y! + random()])),
  }));
  return JSON.stringify({ ui: 'x', writer, truth: labels.join(' '), symbols });
}

const pick = (random: Random, from: string): string => from[Math.floor(random() * from.length)]!;
