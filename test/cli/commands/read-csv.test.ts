// `ownhand read --csv`: what stands above one another on the page lands in one column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readingCsv } from '../../../src/numbers/csv.js';
import type { Reading, ReadTable } from '../../../src/reading.js';
import { drawnPage } from '../drawn.js';
import { lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-csv-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('empty cells are kept, in every row as many as the page has columns', async () => {
  const [page, other] = [join(root, 'page.png'), join(root, 'o, "ther".png')];
  writeFileSync(page, drawnPage(['11   77   31', '     47   13', '71        74', '1   3474   7']));
  writeFileSync(other, drawnPage(['17    4']));
  const shape = (row: string) => row.replace(/\d+/g, '#');
  const hand = ['--hand', join(root, 'fresh')];
  const one = await ownhand(['read', page, '--csv', ...hand]);
  expect(lines(one.out).map(shape)).toEqual(['#,#,#', ',#,#', '#,,#', '#,#,#']);
  const both = await ownhand(['read', page, other, '--csv', ...hand]);
  const quoted = `"${other.replaceAll('"', '""')}"`;
  expect(lines(both.out)).toEqual([...lines(one.out).map((row) => `${page},${row}`), expect.stringContaining(quoted)]);
  expect(shape(both.out.trimEnd().split('\n').at(-1)!.slice(quoted.length))).toBe(',#,#');
});

const number = (text: string, x: number, confidence = 1) => {
  const box = { x, y: 0, w: 40, h: 20 };
  const glyphs = [...text].map((label) => ({
    label,
    confidence,
    box,
    alternatives: [],
    picture: new Uint8Array(),
  }));
  return { text, confidence, box, glyphs };
};
const readingOf = (...tables: ReadTable['rows'][]): Reading => ({
  width: 300,
  height: 20,
  text: '',
  lines: [],
  tables: tables.map((rows) => ({ box: { x: 0, y: 0, w: 300, h: 20 }, rows })),
  leftOut: [],
});

test('what holds a comma or quotes is quoted', () => {
  const reading = readingOf([[number('3,14', 0), number('7', 100), number('"', 200)]]);
  expect(readingCsv(reading)).toBe('"3,14",7,""""');
  expect(readingCsv(reading, 'a b.png')).toBe('a b.png,"3,14",7,""""');
  expect(readingCsv(reading, undefined, { delimiter: ';' })).toBe('3,14;7;""""');
  expect(readingCsv(reading, 'a;b.png', { delimiter: ';' })).toBe('"a;b.png";3,14;7;""""');
});

test('between tables stands an empty line, but where each row has its file', () => {
  const reading = readingOf(
    [
      [number('1', 0), null],
      [null, number('2', 50, 0.5)],
    ],
    [[number('3', 0)]],
  );
  expect(readingCsv(reading)).toBe('1,\n,2\n\n3');
  expect(readingCsv(reading, 'a')).toBe('a,1,\na,,2\na,3');
  expect(readingCsv(reading, undefined, { promise: 0.9 })).toBe('1,\n,2?\n\n3');
});

test('--delimiter and --bom are for spreadsheets, and go with --csv', async () => {
  const page = join(root, 'two.png');
  writeFileSync(page, drawnPage(['17    4']));
  const hand = ['--hand', join(root, 'fresh')];
  const tabs = await ownhand(['read', page, '--csv', '--delimiter', 'tab', '--bom', ...hand]);
  expect(tabs.out).toMatch(/^\ufeff\d+\t\d+\n$/);
  for (const wrong of [
    ['--bom'],
    ['--delimiter', ';'],
    ['--csv', '--delimiter', '::'],
    ['--csv', '--delimiter', '"'],
  ]) {
    const ran = await ownhand(['read', page, ...wrong, ...hand]);
    expect(ran).toMatchObject({ code: 2, out: '' });
  }
});
