import { expect, test } from 'vitest';
import { withSizes } from '../../../src/numbers/evidence/odd-sizes.js';

const number = (h: number) => ({ members: [{ box: { x: 0, y: 0, w: 10, h } }], spacing: 1, layout: 1 });

test('a number half as high as the others of its page is doubted, one a little smaller is not', () => {
  const [line] = withSizes([[number(20), number(20), number(20), number(16), number(10)]]);
  expect(line!.map(({ spacing }) => spacing > 0.98)).toEqual([true, true, true, true, false]);
  expect(line![4]!.spacing).toBeLessThan(0.6);
});
