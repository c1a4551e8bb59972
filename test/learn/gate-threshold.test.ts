import { expect, test } from 'vitest';
import type { GatedLogits } from '../../src/learn/gate-threshold.js';
import { blendedLogits, chooseGateOffset } from '../../src/learn/gate-threshold.js';
import type { Rehearsal } from '../../src/learn/rehearsal.js';

// Two labels and "not a symbol"; the base reads 0, the hand's head reads 1.
const columns = 3;
const gated = (odds: readonly number[]): GatedLogits => ({
  base: Float32Array.from(odds.flatMap(() => [4, 0, -9])),
  own: Float32Array.from(odds.flatMap(() => [0, 8, -9])),
  odds: Float32Array.from(odds),
});
const digits = (count: number) => ({ count, pictures: new Uint8Array(0), labels: new Uint8Array(count) });
const rehearsal: Rehearsal = { replay: digits(0), guard: digits(10), hard: 10, heldOut: 10 };
const limits = { freeLoss: 0.05, digitWorth: 10 };
const ones = [1, 1, 1, 1];

test('where anybody’s digits look nothing like the hand, all of what was learned is used', () => {
  const { offset, change } = chooseGateOffset(
    gated(new Array(10).fill(-9)),
    rehearsal,
    [gated([0, 0, 0, 0])],
    ones,
    columns,
    limits,
  );
  expect(offset).toBeGreaterThan(0);
  expect(change).toEqual({ samples: 10, before: 1, after: 1 });
});

test('where they look like it, only as much as they can bear', () => {
  const { offset, change, logits } = chooseGateOffset(
    gated(new Array(10).fill(0)),
    rehearsal,
    [gated(ones)],
    ones,
    columns,
    limits,
  );
  expect(offset).toBeLessThan(0);
  expect(change.after).toBe(1);
  expect(logits).toEqual(blendedLogits(gated(new Array(10).fill(0)), offset));
});

test('what gains nothing is worth no digit', () => {
  const few = gated([2, ...new Array(9).fill(-9)]);
  const all = { freeLoss: 1, digitWorth: 10 };
  expect(chooseGateOffset(few, rehearsal, [gated([-20, -20])], [0, 0], columns, all).change.after).toBe(1);
  // Nothing is known of the hand: as much as is free.
  expect(chooseGateOffset(few, rehearsal, [], [], columns, all).change.after).toBe(0.9);
});
