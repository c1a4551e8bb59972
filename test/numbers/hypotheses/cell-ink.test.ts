import { expect, test } from 'vitest';
import { eraseFaintInk } from '../../../src/numbers/hypotheses/cell-ink.js';
import type { Ink } from '../../../src/page/ink.js';
import type { Cell } from '../../../src/strokes/cells.js';

const [WIDTH, HEIGHT, SIDE] = [100, 20, 20];

/** Five boxes side by side, in each of which so many rows are ink of the first darkness, and so many of the second. */
function boxes(...rows: readonly (readonly [dark: number, faint: number])[]) {
  const plane = () => ({ width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) });
  const ink = { plane: plane(), darkness: plane() };
  const cells = rows.map(([dark, faint], k): Cell => {
    for (let y = 0; y < dark + faint; y++) {
      const from = y * WIDTH + k * SIDE;
      ink.plane.data.fill(200, from, from + SIDE);
      ink.darkness.data.fill(y < dark ? 180 : 50, from, from + SIDE);
    }
    return {
      box: { x: k * SIDE, y: 0, w: SIDE, h: HEIGHT },
      left: new Int32Array(HEIGHT).fill(k * SIDE),
      right: new Int32Array(HEIGHT).fill(k * SIDE + SIDE - 1),
    };
  });
  eraseFaintInk(ink as unknown as Ink, cells);
  return rows.map((_, k) => {
    const at = (y: number): number => ink.plane.data[y * WIDTH + k * SIDE]!;
    return Array.from({ length: HEIGHT }, (_, y) => Number(at(y) > 0)).reduce((sum, row) => sum + row, 0);
  });
}

test('print that is far fainter than the writing is erased from boxes, also from those that hold nothing else', () => {
  expect(boxes([6, 4], [6, 4], [0, 4], [0, 0], [6, 0])).toEqual([6, 6, 0, 0, 6]);
});

test('where few boxes hold faint ink, it is a pen that faded, and stays', () => {
  expect(boxes([6, 4], [6, 0], [6, 0], [6, 0], [6, 1])).toEqual([10, 6, 6, 6, 7]);
});
