// Strokes taken as symbols.
import { expect, test } from 'vitest';
import { partitions } from '../../../src/equations/finding/partitions.js';

const box = { x: 0, y: 0, w: 1, h: 1 };

test('two bars that are an equals sign together are no two minus signs', () => {
  const hypotheses = [
    { members: [0], box, chance: 0.3 },
    { members: [1], box, chance: 0.3 },
    { members: [0, 1], box, chance: 0.9 },
  ];
  const [best, next] = partitions(2, hypotheses, [1, 1], 2);
  expect(best!.symbols).toEqual([2]);
  expect(next!.symbols).toEqual([0, 1]);
});

test('two symbols that are each sure are not one', () => {
  const hypotheses = [
    { members: [0], box, chance: 0.95 },
    { members: [1], box, chance: 0.95 },
    { members: [0, 1], box, chance: 0.1 },
  ];
  expect(partitions(2, hypotheses, [1, 1], 1)[0]!.symbols).toEqual([0, 1]);
});

test('a stroke that is no symbol is left out, a small one sooner', () => {
  const hypotheses = [{ members: [0], box, chance: 0.01 }];
  expect(partitions(1, hypotheses, [1], 1)[0]!.symbols).toEqual([]);
  const doubtful = [{ members: [0], box, chance: 0.1 }];
  expect(partitions(1, doubtful, [1], 1)[0]!.symbols).toEqual([0]);
  expect(partitions(1, doubtful, [0.2], 1)[0]!.symbols).toEqual([]);
});
