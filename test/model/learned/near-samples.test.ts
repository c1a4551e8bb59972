// What was learned is believed near the hand's own samples of the label that it would give, and doubted far from them.
import { expect, test } from 'vitest';
import type { BaseOutputs } from '../../../src/model/base-outputs.js';
import { nearOdds, unitShapes } from '../../../src/model/learned/near-samples.js';

const none = new Float32Array(0);
const frame = Float32Array.of(1, 0, 0, 2, 1, 1);
/** Glyphs of two features and one value of the quarters. */
const glyphs = (...rows: readonly (readonly [number, number, number])[]): BaseOutputs => ({
  count: rows.length,
  pen: none,
  features: Float32Array.from(rows.flatMap(([a, b]) => [a, b])),
  quarters: Float32Array.from(rows.map(([, , c]) => c)),
  logits: none,
});
const alphabet = ['1', '7'];

test('shapes are centred, scaled and of length 1; one in the middle has none', () => {
  const shapes = unitShapes(glyphs([3, 3, 0], [1, 0, 0]), frame);
  expect([...shapes].map((value) => Number(value.toFixed(2)))).toEqual([0.8, 0.6, 0, 0, 0, 0]);
});

test('a glyph near a sample of its label is the more likely the hand’s; samples of other labels do not speak for it', () => {
  const samples = glyphs([3, 3, 0], [1, 0, 5]);
  const near = { labels: ['1', '7'], shapes: unitShapes(samples, frame), frame };
  const one = [2, 0, 9];
  const seven = [0, 2, 9];
  const told = (glyph: readonly [number, number, number], own: readonly number[]) =>
    nearOdds(near, glyphs(glyph), Float32Array.from(own), alphabet)[0]!;
  expect(told([3, 3, 0], one)).toBeGreaterThan(2);
  expect(told([1, 0, 5], one)).toBeLessThan(-2);
  expect(told([1, 0, 5], seven)).toBeGreaterThan(2);
  // Of a label without samples nothing is known.
  expect(nearOdds({ ...near, labels: ['1', '1'] }, glyphs([3, 3, 0]), Float32Array.from(seven), alphabet)[0]).toBe(0);
});
