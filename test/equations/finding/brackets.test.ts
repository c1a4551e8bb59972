// Which brackets belong together, and which close in another row than they open in.
import { expect, test } from 'vitest';
import { brokenBrackets, pairedBrackets, readingOrder } from '../../../src/equations/finding/brackets.js';
import type { Laid } from '../../../src/equations/finding/relations.js';

const laid = (...edges: [parent: number, relation: Laid['relations'][number]][]): Laid => ({
  parents: edges.map(([parent]) => parent),
  relations: edges.map(([, relation]) => relation),
});

test('brackets pair from within, each kind with its own', () => {
  expect(pairedBrackets(['(', '[', 'x', ']', ')'])).toEqual({
    pairs: [
      [1, 3],
      [0, 4],
    ],
    alone: [],
  });
});

test('one that nothing closes, and one that nothing opens, are alone', () => {
  expect(pairedBrackets(['(', '[', ')', '\\}'])).toEqual({ pairs: [[0, 2]], alone: [1, 3] });
});

test('symbols are in the order of their LaTeX', () => {
  // A fraction of 1 and 2, to the power of 3, plus 4; the symbols are known in another order.
  const fraction = laid([4, 'right'], [4, 'above'], [4, 'below'], [4, 'super'], [-1, 'right'], [0, 'right']);
  expect(readingOrder(fraction)).toEqual([4, 1, 2, 3, 0, 5]);
});

test('brackets of one row are well', () => {
  expect(brokenBrackets(['(', 'x', ')'], laid([-1, 'right'], [0, 'right'], [1, 'right']))).toEqual([]);
});

test('a bracket that closes in a power is told, and what the power hangs by', () => {
  // It reads (x^{2)}: the bracket hangs on the 2.
  const broken = laid([-1, 'right'], [0, 'right'], [1, 'super'], [2, 'right']);
  expect(brokenBrackets(['(', 'x', '2', ')'], broken)).toEqual([3, 2]);
});

test('a bracket that opens in a numerator and closes beside the bar is told', () => {
  const broken = laid([-1, 'right'], [0, 'above'], [0, 'below'], [0, 'right']);
  expect(brokenBrackets(['-', '(', '2', ')'], broken)).toEqual([3, 1]);
});
