import { expect, test } from 'vitest';
import { type Standing, withoutSlant } from '../../../src/numbers/layout/column-slant.js';

/** Three columns of eight, 100 apart, moved by `slant`. */
const columns = (slant: (along: number, across: number) => number): Standing[] =>
  [100, 200, 300].flatMap((along) =>
    Array.from({ length: 8 }, (_, k) => ({
      along: along + slant(along - 200, 40 * k - 140),
      across: 40 * k,
      half: 12,
    })),
  );

/** How wide the columns are together. */
function spread(standing: readonly Standing[]): number {
  return [0, 8, 16].reduce((sum, from) => {
    const alongs = standing.slice(from, from + 8).map(({ along }) => along);
    return sum + Math.max(...alongs) - Math.min(...alongs);
  }, 0);
}

test.each<[string, (along: number, across: number) => number]>([
  ['upright', () => 0],
  ['leaning', (_, across) => 0.12 * across],
  ['leaning to the other side', (_, across) => -0.07 * across],
  ['fanned out', (along, across) => (0.08 * 2 * along * across) / 280],
  ['leaning and fanned out', (along, across) => 0.1 * across - (0.06 * 2 * along * across) / 280],
])('columns that are %s stand upright then', (_, slant) => {
  expect(spread(withoutSlant(columns(slant)))).toBeLessThan(6);
});

test('too few to tell are left where they are', () => {
  const few = columns((_, across) => across).slice(0, 2);
  expect(withoutSlant(few)).toEqual(few);
});
