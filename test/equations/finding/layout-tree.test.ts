// Which tree is the likeliest, and which rules of writing it keeps.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
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

test('of all trees that keep the rules the first is the likeliest', () => {
  const draw = random(6);
  for (let n = 0; n < 10; n++) {
    const edges = [0, 1, 2, 3].flatMap((child) =>
      [-1, 0, 1, 2, 3].flatMap((parent) =>
        parent === child
          ? []
          : (['right', 'super'] as const)
              .filter((way) => parent >= 0 || way === 'right')
              .map((way) => edge(parent, child, way, 0.01 + 0.98 * draw())),
      ),
    );
    // Every choice of one edge for each symbol is looked at.
    let most = -Infinity;
    const choose = (child: number, chosen: readonly PairChances[]): void => {
      if (child < 4) {
        for (const one of edges.filter((each) => each.child === child)) choose(child + 1, [...chosen, one]);
        return;
      }
      const slots = chosen.filter(({ parent }) => parent >= 0).map(({ parent, relation }) => `${parent} ${relation}`);
      const begins = (k: number, steps = 0): boolean => k < 0 || (steps < 4 && begins(chosen[k]!.parent, steps + 1));
      if (new Set(slots).size < slots.length || ![0, 1, 2, 3].every((k) => begins(k))) return;
      most = Math.max(
        most,
        chosen.reduce((sum, { gain }) => sum + gain, 0),
      );
    };
    choose(0, []);
    expect(layoutTrees(['1', '2', '3', '4'], edges, 1)[0]!.gain).toBeCloseTo(most, 9);
  }
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
