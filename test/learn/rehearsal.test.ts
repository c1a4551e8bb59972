import { expect, test } from 'vitest';
import type { LabelledPictures } from '../../src/learn/labelled.js';
import { chooseRehearsal, decodeRehearsal, encodeRehearsal, guardWeights } from '../../src/learn/rehearsal.js';

/** Digits that can be told apart by their first pixel: their row. */
const digits: LabelledPictures = {
  count: 40,
  pictures: Uint8Array.from({ length: 40 * 784 }, (_, i) => (i % 784 === 0 ? i / 784 : 0)),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 10),
};
const rowsOf = ({ count, pictures }: LabelledPictures) => Array.from({ length: count }, (_, i) => pictures[784 * i]!);
// The last ten are held out; the base is the surer of them the later they come.
const chosen = chooseRehearsal(
  digits,
  Array.from({ length: 10 }, (_, i) => i),
  { replay: 6, hard: 2, easy: 1 },
);

test('what is replayed is never the guard’s, and half of it are digits that the base doubts', () => {
  expect(rowsOf(chosen.replay)).toEqual([31, 0, 33, 10, 35, 20]);
  expect(rowsOf(chosen.guard)).toEqual([30, 32, 34]);
});

test('the guard stands for its half of the held-out digits', () => {
  expect([...guardWeights(chosen)]).toEqual([1, 1, 3]);
  expect(chosen.heldOut).toBe(5);
});

test('it is written and read back', () => {
  const again = decodeRehearsal(encodeRehearsal(chosen));
  expect(rowsOf(again.replay)).toEqual(rowsOf(chosen.replay));
  expect(again.guard.labels).toEqual(chosen.guard.labels);
  expect({ ...again, replay: 0, guard: 0 }).toEqual({ ...chosen, replay: 0, guard: 0 });
});
