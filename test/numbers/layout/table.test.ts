import { expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import { type Cell, tableOf } from '../../../src/numbers/layout/table.js';

interface Named extends Cell {
  readonly name: string;
}

/** Rows drawn as text: each word is a number, each character 10 wide, each row 30 below the one before. */
function drawn(rows: readonly string[], place: (box: Box) => Box = (box) => box): Named[][] {
  return rows.map((row, r) =>
    [...row.matchAll(/\S+/g)].map((word): Named => {
      const at = (i: number, count: number): Box => place({ x: 10 * i, y: 30 * r, w: 10 * count, h: 20 });
      const glyphs = [...word[0]].map((_, i) => ({ box: at(word.index + i, 1) }));
      return { name: word[0], box: at(word.index, word[0].length), glyphs };
    }),
  );
}
const names = (rows: Named[][]) => tableOf(rows).map((row) => row.map((cell) => cell?.name ?? ''));

test.each<[string, string[], string[][]]>([
  ['nothing', [], []],
  ['one line', ['12 345   6'], [['12', '345', '6']]],
  [
    'columns aligned left, with empty cells',
    ['12    345   6', '1           78', '      3', '1234  55    9'],
    [
      ['12', '345', '6'],
      ['1', '', '78'],
      ['', '3', ''],
      ['1234', '55', '9'],
    ],
  ],
  [
    'columns aligned right',
    ['1234   1', '   5  22', '  67    ', '     333'],
    [
      ['1234', '1'],
      ['5', '22'],
      ['67', ''],
      ['', '333'],
    ],
  ],
  [
    'a column that begins in a later row, between two others',
    ['11            22', '33     44     55'],
    [
      ['11', '', '22'],
      ['33', '44', '55'],
    ],
  ],
  [
    'a row that begins left of all others, and one that ends right of them',
    ['      11', '22', '      33    44'],
    [
      ['', '11', ''],
      ['22', '', ''],
      ['', '33', '44'],
    ],
  ],
  [
    'a wide number below two columns does not draw the right one into the left',
    ['12   34', '56   78', '123456', '     90', '11   22'],
    [
      ['12', '34'],
      ['56', '78'],
      ['123456', ''],
      ['', '90'],
      ['11', '22'],
    ],
  ],
  [
    'two halves of one column, bridged by a later row',
    ['9      1', '   8   2', '7777   3'],
    [
      ['9', '1'],
      ['8', '2'],
      ['7777', '3'],
    ],
  ],
])('%s', (_, rows, wanted) => {
  expect(names(drawn(rows))).toEqual(wanted);
});

test('a 1 beside where the digits above stand is still below them', () => {
  const cell = (name: string, x: number, y: number, w: number): Named => {
    const box = { x, y, w, h: 40 };
    return { name, box, glyphs: [{ box }] };
  };
  const rows = [
    [cell('0', 0, 0, 25), cell('5', 100, 0, 25)],
    [cell('1', 27, 60, 4), cell('6', 102, 60, 25)],
  ];
  expect(names(rows)).toEqual([
    ['0', '5'],
    ['1', '6'],
  ]);
});

const rows = ['12    345   6', '            7', '      3', '1           8', '12    345   6', '      345   6'];

test.each([-12, -6, 6, 12])('a page that lies %i° askew has the same columns', (degrees) => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const askew = ({ x, y, w, h }: Box): Box => {
    const [cx, cy] = [x + w / 2, y + h / 2];
    const [bw, bh] = [w * cos + h * Math.abs(sin), h * cos + w * Math.abs(sin)];
    return { x: cx * cos - cy * sin - bw / 2, y: cx * sin + cy * cos - bh / 2, w: bw, h: bh };
  };
  expect(names(drawn(rows, askew))).toEqual(names(drawn(rows)));
});

test.each<[string, (box: Box) => Box]>([
  ['on its left side', ({ x, y, w, h }) => ({ x: y, y: 500 - x - w, w: h, h: w })],
  ['on its right side', ({ x, y, w, h }) => ({ x: 500 - y - h, y: x, w: h, h: w })],
  ['on its head', ({ x, y, w, h }) => ({ x: 500 - x - w, y: 500 - y - h, w, h })],
])('a page that lies %s has the same columns', (_, place) => {
  expect(names(drawn(rows, place))).toEqual([
    ['12', '345', '6'],
    ['', '', '7'],
    ['', '3', ''],
    ['1', '', '8'],
    ['12', '345', '6'],
    ['', '345', '6'],
  ]);
});
