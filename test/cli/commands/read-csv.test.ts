// `ownhand read --csv`: what stands above one another on the page lands in one column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readingCsv } from '../../../src/numbers/csv.js';
import type { Reading } from '../../../src/reading.js';
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

test('what holds a comma or quotes is quoted', () => {
  const number = (text: string, x: number) => {
    const box = { x, y: 0, w: 40, h: 20 };
    const glyphs = [...text].map((label) => ({
      label,
      confidence: 1,
      box,
      alternatives: [],
      picture: new Uint8Array(),
    }));
    return { text, confidence: 1, box, glyphs };
  };
  const numbers = [number('3,14', 0), number('7', 100), number('"', 200)];
  const reading: Reading = { width: 300, height: 20, text: '', lines: [{ text: '', numbers }] };
  expect(readingCsv(reading)).toBe('"3,14",7,""""');
  expect(readingCsv(reading, 'a b.png')).toBe('a b.png,"3,14",7,""""');
});
