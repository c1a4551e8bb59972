import { expect, test } from 'vitest';
import { cutPiece } from '../../src/find/cut.js';
import { eraseRules } from '../../src/find/rules.js';
import { plane, rows } from '../page/matrix.js';

test('takes a rule out and leaves the stroke that crosses it', () => {
  const mask = plane([
    '..............1.............',
    '..............1.............',
    '1111111111111111111111111111',
    '..............1.............',
    '..............1.............',
  ]);
  const darkness = { ...mask, data: mask.data.map((v) => 100 * v) };
  expect(eraseRules(mask, darkness, { length: 20, pen: 1 })).toBe(27);
  expect(rows(mask)).toEqual(Array.from({ length: 5 }, () => `${'.'.repeat(14)}1${'.'.repeat(13)}`));
});

test('takes an upright line out too, but no stroke shorter than a rule', () => {
  const mask = plane(Array.from({ length: 24 }, (_, y) => (y > 3 && y < 12 ? '.1...1..' : '.1......')));
  const darkness = { ...mask, data: mask.data.map((v) => 100 * v) };
  eraseRules(mask, darkness, { length: 20, pen: 1 });
  expect(rows(mask)).toEqual(Array.from({ length: 24 }, (_, y) => (y > 3 && y < 12 ? '.....1..' : '........')));
});

test('a dark stroke along a faint rule stays', () => {
  const mask = plane(['.'.repeat(40), '1'.repeat(40), '.'.repeat(40)]);
  const darkness = { ...mask, data: mask.data.map((v, i) => (v === 0 ? 0 : i % 40 >= 10 && i % 40 < 18 ? 200 : 80)) };
  eraseRules(mask, darkness, { length: 30, pen: 1 });
  expect(rows(mask)[1]).toBe(`${'.'.repeat(10)}${'1'.repeat(8)}${'.'.repeat(22)}`);
});

test('cuts two blocks where the bridge between them is thinnest', () => {
  const ink = plane(['9999....9999', '9999....9999', '999999999999', '9999....9999'], 28);
  const labels = Int32Array.from(ink.data, (v) => (v > 0 ? 1 : 0));
  const piece = { label: 1, box: { x: 0, y: 0, w: 12, h: 4 }, area: 36, darkness: 100 };
  const slices = cutPiece(piece, ink, labels, 1, 5, 2);
  expect(slices.map(({ label }) => label)).toEqual([1, 2]);
  expect(slices.map(({ area }) => area).reduce((a, b) => a + b)).toBe(36);
  expect(slices[0]!.box.x).toBe(0);
  expect(slices[1]!.box.x + slices[1]!.box.w).toBe(12);
  expect(labels[0]).toBe(1);
  expect(labels[11]).toBe(2);
});
