import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, expect, test, vi } from 'vitest';
import { noteOf, sheetNames, writeWorkbook } from '../../../src/node/pages/workbook.js';
import type { ReadNumber, ReadTable } from '../../../src/reading.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-workbook-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const box = { x: 0, y: 0, w: 10, h: 10 };

function number(text: string, confidence: number): ReadNumber {
  const alternatives = [
    { label: '8', confidence: 0.07 },
    { label: '3', confidence: 0.004 },
  ];
  const glyphs = [...text].map((label, k) => ({
    label,
    confidence,
    box,
    alternatives: k === 0 ? alternatives : [],
    picture: new Uint8Array(784),
  }));
  return { text, confidence, box, glyphs };
}
const table = (...rows: ReadTable['rows'][number][]): ReadTable => ({ box, rows });

test('one sheet a table, cells as text, empty ones kept, doubtful ones coloured with a note', async () => {
  const path = join(root, 'made', 'out.xlsx');
  const first = table([number('007', 0.99), null], [null, number('9', 0.85)], [number('4', 0.3), number('5.50', 0.99)]);
  await writeWorkbook(path, [
    { name: 'card', reading: { tables: [first, table([number('1', 0.99)])] } },
    { name: 'blank', reading: { tables: [] } },
  ]);
  const { sheets } = await readXlsx(readFileSync(path), { readStyles: true });
  expect(sheets.map(({ name }) => name)).toEqual(['card', 'card 2']);
  expect(sheets[0]!.rows).toEqual([
    ['007', null],
    [null, '9'],
    ['4', '5.50'],
  ]);
  const cell = (at: string) => sheets[0]!.cells?.get(at);
  expect(cell('0,0')).toMatchObject({ type: 'string', style: { numFmt: '@' } });
  expect(cell('0,0')?.comment).toBeUndefined();
  expect(cell('1,1')).toMatchObject({
    style: { fill: { fgColor: { rgb: 'FFE8B3' } } },
    comment: { text: '85%\n9 85%, 8 7%' },
  });
  expect(cell('2,0')).toMatchObject({ style: { fill: { fgColor: { rgb: 'FFC9C9' } } } });
});

test('with a promise, what it leaves out is coloured', async () => {
  const path = join(root, 'promise.xlsx');
  const tables = [table([number('1', 0.95), number('2', 0.995)])];
  await writeWorkbook(path, [{ name: 'p', reading: { tables } }], 0.99);
  const { sheets } = await readXlsx(readFileSync(path), { readStyles: true });
  expect(sheets[0]!.cells?.get('0,0')?.style?.fill).toBeDefined();
  expect(sheets[0]!.cells?.get('0,1')?.style?.fill).toBeUndefined();
});

test('no table at all makes one empty sheet', async () => {
  const path = join(root, 'none.xlsx');
  await writeWorkbook(path, []);
  expect((await readXlsx(readFileSync(path))).sheets.map(({ rows }) => rows)).toEqual([[]]);
});

test('names of sheets are what spreadsheets allow, each another', () => {
  const name = sheetNames();
  expect(name('a/b[1]:c*?')).toBe('a_b_1__c__');
  expect(name("'quoted'")).toBe('_quoted_');
  expect(name('')).toBe('page');
  const long = 'x'.repeat(40);
  expect([name(long), name(long), name(long.toUpperCase())]).toEqual([
    'x'.repeat(31),
    `${'x'.repeat(29)} 2`,
    `${'X'.repeat(29)} 3`,
  ]);
});

test('a note tells the confidence, and what glyphs may be instead', () => {
  expect(noteOf(number('42', 0.999))).toBe('99%\n4 99%, 8 7%');
  expect(noteOf({ ...number('42', 0.5), glyphs: [] })).toBe('50%');
});

test('without its package it says what to install', async () => {
  vi.resetModules();
  vi.doMock('hucre', () => {
    throw new Error('not installed');
  });
  const { writeWorkbook: write } = await import('../../../src/node/pages/workbook.js');
  const failure = await write(join(root, 'x.xlsx'), []).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'needs-install', message: expect.stringContaining('npm install hucre') });
  vi.doUnmock('hucre');
});
