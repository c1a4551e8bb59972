// Composed lines are cut and joined as reading does, and each hypothesis knows how much of which digit it holds.
import { expect, test } from 'vitest';
import { hypothesesOf } from '../../src/train/composed-hypotheses.js';
import type { Composed } from '../../src/train/draw/composed-lines.js';

/** Two rings of 30 × 40 pixels, drawn with a pen 4 wide, from these columns on. */
function rings(...columns: readonly number[]): Composed {
  const [width, height] = [140, 60];
  const data = new Uint8Array(width * height);
  const owners = [new Uint8Array(width * height), new Uint8Array(width * height)] as const;
  const digits = columns.map((left, k) => {
    let area = 0;
    for (let y = 10; y < 50; y++)
      for (let x = left; x < left + 30; x++) {
        if (Math.min(x - left, left + 29 - x, y - 10, 49 - y) >= 4) continue;
        const at = y * width + x;
        data[at] = 255;
        owners[owners[0][at] === 0 ? 0 : 1][at] = k + 1;
        area++;
      }
    return { label: String(k), area };
  });
  const plane = { width, height, data };
  return { ink: { plane, darkness: plane, contrast: plane, noise: 1, factor: 1, pen: 4 }, owners, digits, size: 40 };
}
const believing = (): number => 0.99;
const doubting = (): number => 0;

test('digits apart that are believed in are one hypothesis each, wholly theirs', () => {
  const { all } = hypothesesOf(rings(10, 60), believing);
  expect(all.map(({ label, common, most }) => [label, common, most])).toEqual([
    ['0', 1, 1],
    ['1', 1, 1],
  ]);
});

test('digits that touch are cut; no hypothesis holds more of either than its best', () => {
  const { all } = hypothesesOf(rings(10, 38), believing);
  expect(all.length).toBeGreaterThan(3);
  for (const label of ['0', '1']) {
    const ofDigit = all.filter((each) => each.label === label);
    expect(Math.max(...ofDigit.map(({ common }) => common))).toBe(ofDigit[0]!.most);
    expect(ofDigit[0]!.most).toBeGreaterThan(0.8);
  }
});

test('a digit in doubt is cut too, and its whole stays among the hypotheses', () => {
  const { all } = hypothesesOf(rings(10), doubting);
  expect(all.length).toBeGreaterThan(1);
  expect(all.some(({ common }) => common === 1)).toBe(true);
  expect(all.some(({ common }) => common < 0.6)).toBe(true);
});
