// What the context model is told of a symbol.
import { expect, test } from 'vitest';
import { contextFeatureCount, contextFeatures, hangingOn } from '../../../src/equations/finding/context-features.js';

const column = new Map(['1', 'x', 'X'].map((label, c) => [label, c]));

/** What is told of the first of some symbols in a row. */
function told(labels: readonly string[], height = 20): Uint8Array {
  const symbols = labels.map((label, k) => ({ label, box: { x: 20 * k, y: 0, w: 10, h: k === 0 ? height : 20 } }));
  const laid = { parents: labels.map((_, k) => k - 1), relations: labels.map(() => 'right' as const) };
  const out = new Uint8Array(contextFeatureCount(column.size));
  contextFeatures(symbols, laid, hangingOn(laid), 0, 20, column, out, 0);
  return out;
}

/** The last values: all other labels of the expression. */
const elsewhere = (features: Uint8Array): number[] => [...features.subarray(-column.size)];

test('labels that stand elsewhere in the expression are told, however far away, and more where there are more', () => {
  const [one, two] = [elsewhere(told(['x', '1', '1', 'X'])), elsewhere(told(['x', '1', '1', 'X', 'X']))];
  expect(one[1]).toBe(0);
  expect(one[2]).toBeGreaterThan(100);
  expect(two[2]).toBeGreaterThan(one[2]!);
});

test('what comes after the next one is told', () => {
  const before = (labels: readonly string[]) => told(labels).subarray(0, -column.size);
  expect(before(['1', '1', 'x'])).not.toEqual(before(['1', '1', 'X']));
});

test('how high a symbol is beside the next one is told', () => {
  expect(told(['x', '1'], 12)).not.toEqual(told(['x', '1'], 20));
});
