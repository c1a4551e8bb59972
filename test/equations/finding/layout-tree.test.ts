// Which tree is the likeliest, and which rules of writing it keeps.
import { expect, test } from 'vitest';
import { layoutTrees, type PairChances } from '../../../src/equations/finding/layout-tree.js';

const edge = (parent: number, child: number, relation: PairChances['relation'], chance: number): PairChances => ({
  parent,
  child,
  relation,
  gain: Math.log(chance),
});

test('each symbol hangs by its likeliest edge, and one begins', () => {
  const edges = [
    edge(-1, 0, 'right', 0.9),
    edge(-1, 1, 'right', 0.1),
    edge(-1, 2, 'right', 0.1),
    edge(0, 1, 'super', 0.8),
    edge(0, 1, 'right', 0.2),
    edge(0, 2, 'right', 0.7),
    edge(1, 2, 'right', 0.3),
  ];
  const [best, next] = layoutTrees(['x', '2', '+'], edges, 2);
  expect(best!.parents).toEqual([-1, 0, 0]);
  expect(best!.relations).toEqual(['right', 'super', 'right']);
  expect(next!.gain).toBeLessThan(best!.gain);
});

test('a cycle of likeliest edges is broken where that costs least', () => {
  const edges = [
    edge(-1, 0, 'right', 0.3),
    edge(-1, 1, 'right', 0.01),
    edge(1, 0, 'right', 0.9),
    edge(0, 1, 'right', 0.9),
  ];
  expect(layoutTrees(['1', '2'], edges, 1)[0]!.parents).toEqual([-1, 0]);
});

test('only one symbol comes next', () => {
  const edges = [
    edge(-1, 0, 'right', 0.9),
    edge(0, 1, 'right', 0.9),
    edge(0, 2, 'right', 0.8),
    edge(1, 2, 'right', 0.4),
    edge(2, 1, 'right', 0.1),
  ];
  expect(layoutTrees(['1', '2', '3'], edges, 1)[0]!.parents).toEqual([-1, 0, 1]);
});

test('a bar with something on one side only is a minus', () => {
  const edges = [
    edge(-1, 0, 'right', 0.9),
    edge(0, 1, 'above', 0.6),
    edge(0, 1, 'right', 0.4),
    edge(0, 2, 'below', 0.1),
    edge(1, 2, 'right', 0.9),
  ];
  expect(layoutTrees(['-', '1', '2'], edges, 1)[0]!.relations).toEqual(['right', 'right', 'right']);
});

test('nothing gives no tree', () => {
  expect(layoutTrees([], [], 3)).toEqual([]);
});
