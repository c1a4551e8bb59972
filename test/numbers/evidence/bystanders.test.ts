import { expect, test } from 'vitest';
import { withBystanders } from '../../../src/numbers/evidence/bystanders.js';
import type { Wall } from '../../../src/strokes/walls.js';

const digit = (x: number) => ({ box: { x, y: 10, w: 14, h: 20 } });
const number = { members: [digit(40), digit(60)], spacing: 0.9, layout: 1 };
const wall = (x: number): Wall => ({ top: 0, bottom: 40, xs: new Float32Array(40).fill(x), width: 1 });
const spacing = (box: { x: number; y: number; w: number; h: number }, walls: readonly Wall[] = []): number =>
  withBystanders([[number]], [{ box, chance: 0.5 }], walls)[0]![0]!.spacing;

test('a stroke right before or behind a number that may be a digit of it takes from its chance', () => {
  expect(spacing({ x: 32, y: 11, w: 3, h: 18 })).toBeCloseTo(0.45);
  expect(spacing({ x: 80, y: 11, w: 3, h: 18 })).toBeCloseTo(0.45);
});

test('a stroke that stands between two digits of a number may be lost from it', () => {
  const gapped = { ...number, members: [digit(40), digit(78)] };
  const within = (x: number): number =>
    withBystanders([[gapped]], [{ box: { x, y: 11, w: 10, h: 18 }, chance: 0.5 }], [])[0]![0]!.spacing;
  expect(within(60)).toBeCloseTo(0.45);
  // What lies across a digit is a part of it.
  expect(within(42)).toBe(0.9);
});

test('what stands far off, on another line, behind a wall or is too small takes nothing', () => {
  expect(spacing({ x: 10, y: 11, w: 3, h: 18 })).toBe(0.9);
  expect(spacing({ x: 80, y: 32, w: 3, h: 18 })).toBe(0.9);
  expect(spacing({ x: 80, y: 11, w: 3, h: 18 }, [wall(77)])).toBe(0.9);
  expect(spacing({ x: 80, y: 25, w: 3, h: 4 })).toBe(0.9);
});
