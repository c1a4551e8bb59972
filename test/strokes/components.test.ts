import { expect, test } from 'vitest';
import { findComponents } from '../../src/strokes/components.js';
import { plane } from '../page/matrix.js';

test('labels connected pieces, corners included, and boxes them', () => {
  const { labels, list } = findComponents(plane(['11..1', '..1.1', '1...1', '1.111']), 1);
  expect([...labels]).toEqual([1, 1, 0, 0, 2, 0, 0, 1, 0, 2, 3, 0, 0, 0, 2, 3, 0, 2, 2, 2]);
  expect(list).toEqual([
    { box: { x: 0, y: 0, w: 3, h: 2 }, area: 3 },
    { box: { x: 2, y: 0, w: 3, h: 4 }, area: 6 },
    { box: { x: 0, y: 2, w: 1, h: 2 }, area: 2 },
  ]);
});

test('arms that meet late become one piece', () => {
  const { list } = findComponents(plane(['1.1.1', '1.1.1', '11111']), 1);
  expect(list).toEqual([{ box: { x: 0, y: 0, w: 5, h: 3 }, area: 11 }]);
});

test('only what reaches the edge counts', () => {
  expect(findComponents(plane(['3579']), 6).list).toEqual([{ box: { x: 2, y: 0, w: 2, h: 1 }, area: 2 }]);
  expect(findComponents(plane(['....']), 1).list).toEqual([]);
});
