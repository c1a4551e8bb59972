import { expect, test } from 'vitest';
import { findComponents } from '../../src/strokes/components.js';
import { piecesOf } from '../../src/strokes/piece.js';
import { straightRuns } from '../../src/strokes/straight-runs.js';

const [WIDTH, HEIGHT] = [90, 90];

/** Draws a line three pixels wide. */
function line(data: Uint8Array, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], ink: number) {
  const steps = 2 * Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  for (let k = 0; k <= steps; k++) {
    const [x, y] = [Math.round(x0 + ((x1 - x0) * k) / steps), Math.round(y0 + ((y1 - y0) * k) / steps)];
    for (let v = y - 1; v <= y + 1; v++) for (let u = x - 1; u <= x + 1; u++) data[v * WIDTH + u] = ink;
  }
}

/** The runs of all strokes, of which pixels count where `isInk` holds. */
function runsOf(data: Uint8Array, isInk: (x: number, y: number) => boolean) {
  const plane = { width: WIDTH, height: HEIGHT, data };
  const left = { ...plane, data: data.map((value, i) => (isInk(i % WIDTH, Math.floor(i / WIDTH)) ? value : 0)) };
  const components = findComponents(left, 100);
  const pieces = piecesOf(components, {
    ...{ plane: left, darkness: plane, contrast: plane },
    noise: 0,
    factor: 1,
    pen: 3,
  });
  return pieces.map((piece) => straightRuns(plane, components.labels, piece));
}

test('the pieces of a cross lie on long slanted lines, whatever rules have cut them apart', () => {
  const data = new Uint8Array(WIDTH * HEIGHT);
  line(data, [15, 10], [65, 70], 200);
  const runs = runsOf(data, (_, y) => y < 28 || (y > 32 && y < 48) || y > 52);
  expect(runs).toHaveLength(3);
  for (const [down, falling, across, rising] of runs) {
    expect(falling).toBeGreaterThan(50);
    for (const other of [across!, rising!]) expect(other).toBeLessThan(15);
    expect(down).toBeLessThan(falling!);
  }
});

test('a run ends with the stroke, at fainter ink and at the border of the page', () => {
  const data = new Uint8Array(WIDTH * HEIGHT);
  line(data, [20, 20], [20, 44], 200);
  line(data, [20, 46], [20, 80], 40);
  const [[down] = []] = runsOf(data, () => true);
  expect(down).toBeGreaterThanOrEqual(26);
  expect(down).toBeLessThan(30);
  const across = new Uint8Array(WIDTH * HEIGHT);
  line(across, [1, 40], [WIDTH - 2, 40], 200);
  const [[, , run] = []] = runsOf(across, () => true);
  expect(run).toBe(WIDTH);
});
