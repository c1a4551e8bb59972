// `read --resume`: a batch that was stopped goes on, and what it prints in the end is what one run would have printed.
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-resume-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('fresh')];
const pages = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'].map(file);
let whole = '';

beforeAll(async () => {
  for (const [i, page] of pages.entries()) writeFileSync(page, drawnPage([`${i}12`, `3${i}`], 60, i + 1));
  whole = (await ownhand(['read', ...pages, '--json', ...hand])).out;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('after Ctrl-C the same line goes on, and the rest is not read again', async () => {
  const line = ['read', ...pages, '--json', '--resume', file('log'), '--out', file('out'), ...hand];
  let stopped = false;
  const first = await ownhand(line, {
    watch: (text, kill) => {
      if (stopped || !text.includes('b.png')) return;
      stopped = true;
      kill('SIGINT');
    },
  });
  expect(first.code).not.toBe(0);
  const kept = lines(readFileSync(file('log'), 'utf8')).length;
  expect(kept).toBeGreaterThanOrEqual(1);
  expect(kept).toBeLessThan(pages.length);
  appendFileSync(file('log'), '{"key":"half a line'); // as a power cut leaves it
  const second = await ownhand(line);
  expect(second.code).toBe(0);
  expect(second.out).toBe(whole);
  expect(lines(readFileSync(file('log'), 'utf8'))).toHaveLength(pages.length);
  expect(readdirSync(file('out')).filter((name) => name.endsWith('_digitized_image.png'))).toHaveLength(pages.length);
  // All is known now: even photos that are gone to a slower disk would not be opened again.
  const third = await ownhand(line);
  expect(third.out).toBe(whole);
  expect(third.err).not.toContain('wrote');
});

test('a photo that has changed is read again', async () => {
  const page = file('changing.png');
  writeFileSync(page, drawnPage(['111'], 60, 1));
  const line = ['read', page, '--resume', file('changed'), ...hand];
  const before = (await ownhand(line)).out;
  writeFileSync(page, drawnPage(['222'], 70, 2));
  expect((await ownhand(line)).out).not.toBe(before);
});

test('what was read in one look is read again where numbers are to be promised', async () => {
  const line = ['read', pages[0]!, '--json', '--resume', file('looks'), ...hand];
  await ownhand(line);
  const promised = [...line, '--promise', '0.99'];
  const first = await ownhand(promised);
  expect(first.out).toBe((await ownhand(promised.filter((arg) => arg !== '--resume' && arg !== file('looks')))).out);
  expect(lines(readFileSync(file('looks'), 'utf8'))).toHaveLength(2);
  expect((await ownhand(promised)).out).toBe(first.out);
  expect(lines(readFileSync(file('looks'), 'utf8'))).toHaveLength(2);
});

test('a file that holds something else is left as it is', async () => {
  for (const text of ['my diary', 'my diary\n', '{"a":1}\n']) {
    writeFileSync(file('diary'), text);
    const ran = await ownhand(['read', pages[0]!, '--resume', file('diary'), ...hand]);
    expect(ran.code).toBe(2);
    expect(lines(ran.err)).toHaveLength(1);
    expect(readFileSync(file('diary'), 'utf8')).toBe(text);
  }
});
