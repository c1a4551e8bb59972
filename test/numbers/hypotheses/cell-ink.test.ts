import { expect, test } from 'vitest';
import type { PageSight } from '../../../src/model/sight/page-model.js';
import { eraseFaintInk } from '../../../src/numbers/hypotheses/cell-ink.js';
import type { Ink } from '../../../src/page/ink.js';
import type { Cell } from '../../../src/strokes/cells.js';

const [WIDTH, HEIGHT, SIDE] = [100, 20, 20];

/**
 * Five boxes side by side, in each of which so many rows are ink of the first darkness, and so many of the second, with
 * how surely a page model sees numbers in them, of 255.
 */
function boxes(number: readonly [dark: number, faint: number], ...rows: readonly (readonly [number, number])[]) {
  const plane = () => ({ width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) });
  const ink = { plane: plane(), darkness: plane() };
  const sight = plane().data;
  const cells = rows.map(([dark, faint], k): Cell => {
    for (let y = 0; y < dark + faint; y++) {
      const from = y * WIDTH + k * SIDE;
      ink.plane.data.fill(200, from, from + SIDE);
      ink.darkness.data.fill(y < dark ? 180 : 50, from, from + SIDE);
      sight.fill(number[y < dark ? 0 : 1], from, from + SIDE);
    }
    return {
      box: { x: k * SIDE, y: 0, w: SIDE, h: HEIGHT },
      left: new Int32Array(HEIGHT).fill(k * SIDE),
      right: new Int32Array(HEIGHT).fill(k * SIDE + SIDE - 1),
    };
  });
  eraseFaintInk(ink as unknown as Ink, { number: sight } as unknown as PageSight, cells);
  return rows.map((_, k) => {
    const at = (y: number): number => ink.plane.data[y * WIDTH + k * SIDE]!;
    return Array.from({ length: HEIGHT }, (_, y) => Number(at(y) > 0)).reduce((sum, row) => sum + row, 0);
  });
}

/** How surely a pen and a printed guide are numbers. */
const GUIDE = [250, 120] as const;

test('print that is far fainter than the writing is erased from boxes, also from those that hold nothing else', () => {
  expect(boxes(GUIDE, [6, 4], [6, 4], [0, 4], [0, 0], [6, 0])).toEqual([6, 6, 0, 0, 6]);
});

test('where few boxes hold faint ink, it is a pen that faded, and stays', () => {
  expect(boxes(GUIDE, [6, 4], [6, 0], [6, 0], [6, 0], [6, 1])).toEqual([10, 6, 6, 6, 7]);
});

test('a pencil far fainter than the print in other boxes stays', () => {
  expect(boxes([0, 250], [6, 0], [6, 4], [0, 4], [0, 4], [6, 0])).toEqual([6, 10, 4, 4, 6]);
  // Heavy print may look half like numbers.
  expect(boxes([140, 250], [6, 0], [6, 4], [0, 4], [0, 4], [6, 0])).toEqual([6, 10, 4, 4, 6]);
});
