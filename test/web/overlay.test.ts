// What a person said lies over whatever is read: it stays, it stands in its row and column, and nothing else is lost.
import type { Reading, ReadNumber } from 'ownhand/browser';
import { describe, expect, test } from 'vitest';
import { fitLines } from '../../apps/web/src/pages/fit-lines.js';
import {
  boxOfCell,
  doubtfulOf,
  leftOutOf,
  nextInRow,
  numbersOf,
  shownTables,
} from '../../apps/web/src/pages/overlay.js';
import type { Page, ShownTable } from '../../apps/web/src/pages/page.js';
import {
  changes,
  pinAway,
  pinJoined,
  pinOf,
  pinsOfSplit,
  pinTyped,
  untaught,
  withPin,
} from '../../apps/web/src/pages/pinning.js';

const SIDE = 20;

/** A number whose glyphs are 20 pixels wide and 30 high. */
function number(text: string, x: number, y: number, confidence = 1): ReadNumber {
  const glyphs = [...text].map((label, k) => ({
    label,
    confidence,
    alternatives: [],
    picture: new Uint8Array(784).fill(k),
    box: { x: x + k * SIDE, y, w: SIDE - 2, h: 30 },
    ...(label === '.' && { sign: true as const }),
  }));
  return { text, confidence, glyphs, box: { x, y, w: text.length * SIDE, h: 30 } };
}

const reading = (...rows: readonly (readonly (ReadNumber | null)[])[]): Reading => ({
  width: 600,
  height: 400,
  text: '',
  lines: rows.map((row) => ({ text: '', numbers: row.filter((cell) => cell !== null) })),
  tables: [{ box: { x: 0, y: 0, w: 600, h: 400 }, rows }],
  leftOut: [{ box: { x: 500, y: 10, w: 18, h: 30 }, reason: 'chance' }],
});

const pageOf = (read: Reading): Page => ({
  id: 'p',
  name: 'book.png',
  picture: new Blob(),
  blob: new Blob(),
  thumbnail: '',
  reading: read,
  fault: '',
  pins: [],
  stale: false,
});

const texts = (tables: readonly ShownTable[]) =>
  tables.map((table) => table.map((row) => row.map((cell) => cell?.text ?? null)));

const grid = () =>
  reading([number('12', 10, 10), number('345', 200, 10, 0.7)], [number('67', 10, 80, 0.3), number('890', 200, 80)]);

describe('pins', () => {
  test('a corrected number keeps its cell and its text, however it is read later', () => {
    const page = pageOf(grid());
    const [, second] = numbersOf(shownTables(page));
    const corrected = withPin(page, pinOf(second!, '346'));
    const later = {
      ...corrected,
      reading: reading([number('12', 10, 10), number('999', 201, 11)], [number('67', 10, 80), number('890', 200, 80)]),
    };
    expect(texts(shownTables(later))).toEqual([
      [
        ['12', '346'],
        ['67', '890'],
      ],
    ]);
    expect(numbersOf(shownTables(later))[1]).toMatchObject({ sureness: 'confirmed', confidence: 1 });
  });

  test('it stays where the page is read without it, or cut otherwise', () => {
    const page = pageOf(grid());
    const [, second] = numbersOf(shownTables(page));
    const corrected = withPin(page, pinOf(second!, '346'));
    const gone = {
      ...corrected,
      reading: reading([number('12', 10, 10), null], [number('67', 10, 80), number('890', 200, 80)]),
    };
    expect(texts(shownTables(gone))).toEqual([
      [
        ['12', '346'],
        ['67', '890'],
      ],
    ]);
    const cut = {
      ...corrected,
      reading: reading(
        [number('12', 10, 10), number('3', 200, 10), number('45', 220, 10)],
        [number('67', 10, 80), number('890', 200, 80), null],
      ),
    };
    expect(texts(shownTables(cut))).toEqual([
      [
        ['12', '346', null],
        ['67', '890', null],
      ],
    ]);
  });

  test('what is no number leaves an empty cell, what is typed into it stands there', () => {
    const page = pageOf(grid());
    const [first] = numbersOf(shownTables(page));
    const away = withPin(page, pinAway(first!.box));
    expect(texts(shownTables(away))).toEqual([
      [
        [null, '345'],
        ['67', '890'],
      ],
    ]);
    const typed = withPin(away, pinTyped(boxOfCell(shownTables(away)[0]!, 0, 0), '13'));
    expect(texts(shownTables(typed))).toEqual([
      [
        ['13', '345'],
        ['67', '890'],
      ],
    ]);
  });

  test('ink that is taken in gets a row or a column of its own where it stands in none', () => {
    const page = pageOf(grid());
    const beside = withPin(page, pinOf(number('5', 500, 10), '5'));
    expect(texts(shownTables(beside))).toEqual([
      [
        ['12', '345', '5'],
        ['67', '890', null],
      ],
    ]);
    expect(leftOutOf(beside)).toEqual([]);
    expect(leftOutOf(page)).toHaveLength(1);
    const between = withPin(page, pinOf(number('44', 12, 45), '44'));
    expect(texts(shownTables(between))).toEqual([
      [
        ['12', '345'],
        ['44', null],
        ['67', '890'],
      ],
    ]);
  });

  test('two numbers are joined, and one is split, each in its row', () => {
    const page = pageOf(grid());
    const [first, second] = numbersOf(shownTables(page));
    expect(nextInRow(shownTables(page), first!)?.text).toBe('345');
    expect(nextInRow(shownTables(page), second!)).toBeUndefined();
    const joined = withPin(page, pinJoined(first!, second!));
    expect(texts(shownTables(joined))).toEqual([
      [
        ['12345', null],
        ['67', '890'],
      ],
    ]);
    const split = pinsOfSplit(second!, 1).reduce(withPin, page);
    expect(texts(shownTables(split))).toEqual([
      [
        ['12', '3', '45'],
        ['67', '890', null],
      ],
    ]);
    expect(untaught([split]).map(({ sample }) => sample.label)).toEqual(['3', '4', '5']);
  });

  test('the least certain number is asked about first', () => {
    expect(doubtfulOf(numbersOf(shownTables(pageOf(grid())))).map(({ text }) => text)).toEqual(['67', '345']);
  });
});

describe('what is taught', () => {
  test('every glyph of a number whose length fits, but for signs', () => {
    const page = withPin(pageOf(reading([number('3.4', 10, 10)])), pinOf(number('3.4', 10, 10), '3.7'));
    expect(untaught([page]).map(({ sample }) => [sample.label, sample.source])).toEqual([
      ['3', 'book.png, at 10 10'],
      ['7', 'book.png, at 50 10'],
    ]);
  });

  test('nothing where the number has another length, or was learned before', () => {
    const page = pageOf(grid());
    const [first] = numbersOf(shownTables(page));
    expect(untaught([withPin(page, pinOf(first!, '123'))])).toEqual([]);
    expect(untaught([withPin(page, { ...pinOf(first!, '12'), taught: ['a', 'b'] })])).toEqual([]);
  });

  test('what has changed is counted by what it changed to, but for what was confirmed', () => {
    const before = reading([number('11', 10, 10), number('1', 200, 10)], [number('21', 10, 80), null]);
    const after = reading([number('77', 10, 10), number('7', 200, 10)], [number('27', 10, 80), null]);
    expect(changes(before, after, [])).toEqual([{ from: '1', to: '7', count: 4 }]);
    expect(changes(before, after, [pinOf(number('1', 200, 10), '1')])).toEqual([{ from: '1', to: '7', count: 3 }]);
  });
});

test('lines that a person typed fit the rows that were found, or are told', () => {
  const tables = shownTables(pageOf(grid()));
  const { fits, misfits } = fitLines(tables, '12 999\n\n 67 89\n');
  expect(fits.map(({ text }) => text)).toEqual(['12', '999']);
  expect(misfits).toEqual([2]);
});
