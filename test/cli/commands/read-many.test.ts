// `ownhand read` of many files, which threads share: the same answers in the same order as one by one, each as it
// comes.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { jsonLines, lines, main, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-many-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('fresh')];
/** Of very different sizes, so that threads would be done in another order. */
const pages = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png'].map(file);

beforeAll(() => {
  for (const [i, page] of pages.entries()) {
    writeFileSync(page, drawnPage([`${i}12${i}`, `3${i}`], i % 2 === 0 ? 160 : 40, i + 1));
  }
  writeFileSync(file('deadly.png'), drawnPage(['77']));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('many files give what each gives alone, in the order they were named', async () => {
  const bad = [file('gone.png'), file('text.png')];
  writeFileSync(bad[1]!, 'no picture');
  const alone: string[] = [];
  for (const page of pages) alone.push((await ownhand(['read', page, '--json', '--out', file('apart'), ...hand])).out);
  const named = [pages[0]!, bad[0]!, ...pages.slice(1, 4), bad[1]!, ...pages.slice(4)];
  const ran = await ownhand(['read', ...named, '--json', '--out', file('together'), ...hand]);
  expect(ran.code).toBe(3);
  const got = jsonLines(ran.out);
  expect(got.map((line) => line['file'])).toEqual(named);
  expect(got.filter((line) => line['error'] === undefined)).toEqual(alone.flatMap(jsonLines));
  expect(got.filter((line) => line['error'] !== undefined).map((line) => line['error'])).toEqual([
    { code: 'not-found', message: expect.stringContaining('gone.png') },
    { code: 'not-an-image', message: expect.stringContaining('text.png') },
  ]);
  expect(lines(ran.err).at(-1)).toBe('ownhand: 2 of 8 files could not be read');
  // So are the annotated pictures and the crops.
  const names = readdirSync(file('apart'));
  expect(names.length).toBeGreaterThan(4 * pages.length);
  expect(readdirSync(file('together'))).toEqual(names);
  for (const name of names) {
    expect(readFileSync(join(file('together'), name)).equals(readFileSync(join(file('apart'), name)))).toBe(true);
  }
});

test.runIf(availableParallelism() > 1)('a page that brings its thread down costs nothing but itself', async () => {
  const named = [...pages.slice(0, 3), file('deadly.png'), ...pages.slice(3), file('deadly.png')];
  const env = { NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'deadly-page.mjs')}` };
  const ran = await ownhand(['read', ...named, '--json', ...hand], { env });
  expect(ran.code).toBe(3);
  const got = jsonLines(ran.out);
  expect(got.map((line) => line['file'])).toEqual(named);
  for (const line of got) {
    if (line['file'] !== file('deadly.png')) expect(line['text']).toEqual(expect.any(String));
    else expect(line['error']).toEqual({ code: 'failed', message: expect.stringContaining('deadly.png') });
  }
});

const hasTerminal = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();
if (!hasTerminal) console.log('skipped: there is no script(1) of util-linux to make a terminal with');

test.runIf(hasTerminal)('a terminal is told how far it is, and is left with the results alone', async () => {
  const quoted = [process.execPath, main, 'read', ...pages, ...hand].map((each) => `'${each}'`).join(' ');
  const child = spawn('script', ['-qec', quoted, '/dev/null'], {
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm' },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  expect(await new Promise((done) => child.on('close', done))).toBe(0);
  for (let done = 1; done < pages.length; done++) expect(text).toContain(`${done} of ${pages.length} read, about `);
  expect(text).not.toContain(`${pages.length} of ${pages.length} read`);
  // Each line as it is left when the cursor goes on to the next.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what erases a line
  const left = text.split(/\r?\n/).map((line) => line.split(/\r\x1b\[2K/).at(-1)!);
  expect(left.join('\n')).not.toContain(' read, about ');
  for (const page of pages) expect(left.filter((line) => line.startsWith(`${page} `))).toHaveLength(1);
});
