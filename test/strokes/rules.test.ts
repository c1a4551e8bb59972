import { expect, test } from 'vitest';
import { cutPiece } from '../../src/strokes/cut.js';
import { eraseRules } from '../../src/strokes/rules.js';
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
  expect(eraseRules(mask, darkness, { length: 20, pen: 1 })).toMatchObject({ erased: 27 });
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

test('the feet of digits that touch are no rule, a straight line as long is one', () => {
  // Arcs side by side, three pixels deep: a chain of runs from one end to the other.
  const wave = Array.from({ length: 44 }, (_, x) => Math.round(3 + 2.4 * Math.cos((x * Math.PI) / 11)));
  const pictureOf = (middle: (x: number) => number) =>
    plane(
      Array.from({ length: 10 }, (_, y) =>
        Array.from({ length: 44 }, (_, x) => (Math.abs(y - 1 - middle(x)) <= 1 ? '1' : '.')).join(''),
      ),
    );
  const options = { length: 40, pen: 3 };
  const digits = pictureOf((x) => wave[x]!);
  expect(eraseRules(digits, { ...digits, data: digits.data.map((v) => 100 * v) }, options).erased).toBe(0);
  const line = pictureOf((x) => 3 + x / 30);
  expect(eraseRules(line, { ...line, data: line.data.map((v) => 100 * v) }, options).erased).toBeGreaterThan(80);
});

test('a long row of digits that stand close is no rule, a broken line as long is one, though it bends', () => {
  const length = 200;
  const pictureOf = (middle: (x: number) => number, gap: number) =>
    plane(
      Array.from({ length: 14 }, (_, y) =>
        Array.from({ length }, (_, x) => (x % 16 >= gap && Math.abs(y - 2 - middle(x)) <= 1 ? '1' : '.')).join(''),
      ),
    );
  const erased = (mask: ReturnType<typeof plane>) =>
    eraseRules(mask, { ...mask, data: mask.data.map((v) => 100 * v) }, { length: 40, pen: 3 }).erased;
  // Round feet, each at a height of its own.
  const foot = (x: number) => [3, 5, 4, 5][Math.floor(x / 16) % 4]! + 0.7 * Math.cos(((x % 16) - 10) * (Math.PI / 6));
  expect(erased(pictureOf(foot, 4))).toBe(0);
  const bent = pictureOf((x) => 3 + 5 * Math.sin((Math.PI * x) / length), 5);
  const inked = bent.data.reduce((sum, v) => sum + v, 0);
  expect(erased(bent)).toBeGreaterThan(0.8 * inked);
});

test('strokes that lie along a rule between its stretches are left when a longer rule has claimed the stretches', () => {
  // Two rules side by side for most of their length; the second runs into a dark bar.
  const mask = plane([
    '1'.repeat(60),
    `${'1'.repeat(40)}${'.'.repeat(20)}`,
    `${'.'.repeat(40)}${'1'.repeat(12)}${'.'.repeat(8)}`,
  ]);
  const darkness = { ...mask, data: mask.data.map((v, i) => (v === 0 ? 0 : i >= 120 ? 200 : 60)) };
  eraseRules(mask, darkness, { length: 30, pen: 2 });
  expect(rows(mask)[2]).toBe(`${'.'.repeat(40)}${'1'.repeat(12)}${'.'.repeat(8)}`);
});

test('1s below each other make a line too, and are no rule where they are known to be written', () => {
  const made = () => plane(Array.from({ length: 30 }, (_, y) => (y % 10 < 8 ? '..1...' : '......')));
  const mask = made();
  const darkness = { ...mask, data: mask.data.map((v) => 100 * v) };
  expect(eraseRules(mask, darkness, { length: 20, pen: 1 }).erased).toBe(24);
  const kept = made();
  const written = { ...kept, data: kept.data.map((v) => 200 * v) };
  expect(eraseRules(kept, darkness, { length: 20, pen: 1, written }).erased).toBe(0);
  expect(rows(kept)).toEqual(rows(made()));
});
