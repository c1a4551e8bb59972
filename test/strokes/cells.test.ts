import { expect, test } from 'vitest';
import { findCells } from '../../src/strokes/cells.js';

const [WIDTH, HEIGHT] = [120, 80];
const SIZES = { least: 10, most: 60 };

/** A page on which boxes are ruled, and what a page model that is sure of everything would say of it. */
function page() {
  const plane = () => ({ width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) });
  const [rule, inside, paper] = [plane(), plane(), new Uint8Array(WIDTH * HEIGHT)];
  const box = (x: number, y: number, w: number, h: number): void => {
    for (let v = y; v < y + h; v++) {
      for (let u = x; u < x + w; u++) {
        const isSide = u < x + 2 || u >= x + w - 2 || v < y + 2 || v >= y + h - 2;
        rule.data[v * WIDTH + u] = isSide ? 255 : 0;
        inside.data[v * WIDTH + u] = isSide ? 0 : 1;
        paper[v * WIDTH + u] = isSide ? 0 : 255;
      }
    }
  };
  const clear = (x: number, y: number, w: number, h: number): void => {
    for (let v = y; v < y + h; v++) {
      rule.data.fill(0, v * WIDTH + x, v * WIDTH + x + w);
      inside.data.fill(1, v * WIDTH + x, v * WIDTH + x + w);
    }
  };
  return { rule, inside, paper, box, clear, cells: () => findCells(rule, paper, inside, SIZES) };
}

test('boxes are found, with the columns at which each of their rows begins and ends', () => {
  const { box, cells } = page();
  box(10, 10, 30, 40);
  box(60, 10, 30, 40);
  const found = cells();
  expect(found.map(({ box: { x } }) => x).sort((a, b) => a - b)).toEqual([12, 62]);
  expect(found[0]!.left[10]).toBe(12);
  expect(found[0]!.right[10]).toBe(37);
});

test('a side that is broken where a stroke crosses it closes its box all the same', () => {
  const { box, clear, cells } = page();
  box(10, 10, 30, 40);
  box(38, 10, 30, 40);
  clear(38, 25, 2, 6);
  expect(cells()).toHaveLength(2);
});

test('what is too small, too large, or holds boxes itself is no cell, and neither is ink by itself', () => {
  const { box, clear, cells } = page();
  box(2, 2, 9, 9);
  expect(cells()).toEqual([]);
  box(20, 2, 90, 76);
  expect(cells()).toEqual([]);
  box(20, 2, 58, 58);
  box(30, 10, 20, 20);
  expect(cells().map(({ box: { w } }) => w)).toEqual([16]);
  const ink = page();
  ink.clear(20, 20, 30, 30);
  expect(ink.cells()).toEqual([]);
  clear(0, 0, 1, 1);
});
