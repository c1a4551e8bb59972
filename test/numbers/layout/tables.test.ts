import { expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import type { Cell } from '../../../src/numbers/layout/table.js';
import { tablesOf } from '../../../src/numbers/layout/tables.js';
import { NO_WALLS, type Wall, type Walls } from '../../../src/strokes/walls.js';

interface Named extends Cell {
  readonly name: string;
}

/** Rows drawn as text: each word is a number, each character 10 wide and 20 high, each row 30 below the one before. */
function drawn(rows: readonly string[], place: (box: Box) => Box = (box) => box): Named[][] {
  return rows
    .map((row, r) =>
      [...row.matchAll(/\S+/g)].map((word): Named => {
        const at = (i: number, count: number): Box => place({ x: 10 * i, y: 30 * r, w: 10 * count, h: 20 });
        const glyphs = [...word[0]].map((_, i) => ({ box: at(word.index + i, 1) }));
        return { name: word[0], box: at(word.index, word[0].length), glyphs };
      }),
    )
    .filter((row) => row.length > 0);
}

const names = (lines: Named[][], walls?: Walls) =>
  tablesOf(lines, walls).map((rows) => rows.map((row) => row.map((cell) => cell?.name ?? '').join(',')));

const wall = (at: number, top: number, bottom: number, slope = 0): Wall => ({
  top,
  bottom,
  xs: Float32Array.from({ length: bottom - top }, (_, k) => at + slope * k),
  width: 2,
});

test('a blank page has no table, a line alone is one', () => {
  expect(names([])).toEqual([]);
  expect(names([[]])).toEqual([]);
  expect(names(drawn(['12 345   6']))).toEqual([['12,345,6']]);
});

test('blocks above one another that stand apart and have other columns are tables of their own', () => {
  const rows = ['1   2   3', '4   5   6', '', '', '', '  12345     678', '  90123     456'];
  expect(names(drawn(rows))).toEqual([
    ['1,2,3', '4,5,6'],
    ['12345,678', '90123,456'],
  ]);
});

test('a wide gap in one table does not part it: the columns go on below', () => {
  const rows = ['1   2   3', '4   5   6', '', '', '', '', '7   8    ', '1       3'];
  expect(names(drawn(rows))).toEqual([['1,2,3', '4,5,6', '7,8,', '1,,3']]);
});

test('nor does it where a rule runs on from one block to the other', () => {
  const rows = ['1   2   3', '4   5   6', '', '', '', '  12345     678'];
  const walls = { down: [wall(-8, -10, 190)], across: [] };
  expect(names(drawn(rows), walls)).toHaveLength(1);
});

test('what stands below a ruled grid, in other columns, is no part of it', () => {
  const rows = ['1   2   3', '4   5   6', '  7   8   9'];
  const walls = { down: [wall(-8, -10, 56), wall(25, -10, 56), wall(65, -10, 56)], across: [] };
  expect(names(drawn(rows), walls)).toEqual([['1,2,3', '4,5,6'], ['7,8,9']]);
  expect(names(drawn(rows))).toHaveLength(1);
});

test('blocks side by side whose rows do not meet are tables of their own', () => {
  const lines = [
    ...drawn(['1  2', '3  4', '5  6']),
    ...drawn(['77  8', '99  0', '11  2'], (box) => ({ ...box, x: box.x + 200, y: box.y + 15 })),
  ];
  expect(names(lines)).toEqual([
    ['1,2', '3,4', '5,6'],
    ['77,8', '99,0', '11,2'],
  ]);
});

test('two halves of a table stay one, however far apart', () => {
  expect(names(drawn(['1  2                        3  4', '5  6                        7  8']))).toEqual([
    ['1,2,3,4', '5,6,7,8'],
  ]);
});

test('halves of a leaning row that were taken for two lines are one row', () => {
  const lean = (box: Box): Box => ({ ...box, y: box.y + 0.06 * box.x });
  const [first, second] = drawn(['1 2 3               4 5 6', '7 8 9               1 2 3'], lean) as [Named[], Named[]];
  const lines = [first.slice(0, 3), first.slice(3), second.slice(0, 3), second.slice(3)];
  expect(names(lines)).toEqual([['1,2,3,4,5,6', '7,8,9,1,2,3']]);
});

test('rules part columns that numbers alone would not tell apart', () => {
  const rows = drawn(['12       ', ' 34     ', '12    5  ']);
  expect(names(rows)).toEqual([['12,', '34,', '12,5']]);
  expect(names(rows, { down: [wall(15, -10, 90)], across: [] })).toEqual([['12,,', ',34,', '12,,5']]);
});

test('a rule that runs through the middle of a number does not part it from those above', () => {
  const rows = drawn(['12    5', '34    6', ' 78   9']);
  expect(names(rows, { down: [wall(19, -10, 90)], across: [] })).toEqual([['12,5', '34,6', '78,9']]);
});

test('ruled columns and rows that hold nothing are kept', () => {
  const rows = ['1       2', '3       4', '', '5       6'];
  const down = [-15, 30, 70, 110].map((x) => wall(x, -8, 120));
  const across = [-6, 25, 55, 85, 118].map((y) => wall(y, -15, 110));
  expect(names(drawn(rows), { down, across })).toEqual([['1,,2', '3,,4', ',,', '5,,6']]);
  expect(names(drawn(rows), { down: [], across })).toEqual([['1,2', '3,4', '5,6']]);
});

test('the lines of a double rule are no column', () => {
  const rows = ['1       2', '3       4'];
  const down = [-15, 38, 44, 110].map((x) => wall(x, -8, 60));
  expect(names(drawn(rows), { down, across: [] })).toEqual([['1,2', '3,4']]);
});

test('rules that lean with the page part its columns all the same', () => {
  const lean = (box: Box): Box => ({ ...box, x: box.x + 0.3 * (box.y + 10) });
  const rows = ['1   2', '3   4', '5   6', '7   8', '    9'];
  const down = [-10, 25, 60].map((x) => wall(x, -10, 150, 0.3));
  expect(names(drawn(rows, lean), { ...NO_WALLS, down })).toEqual([['1,2', '3,4', '5,6', '7,8', ',9']]);
});
