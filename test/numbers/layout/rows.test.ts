import { expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import { joinedRows } from '../../../src/numbers/layout/rows.js';
import type { Wall } from '../../../src/strokes/walls.js';

interface Named {
  readonly name: string;
  readonly box: Box;
}

/** Cells of a row, 10 wide and 20 high, named and placed by their x; `sinks` says how much lower each lies. */
function row(name: string, xs: readonly number[], y: number, sinks: (x: number) => number = () => 0): Named[] {
  return xs.map((x) => ({ name: `${name}${x}`, box: { x, y: y + sinks(x), w: 10, h: 20 } }));
}
const names = (rows: Named[][]) => rows.map((cells) => cells.map(({ name }) => name).join(' '));
const wall = (y: number, from: number, to: number, sinks: (x: number) => number = () => 0): Wall => ({
  top: from,
  bottom: to,
  width: 2,
  xs: Float32Array.from({ length: to - from }, (_, k) => y + sinks(from + k)),
});

test('parts of a row that leans are one row, also where one stands inside the gap of the other', () => {
  const lean = (x: number) => 0.08 * x;
  const [a, b] = [row('a', [0, 40, 80, 300, 340], 0, lean), row('b', [0, 40, 80, 300, 340], 40, lean)];
  const whole = [names([a])[0], names([b])[0]];
  expect(names(joinedRows([a.slice(0, 3), b.slice(0, 3), a.slice(3), b.slice(3)], 20, []))).toEqual(whole);
  expect(names(joinedRows([[a[0]!, a[1]!, a[4]!], a.slice(2, 4), b], 20, []))).toEqual(whole);
});

test('rows of their own stay so: one below the other, or staggered side by side', () => {
  expect(joinedRows([row('a', [0, 40], 0), row('b', [0, 40], 30)], 20, [])).toHaveLength(2);
  expect(joinedRows([row('a', [0, 40], 0), row('b', [200, 240], 15)], 20, [])).toHaveLength(2);
  expect(joinedRows([row('a', [0, 40], 0), row('b', [200, 240], 5)], 20, [])).toHaveLength(1);
});

test('a row bends as those around it do', () => {
  const bend = (x: number) => ((x - 200) / 60) ** 2;
  const xs = Array.from({ length: 11 }, (_, k) => 40 * k);
  const [a, b, c] = [row('a', xs, 0, bend), row('b', xs, 34, bend), row('c', xs, 68, bend)];
  const parts = [a, b.slice(0, 2), b.slice(5), c];
  expect(joinedRows(parts, 20, []).map((cells) => cells.length)).toEqual([11, 8, 11]);
});

test('between two rules that run across the page all is one row, however it leans', () => {
  const lean = (x: number) => 0.2 * x;
  const across = [-10, 30, 70].map((y) => wall(y, -10, 400, lean));
  const [a, b] = [row('a', [0, 300], 0, lean), row('b', [40, 340], 40, lean)];
  expect(names(joinedRows([[a[0]!], [a[1]!], [b[0]!], [b[1]!]], 20, across))).toEqual(['a0 a300', 'b40 b340']);
});

test('a short rule parts what stands above it from what stands below', () => {
  const lines = [row('a', [0, 40, 80], 0), row('b', [120, 160], 8)];
  expect(joinedRows(lines, 20, [])).toHaveLength(1);
  const slanted = wall(26, 70, 140, (x) => (x - 80) * -0.5);
  expect(joinedRows(lines, 20, [slanted])).toHaveLength(2);
});
