// A page is taught by what it says: as a file, as typed, and as the comma-separated values that `read --csv` prints.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-text-'));
const file = (name: string) => join(root, name);
const rows = ['4081736', '2590143', '7766882'];
const labelsOf = (name: string) =>
  readdirSync(join(file(name), 'samples'))
    .flatMap((each) => /_(.)\.png$/.exec(each)?.[1] ?? [])
    .sort()
    .join('');

beforeAll(() => {
  writeFileSync(file('page.png'), drawnPage(rows));
  writeFileSync(file('page.txt'), `${rows.join('\n')}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a page and its text become samples, each with its place on the photo', async () => {
  const ran = await ownhand(['learn', file('page.png'), '--text', file('page.txt'), '--json', '--hand', file('one')]);
  const [aligned, saved] = jsonLines(ran.out);
  expect(aligned).toMatchObject({ event: 'aligned', digits: 21, glyphs: { length: 21 }, notAligned: [], extra: [] });
  expect(saved).toMatchObject({ event: 'saved', added: 21 });
  expect(labelsOf('one')).toBe(rows.join('').split('').sort().join(''));
  const glyphs = aligned!['glyphs'] as { label: string; box: number[] }[];
  // Digits of the drawing stand 80 pixels apart, rows 144.
  for (const [k, { label, box }] of glyphs.entries()) {
    expect(label).toBe(rows.join('')[k]);
    expect(Math.floor((box[0]! + box[2]! / 2 - 40) / 80)).toBe(k % 7);
    expect(Math.floor((box[1]! + box[3]! / 2 - 40) / 144)).toBe(Math.floor(k / 7));
  }
});

test('what does not fit is told, not learned, and the rest is', async () => {
  const text = `${rows[0]} ${rows[1]} 1111 ${rows[2]}`;
  const ran = await ownhand(['learn', file('page.png'), '--text', text, '--hand', file('two')]);
  expect(ran.err).toMatch(/21 of the text's 25 digits found/);
  expect(ran.err).toMatch(/1111 in line 1 of the text: not found/);
  expect(labelsOf('two')).toBe(rows.join('').split('').sort().join(''));
});

test('what `read --csv` prints, put right, is such a text', async () => {
  const { out } = await ownhand(['read', file('page.png'), '--csv', '--promise', '0.99', '--hand', file('none')]);
  writeFileSync(file('page.csv'), `reading\n${out}`);
  const args = ['learn', file('page.png'), '--text', file('page.csv'), '--json', '--hand', file('three')];
  expect(jsonLines((await ownhand(args)).out)[0]).toMatchObject({ event: 'aligned', words: ['reading'], extra: [] });
});

test('the text of another page teaches nothing, and mistakes are told in one line', async () => {
  const teach = (...args: string[]) => ownhand(['learn', file('page.png'), ...args, '--hand', file('four')]);
  expect(await teach('--text', '999999 11111')).toMatchObject({ code: 1, err: expect.stringMatching(/another one\?/) });
  expect(await teach('--text', 'none.txt')).toMatchObject({ code: 1, err: expect.stringMatching(/none.txt is not/) });
  expect(await teach('--text', 'words only')).toMatchObject({ code: 1, err: expect.stringMatching(/has no digits/) });
  expect(await teach('--text', '1', '--text', '2')).toMatchObject({ code: 2, err: expect.stringMatching(/1 photo/) });
  expect(await teach('--text', '1', '--reverse')).toMatchObject({ code: 2, err: expect.stringMatching(/for photos/) });
  expect(readdirSync(root)).not.toContain('four');
});
