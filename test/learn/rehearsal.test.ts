import { expect, test } from 'vitest';
import type { LabelledPictures } from '../../src/glyph/labelled-pictures.js';
import { decodeRehearsal, encodeRehearsal, guardWeights } from '../../src/learn/rehearsal.js';
import { chooseRehearsal, inFewGreys } from '../../src/train/choose-rehearsal.js';
import { heldOutCount } from '../../src/train/held-out.js';

/** Digits that can be told apart by their first pixel: their row. */
/** Three trained on for each held out would do; the held-out ones are as many as in MNIST. */
const count = heldOutCount + 12;
const digits: LabelledPictures = {
  count,
  pictures: Uint8Array.from({ length: count * 784 }, (_, i) => (i % 784 === 0 ? Math.floor(i / 784) % 256 : 0)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
};
const rowsOf = ({ count, pictures }: LabelledPictures) => Array.from({ length: count }, (_, i) => pictures[784 * i]!);
// The base is the surer of them the later they come.
const chosen = chooseRehearsal(
  digits,
  Array.from({ length: count }, (_, i) => i),
  [6, 2, 3],
);

test('of what is replayed half are digits that the base doubts, by turns with others it was trained on', () => {
  expect(rowsOf(chosen.replay)).toEqual([0, 3, 1, 6, 2, 9]);
});

test('the guard’s digits are held out: those the base doubts most, and some that stand for the rest', () => {
  expect(rowsOf(chosen.guard).slice(0, 3)).toEqual([12, 13, 14]);
  expect([...guardWeights(chosen)]).toEqual([1, 1, 1666, 1666, 1666]);
  expect(chosen.heldOut).toBe(heldOutCount);
});

test('it is written in few greys and read back', () => {
  const [replay, guard] = [3, 5].map((count) =>
    inFewGreys({
      count,
      labels: Uint8Array.from({ length: count }, (_, i) => i),
      pictures: Uint8Array.from({ length: count * 784 }, (_, i) => (i * i * count) % 256),
    }),
  ) as [LabelledPictures, LabelledPictures];
  const rehearsal = { replay, guard, hard: 2, heldOut: 50 };
  const bytes = encodeRehearsal(rehearsal);
  expect(decodeRehearsal(bytes)).toEqual(rehearsal);
});

test('few greys: black and white stay, and no pixel moves by more than half a step', () => {
  const ramp: LabelledPictures = {
    count: 1,
    labels: Uint8Array.of(0),
    pictures: Uint8Array.from({ length: 256 }, (_, i) => i),
  };
  const { pictures } = inFewGreys(ramp);
  expect([pictures[0], pictures[255], new Set(pictures).size]).toEqual([0, 255, 16]);
  expect(Math.max(...pictures.map((value, i) => Math.abs(value - i)))).toBe(8);
});
