// Strokes come back along their middle, whatever the pen was.
import { expect, test } from 'vitest';
import { type Canvas, canvas, stroke } from '../../../src/train/draw/pen.js';
import { strokesOf } from '../../../src/train/draw/skeleton.js';

const bytes = (of: Canvas) => Uint8Array.from(of.ink);
const length = (path: readonly number[]) => {
  let sum = 0;
  for (let k = 2; k < path.length; k += 2) sum += Math.hypot(path[k]! - path[k - 2]!, path[k + 1]! - path[k - 1]!);
  return sum;
};

test.each([1, 2, 3.5])('a bar of a pen of radius %s is one path along its middle', (radius) => {
  const on = canvas(28, 28);
  stroke(on, [8, 5, 18, 23], radius);
  const paths = strokesOf(bytes(on), 28, 28);
  expect(paths.length).toBe(1);
  expect(length(paths[0]!)).toBeGreaterThan(Math.hypot(10, 18) - 3);
  for (let k = 0; k < paths[0]!.length; k += 2) {
    const [x, y] = [paths[0]![k]!, paths[0]![k + 1]!];
    // The distance to the line that was drawn.
    expect(Math.abs((x - 8) * 18 - (y - 5) * 10) / Math.hypot(10, 18)).toBeLessThan(0.7);
  }
});

test('a ring is one path that ends where it began, a dot is a point or nearly, and no ink is no path', () => {
  const ring = canvas(28, 28);
  const circle = Array.from({ length: 33 }, (_, k) => [
    14 + 8 * Math.cos((k * Math.PI) / 16),
    14 + 8 * Math.sin((k * Math.PI) / 16),
  ]);
  stroke(ring, circle.flat(), 1.5);
  const [around, ...others] = strokesOf(bytes(ring), 28, 28);
  expect(others).toEqual([]);
  expect(Math.hypot(around![0]! - around!.at(-2)!, around![1]! - around!.at(-1)!)).toBeLessThan(1);
  expect(length(around!)).toBeGreaterThan(40);

  const dot = canvas(28, 28);
  stroke(dot, [14, 14], 2);
  const points = strokesOf(bytes(dot), 28, 28);
  expect(points.length).toBe(1);
  expect(length(points[0]!)).toBeLessThan(2);
  expect(strokesOf(new Uint8Array(28 * 28), 28, 28)).toEqual([]);
});

test('a crossing keeps its four arms', () => {
  const on = canvas(28, 28);
  stroke(on, [14, 3, 14, 25], 1.5);
  stroke(on, [3, 14, 25, 14], 1.5);
  const paths = strokesOf(bytes(on), 28, 28);
  expect(paths.filter((path) => length(path) > 7).length).toBe(4);
});
