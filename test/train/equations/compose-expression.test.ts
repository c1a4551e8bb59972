// Where composed expressions set what a fraction is multiplied by.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { composeExpression } from '../../../src/train/equations/compose-expression.js';
import { boxOfStrokes, type InkExpression } from '../../../src/train/equations/crohme.js';
import type { Written } from '../../../src/train/equations/random-expressions.js';
import { symbolBank } from '../../../src/train/equations/symbol-bank.js';

const written = (label: string, ...strokes: number[][]) => ({ label, strokes });
const known: InkExpression = {
  writer: 'a',
  symbols: [
    written('-', [0, 0, 10, 0]),
    written('+', [0, 5, 10, 5], [5, 0, 5, 10]),
    written('1', [0, 0, 0, 10]),
    written('x', [0, 0, 10, 10], [10, 0, 0, 10]),
  ],
  layout: [],
};
const symbol = (label: string): Written => ({ kind: 'symbol', label });
const half: Written = { kind: 'fraction', above: [symbol('1')], below: [symbol('1')] };

/** How far the middles of what follows a fraction lie below its bar, and its heights, in those of the digits. */
function placesBeside(label: string): { readonly down: number[]; readonly heights: number[] } {
  const bank = symbolBank([known], []);
  const draw = random(4);
  const all = Array.from({ length: 200 }, () => {
    const { symbols } = composeExpression([half, symbol(label)], bank, draw);
    const [bar, digit, , beside] = symbols.map(({ strokes }) => boxOfStrokes(strokes));
    return { down: (beside!.y + beside!.h / 2 - bar!.y) / digit!.h, height: beside!.h / digit!.h };
  });
  return { down: all.map(({ down }) => down), heights: all.map(({ height }) => height) };
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

test('what a fraction is multiplied by may be small, and higher or lower than its bar; what is added is not', () => {
  const [factor, sign] = [placesBeside('x'), placesBeside('+')];
  expect(spread(factor.down)).toBeGreaterThan(spread(sign.down) + 0.4);
  expect(Math.min(...factor.heights)).toBeLessThan(0.6 * Math.min(...sign.heights));
});
