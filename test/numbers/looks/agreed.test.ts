import { expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import { agreed } from '../../../src/numbers/looks/agreed.js';
import type { Reading, ReadNumber } from '../../../src/reading.js';

/** A digit is 10 wide and 20 high, a row 30 high, a column 50 wide. */
const at = (row: number, column: number, digits: number): Box => ({
  x: 50 * column,
  y: 30 * row,
  w: 10 * digits,
  h: 20,
});

function number(text: string, confidence: number, row: number, column: number, given = false): ReadNumber {
  const glyphs = [...text].map((label, k) => ({
    label,
    confidence: Math.sqrt(confidence),
    box: { ...at(row, column, 1), x: 50 * column + 10 * k },
    alternatives: [{ label: label === '7' ? '1' : '7', confidence: 1 - Math.sqrt(confidence) }],
    picture: new Uint8Array(0),
    ...(given && { given: true as const }),
  }));
  return { text, confidence, box: at(row, column, text.length), glyphs };
}

/** A reading of rows of [text, confidence]; null is an empty place. */
function reading(...rows: (readonly (readonly [string, number, 'given'?] | null)[])[]): Reading {
  const columns = Math.max(...rows.map((row) => row.length));
  const cells = rows.map((row, y) =>
    Array.from({ length: columns }, (_, x) => {
      const cell = row[x];
      return cell ? number(cell[0], cell[1], y, x, cell[2] === 'given') : null;
    }),
  );
  const lines = cells.map((row) => {
    const numbers = row.flatMap((cell) => (cell ? [cell] : []));
    return { text: numbers.map(({ text }) => text).join(' '), numbers };
  });
  const text = lines.map((line) => line.text).join('\n');
  const tables = [{ box: { x: 0, y: 0, w: 200, h: 100 }, rows: cells }];
  return { width: 200, height: 100, text, lines, tables, leftOut: [] };
}

const confidences = ({ lines }: Reading): number[] =>
  lines.flatMap(({ numbers }) => numbers.map(({ confidence }) => confidence));

test('what all readings show is surer than any of them alone, but not as if they knew nothing of each other', () => {
  const [confidence] = confidences(agreed([reading([['12', 0.9]]), reading([['12', 0.8]]), reading([['12', 0.9]])]));
  expect(confidence).toBeGreaterThan(0.97);
  expect(confidence).toBeLessThan(1 - 0.1 * 0.2 * 0.1);
});

test('a glyph is no less sure than its number, and its alternatives lose what it gains', () => {
  const one = agreed([reading([['12', 0.5]]), reading([['12', 0.5]]), reading([['12', 0.5]])]).lines[0]!.numbers[0]!;
  expect(one.confidence).toBeGreaterThan(Math.SQRT1_2);
  for (const glyph of one.glyphs) {
    expect(glyph.confidence).toBe(one.confidence);
    expect(glyph.alternatives[0]!.confidence).toBeCloseTo(1 - one.confidence, 10);
  }
});

test('what one of three does not show is at most two thirds sure', () => {
  const both = agreed([reading([['12', 0.99]]), reading([['12', 0.99]]), reading([['17', 0.99]])]);
  expect(both.text).toBe('12');
  expect(confidences(both)[0]).toBeCloseTo(0.66, 10);
});

test('the reading that agrees most with the others is taken', () => {
  const odd = reading([['1', 0.4]], [['2', 0.4]], [['3', 0.4]]);
  const other = reading(
    [
      ['41', 0.9],
      ['8', 0.9],
    ],
    [['2', 0.9]],
  );
  expect(agreed([odd, other, other]).text).toBe('41 8\n2');
  // Where all differ alike, it is the first: the page as it is.
  expect(agreed([reading([['1', 0.9]]), reading([['2', 0.9]]), reading([['3', 0.9]])]).text).toBe('1');
});

test('a page that is sure as it is stands, and other looks take from its sureness only', () => {
  const sure = reading([
    ['1', 0.95],
    ['2', 0.95],
  ]);
  const other = reading([
    ['7', 0.5],
    ['8', 0.5],
  ]);
  const all = agreed([sure, other, other]);
  expect(all.text).toBe('1 2');
  expect(confidences(all)[0]).toBeCloseTo(0.95 / 3, 10);
});

test('a number is read as both others read it, in lines and tables', () => {
  const rows = (text: string) =>
    reading(
      [
        ['5', 0.4],
        [text, 0.4],
      ],
      [['6', 0.4]],
    );
  const all = agreed([rows('17'), rows('11'), rows('11')]);
  expect(all.text).toBe('5 11\n6');
  expect(all.tables[0]!.rows.map((row) => row.map((cell) => cell?.text))).toEqual([
    ['5', '11'],
    ['6', undefined],
  ]);
});

test('a number where no other reading shows any is left out as found by chance, with its line, row and column', () => {
  const whole = [
    ['5', 0.9],
    ['6', 0.9],
  ] as const;
  const more = reading([...whole, null], [null, null, ['1', 0.99]]);
  const all = agreed([more, reading([...whole]), reading([...whole])]);
  expect(all.text).toBe('5 6');
  expect(all.lines).toHaveLength(1);
  expect(all.tables[0]!.rows.map((row) => row.map((cell) => cell?.text))).toEqual([['5', '6']]);
  expect(all.leftOut).toEqual([{ box: at(1, 2, 1), reason: 'chance' }]);
});

test('rows and columns that held nothing before are kept', () => {
  const ruled = reading([null, ['5', 0.9], null], [null, null, null]);
  expect(agreed([ruled, ruled, ruled]).tables[0]!.rows.map((row) => row.map((cell) => cell?.text))).toEqual([
    [undefined, '5', undefined],
    [undefined, undefined, undefined],
  ]);
});

test('what a person has put right is taken as it is, and other looks take nothing from it', () => {
  const put = reading([
    ['12', 0.6, 'given'],
    ['3', 0.6],
  ]);
  const other = reading([
    ['17', 0.99],
    ['4', 0.9],
  ]);
  const all = agreed([put, other, other], true);
  expect(all.text).toBe('12 3');
  expect(confidences(all)).toEqual([0.6, 0.6]);
  // Numbers that a person has parted, or drawn where others see none, stay.
  const parted = agreed([put, reading([['123', 0.9]]), reading([null])], true);
  expect(parted.text).toBe('12 3');
});

test('blank pages agree', () => {
  const blank: Reading = { width: 9, height: 9, text: '', lines: [], tables: [], leftOut: [] };
  expect(agreed([blank, blank, blank])).toEqual(blank);
});
