import { expect, test } from 'vitest';
import { clearBeside, findPaper, PAPER_GRID } from '../../../src/page/paper/find-paper.js';
import type { Reduced } from '../../../src/page/reduce.js';

function picture(size: number, light: (x: number, y: number) => number): Reduced {
  const data = Uint8Array.from({ length: size * size }, (_, i) => light(i % size, Math.floor(i / size)));
  return { width: size, height: size, factor: 1, planes: [{ width: size, height: size, data }] };
}

test('finds a sheet on a dark table and clears what is beside it', () => {
  const page = picture(320, (x, y) => (x > 80 && x < 240 && y > 60 && y < 260 ? 220 : 60));
  const paper = findPaper(page);
  if (!paper) throw new Error('no paper found');
  const plane = { width: 320, height: 320, data: new Uint8Array(320 * 320).fill(1) };
  clearBeside(plane, paper);
  expect(plane.data[160 * 320 + 160]).toBe(1);
  expect(plane.data[160 * 320 + 40]).toBe(0);
  expect(plane.data[20 * 320 + 160]).toBe(0);
  const cells = paper.mask.data.reduce((sum, v) => sum + v, 0) * PAPER_GRID ** 2;
  expect(cells).toBeGreaterThan(0.75 * 160 * 200);
  expect(cells).toBeLessThan(160 * 200);
  // Its box, to a cell.
  for (const [got, want] of [
    [paper.box.x, 81],
    [paper.box.y, 61],
    [paper.box.w, 159],
    [paper.box.h, 199],
  ] as const)
    expect(Math.abs(got - want)).toBeLessThanOrEqual(2 * PAPER_GRID);
});

test('a page that fills the picture, and one half in shadow, have no surroundings', () => {
  expect(findPaper(picture(320, () => 200))).toBeUndefined();
  expect(findPaper(picture(320, (x) => (x < 150 ? 90 : 210)))).toBeUndefined();
});

test('finds a sheet that lies askew on a table half as light, part of it in the dark, and how it lies', () => {
  const turned = (x: number, y: number) => {
    const [u, v] = [x - 160, y - 160];
    return [Math.cos(0.4) * u + Math.sin(0.4) * v, Math.cos(0.4) * v - Math.sin(0.4) * u] as const;
  };
  const page = picture(320, (x, y) => {
    const [u, v] = turned(x, y);
    if (Math.abs(u) < 100 && Math.abs(v) < 60) return 225;
    return x < 120 ? 40 : 150;
  });
  const paper = findPaper(page);
  if (!paper) throw new Error('no paper found');
  expect(Math.abs(paper.lean - 0.4)).toBeLessThan(0.05);
});

test('a lamp that lights the middle of a page makes no sheet of it', () => {
  const page = picture(320, (x, y) => 230 - 0.75 * Math.hypot(x - 160, y - 160));
  expect(findPaper(page)).toBeUndefined();
});

test('where light falls off along a sheet, its lit end with an edge on one side only is no sheet', () => {
  const page = picture(320, (x, y) => {
    const lit = 100 + 110 / (1 + Math.exp((150 - x) / 40));
    return x < 262 && y > 20 && y < 300 ? lit : x < 262 ? 95 : 168;
  });
  expect(findPaper(page)).toBeUndefined();
});

/** The box of a sheet 272 wide and 280 high, so light from left to right, on a table. */
function sheetOn(table: (x: number) => number, light: (x: number) => number) {
  return findPaper(picture(320, (x, y) => (x >= 24 && x < 296 && y >= 20 && y < 300 ? light(x) : table(x))))?.box;
}

test('a sheet that is lit from one side is found whole, not its lit part', () => {
  const lit = sheetOn(
    () => 45,
    (x) => 60 + 160 / (1 + Math.exp((120 - x) / 80)),
  );
  expect(lit).toEqual({ x: 24, y: 20, w: 272, h: 280 });
});

test('a sheet is found whole where a shadow lies over its upper end, lighter than the table', () => {
  const shaded = (y: number): number => 90 + 110 / (1 + Math.exp((80 - y) / 8));
  const page = picture(320, (x, y) => (x >= 24 && x < 296 && y >= 20 && y < 300 ? shaded(y) : 40));
  expect(findPaper(page)?.box).toEqual({ x: 24, y: 20, w: 272, h: 280 });
});

test('a sheet is found beside a table that is as light on one side, up to the border', () => {
  const beside = sheetOn(
    (x) => (x < 160 ? 186 : 60),
    () => 200,
  );
  expect(beside).toEqual({ x: 24, y: 20, w: 272, h: 280 });
});

test('a sheet whose corner is as dark as the table is found whole, a lighter thing on the table aside', () => {
  // Light falls off from the upper left; the table is as dark as the sheet is in its lower right corner.
  const isPaper = (x: number, y: number) => x > 40 && x < 280 && y > 50 && y < 270;
  const page = picture(320, (x, y) => {
    if (isPaper(x, y)) return 225 - 0.0016 * (x - 40) * (y - 50) - (x + y > 440 ? 30 : 0);
    return x > 296 && x < 308 && y > 60 && y < 90 ? 150 : 95 + ((x * 7 + y * 3) % 5);
  });
  const paper = findPaper(page);
  if (!paper) throw new Error('no paper found');
  const { width, data } = paper.mask;
  const cell = (x: number, y: number) => data[Math.floor(y / PAPER_GRID) * width + Math.floor(x / PAPER_GRID)];
  expect([cell(60, 70), cell(260, 70), cell(60, 250), cell(260, 250)]).toEqual([1, 1, 1, 1]);
  expect([cell(302, 75), cell(20, 160), cell(160, 290)]).toEqual([0, 0, 0]);
});

test('a sheet across which a shadow falls, darker there than the table in the light, is told by its colour', () => {
  const shaded = (x: number, y: number) => (x + y < 330 && x + y > 200 ? 0.45 : 1);
  const isPaper = (x: number, y: number) => x > 60 && x < 250 && y > 50 && y < 270;
  const [white, wood] = [
    [200, 196, 188],
    [140, 95, 60],
  ];
  const channel = (c: number) =>
    picture(320, (x, y) => shaded(x, y) * (isPaper(x, y) ? white! : wood!)[c]! + ((x * 7 + y * 3) % 5)).planes[0]!;
  const page = { width: 320, height: 320, factor: 1, planes: [channel(0), channel(1), channel(2)] };
  const paper = findPaper(page);
  if (!paper) throw new Error('no paper found');
  const cells = paper.mask.data.reduce((sum, v) => sum + v, 0) * PAPER_GRID ** 2;
  expect(cells).toBeGreaterThan(0.85 * 190 * 220);
  expect(cells).toBeLessThan(1.02 * 190 * 220);
});
