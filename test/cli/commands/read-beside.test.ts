// What `ownhand read` tells besides the numbers: tables, what was left out, how far a page was turned, spreadsheets.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { readingJson } from '../../../src/cli/render.js';
import { messages } from '../../../src/messages/messages.js';
import type { Reading } from '../../../src/reading.js';
import { drawnPage } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-beside-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const hand = ['--hand', join(root, 'fresh')];
const box = { x: 1, y: 2, w: 3, h: 4 };

test('--json has the tables, what was left out, and how far the page was turned', () => {
  const number = { text: '7', confidence: 0.97, box, glyphs: [] };
  const reading: Reading = {
    width: 40,
    height: 20,
    text: '7',
    lines: [{ text: '7', numbers: [number] }],
    tables: [{ box, rows: [[null, number]] }],
    leftOut: [{ box, reason: 'words' }],
    turned: 90,
  };
  expect(readingJson('a.png', reading, 0.99)).toMatchObject({
    tables: [{ box: [1, 2, 3, 4], rows: [[null, { text: '7', confidence: 0.97, sure: false, box: [1, 2, 3, 4] }]] }],
    leftOut: [{ box: [1, 2, 3, 4], reason: 'words' }],
    turned: 90,
  });
  const { turned: _, ...upright } = reading;
  const plain = readingJson('a.png', upright);
  expect(Object.keys(plain.tables[0]!.rows[0]![1]!)).toEqual(['text', 'confidence', 'box']);
  expect(Object.keys(plain)).not.toContain('turned');
});

test('what was left out is told by reason, the most first', () => {
  const counts = new Map([
    ['rules', 7],
    ['words', 24],
  ] as const);
  expect(messages.read.leftOut('a.png', counts)).toBe('a.png: 31 strokes left out: 24 as words, 7 as rules');
  expect(messages.read.leftOut('a.png', new Map([['unread', 1]]))).toBe(
    'a.png: 1 stroke left out: 1 that read as nothing',
  );
});

test('a page that was turned says so, in degrees clockwise', async () => {
  const page = await sharp(drawnPage(['2345  67', '4256  53', '5236  24', '3562  45']))
    .rotate(-90)
    .png()
    .toBuffer();
  const path = join(root, 'turned.png');
  writeFileSync(path, page);
  const ran = await ownhand(['read', path, '--json', ...hand]);
  expect(lines(ran.err)).toContain(`ownhand: ${path}: turned by 90° to be read`);
  expect(jsonLines(ran.out)[0]).toMatchObject({ turned: 90 });
  writeFileSync(path, drawnPage(['2345  67', '4256  53', '5236  24', '3562  45']));
  expect(Object.keys(jsonLines((await ownhand(['read', path, '--json', ...hand])).out)[0]!)).not.toContain('turned');
});

test('--xlsx writes a sheet for each page beside what is printed', async () => {
  const [one, two, file] = [join(root, 'one.png'), join(root, 'two.png'), join(root, 'out.xlsx')];
  writeFileSync(one, drawnPage(['17    4', '77   71']));
  writeFileSync(two, drawnPage(['4    47']));
  const ran = await ownhand(['read', one, two, '--csv', '--xlsx', file, ...hand]);
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('out.xlsx: wrote 2 tables');
  const { sheets } = await readXlsx(readFileSync(file));
  expect(sheets.map(({ name }) => name)).toEqual(['one', 'two']);
  const printed = lines(ran.out).map((row) => row.split(',').slice(1));
  expect(sheets.flatMap(({ rows }) => rows.map((row) => row.map((cell) => cell ?? '')))).toEqual(printed);
});
