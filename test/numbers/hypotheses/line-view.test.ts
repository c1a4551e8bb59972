import { expect, test } from 'vitest';
import { openViews, VIEW_HEIGHT, VIEW_SIZE, VIEW_WIDTH } from '../../../src/numbers/hypotheses/line-view.js';

/** A page with a bar at x = 40 and another at x = 50, each 4 wide and 32 high. */
const ink = { width: 100, height: 60, data: new Uint8Array(6000) };
const labels = new Int32Array(6000);
for (const [label, x0] of [
  [1, 40],
  [2, 50],
] as const)
  for (let y = 14; y < 46; y++)
    for (let x = x0; x < x0 + 4; x++) {
      ink.data[100 * y + x] = 200;
      labels[100 * y + x] = label;
    }
const bar = { label: 1, box: { x: 40, y: 14, w: 4, h: 32 }, area: 128, darkness: 200 };

/** One channel of the view of the first bar, as columns' sums. */
function columns(channel: 0 | 1): number[] {
  const view = new Uint8Array(VIEW_SIZE + 7);
  openViews(ink, labels)(view, 7, [bar], bar.box, 32);
  return Array.from({ length: VIEW_WIDTH }, (_, c) => {
    let sum = 0;
    for (let r = 0; r < VIEW_HEIGHT; r++) sum += view[7 + 2 * (r * VIEW_WIDTH + c) + channel]!;
    return sum;
  });
}

test('a view has the hypothesis in its middle, alone and among its surroundings', () => {
  const own = columns(0).flatMap((sum, c) => (sum > 0 ? [c] : []));
  expect(own).toEqual([19, 20]);
  // A cell is two pixels wide here: 1.5 digit heights in 24 cells.
  const all = columns(1).flatMap((sum, c) => (sum > 0 ? [c] : []));
  expect(all).toEqual([19, 20, 24, 25]);
});

test('what lies outside the page is paper', () => {
  const view = new Uint8Array(VIEW_SIZE).fill(9);
  openViews(ink, labels)(view, 0, [bar], { x: -20, y: -30, w: 4, h: 32 }, 32);
  expect(Math.max(...view)).toBe(0);
});
