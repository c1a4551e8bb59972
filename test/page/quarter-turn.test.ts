import { expect, test } from 'vitest';
import { type Quarters, quarterTurned } from '../../src/page/quarter-turn.js';
import { turn } from '../../src/page/turn.js';

const page = { width: 4, height: 3, channels: 1, data: Uint8Array.from({ length: 12 }, (_, i) => 10 * i) } as const;

for (const quarters of [0, 1, 2, 3] as Quarters[]) {
  test(`${quarters} quarter turns are those of any angle`, () => {
    const turned = quarterTurned(page, quarters);
    const { page: expected } = turn(page, (quarters * Math.PI) / 2, 1);
    expect(turned).toEqual({ width: expected.width, height: expected.height, data: expected.data });
  });
}

test('a copy is turned, not the plane itself', () => {
  const before = page.data.slice();
  quarterTurned(page, 0).data.fill(1);
  expect(page.data).toEqual(before);
});
