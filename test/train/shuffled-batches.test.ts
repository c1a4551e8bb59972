import { expect, test } from 'vitest';
import { random } from '../../src/engine/random.js';
import { shuffledBatches } from '../../src/train/shuffled-batches.js';

const batches = (seed = 1) => {
  const draw = random(seed);
  return shuffledBatches({
    count: 11,
    batch: 4,
    classes: 2,
    random: draw,
    seedOf: () => draw() * 2 ** 32,
    writeTarget(row, target) {
      target[0] = row;
      target[1] = 1;
    },
  });
};
/** A batch's arrays are used again, so what is kept is a copy. */
const copyOf = ({ rows, seeds, targets }: ReturnType<ReturnType<typeof batches>['next']>) => ({
  rows: [...rows!],
  seeds: [...seeds!],
  targets: [...targets!],
});

test('an epoch shows no row twice, the next one has another order', () => {
  const { next, stepsPerEpoch } = batches();
  expect(stepsPerEpoch).toBe(2);
  const epochs = [0, 1].map((epoch) => [0, 1].flatMap((step) => copyOf(next(2 * epoch + step)).rows));
  for (const rows of epochs) {
    expect(new Set(rows).size).toBe(8);
    expect(rows.every((row) => row >= 0 && row < 11)).toBe(true);
  }
  expect(epochs[0]).not.toEqual(epochs[1]);
});

test('each row brings its target', () => {
  const { rows, targets } = copyOf(batches().next(0));
  expect(targets).toEqual(rows.flatMap((row) => [row, 1]));
});

test('a step is the same whether or not those before it were asked for', () => {
  const all = batches();
  const each = Array.from({ length: 7 }, (_, step) => copyOf(all.next(step)));
  expect(copyOf(batches().next(6))).toEqual(each[6]);
  const some = batches();
  some.next(2);
  expect(copyOf(some.next(5))).toEqual(each[5]);
  expect(copyOf(batches(2).next(6))).not.toEqual(each[6]);
});
