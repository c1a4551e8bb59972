// `ownhand fix` in a terminal: the built command line behind a pseudo-terminal, its keys pressed when it asks for them.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { jsonLines, main, ownhand } from '../run.js';

type Reading = { lines: { numbers: { glyphs: { label: string; given?: true }[] }[] }[] };

const root = mkdtempSync(join(tmpdir(), 'ownhand-fix-'));
const page = join(root, 'page.png');
const hand = (name: string) => join(root, name);
beforeAll(() => writeFileSync(page, drawnPage(['4071', '25'])));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** util-linux's script(1) runs a command behind a pseudo-terminal and ends with its exit code. */
const hasTerminal = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();
if (!hasTerminal) console.log('skipped: there is no script(1) of util-linux to make a terminal with');

/** Presses the keys one after the other, each once the question that it answers is on the screen. */
function inTerminal(args: readonly string[], keys: readonly string[]): Promise<{ code: number | null; text: string }> {
  const quoted = [process.execPath, main, ...args].map((each) => `'${each.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qec', `stty cols 100 rows 30; ${quoted}`, '/dev/null'], {
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let frames = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
    // Each frame ends by clearing what is below it.
    const now = text.split('\x1b[J').length - 1;
    for (; frames < now; frames++) if (keys[frames] !== undefined) child.stdin.write(keys[frames]!);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** The glyphs in question, one of each frame. */
const askedIn = (text: string) => [...text.matchAll(/line \d+: [^[]*\[(.)\]/g)].map((match) => match[1]!);

test('without a terminal it says so, and what to do instead', async () => {
  const ran = await ownhand(['fix', page, '--hand', hand('none')]);
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toMatch(/^ownhand: fix .*needs a terminal; .*ownhand learn/);
  expect(existsSync(hand('none'))).toBe(false);
});

describe.runIf(hasTerminal)('in a terminal', () => {
  test('what is given is learned; what is no symbol or undone is not', async () => {
    // Kept; another label; wrongly left out, undone, kept; not a symbol; stopped.
    const keys = ['\r', '9', 'x', 'u', '\r', 'x', 'q'];
    const ran = await inTerminal(['fix', page, '--all', '--force', '--hand', hand('one')], keys);
    expect(ran.text).toMatch(/1 of [5-9]\b/);
    expect(ran.text).toMatch(/[▀▄█]{2}/);
    expect(ran.text).toMatch(/saved 3 new samples/);
    expect(ran.text).toMatch(/checkpoint 1 is now in use/);
    expect(ran.code).toBe(0);
    const labels = readdirSync(join(hand('one'), 'samples')).map((name) => name.at(-5));
    const asked = askedIn(ran.text);
    expect(asked).toHaveLength(keys.length);
    expect([asked[4], asked[5]]).toEqual([asked[2], asked[3]]);
    expect(labels).toEqual([asked[0], '9', asked[2]]);
    // What it says of the page is what reading it again gives.
    const lineOf = async (name: string) =>
      (await ownhand(['read', page, '--hand', hand(name)])).out.trimEnd().split('\n');
    const [before, after] = [await lineOf('none'), await lineOf('one')];
    for (const [i, line] of before.entries()) {
      if (line !== after[i]) expect(ran.text).toContain(`line ${i + 1}: ${line} → ${after[i]}`);
    }
    if (before.join() === after.join()) expect(ran.text).toContain('the page reads as before');
    else expect(ran.text).not.toContain('reads as before');
  });

  test('Ctrl-C leaves without learning, and gives the terminal back', async () => {
    const ran = await inTerminal(['fix', page, '--all', '--hand', hand('two')], ['\r', '\x03']);
    expect(ran.code).toBe(130);
    expect(ran.text).toMatch(/stopped; nothing was learned/);
    expect(ran.text.lastIndexOf('\x1b[?1049l')).toBeGreaterThan(ran.text.lastIndexOf('\x1b[?1049h'));
    expect(existsSync(hand('two'))).toBe(false);
  });

  test('nothing uncertain, nothing readable, nothing given', async () => {
    const sure = await inTerminal(['fix', page, '--below', '0.000001', '--hand', hand('three')], []);
    expect(sure).toMatchObject({ code: 0, text: expect.stringMatching(/nothing is below 0.000001; --all/) });
    const gone = await inTerminal(['fix', join(root, 'gone.png'), '--hand', hand('three')], []);
    expect(gone).toMatchObject({ code: 1, text: expect.stringMatching(/gone\.png does not exist/) });
    const none = await inTerminal(['fix', page, '--all', '--hand', hand('three')], ['q']);
    expect(none).toMatchObject({ code: 0, text: expect.stringMatching(/nothing was learned/) });
    const wrong = await inTerminal(['fix', page, '--below', '7'], []);
    expect(wrong).toMatchObject({ code: 2, text: expect.stringMatching(/above 0 and up to 1/) });
    expect(existsSync(hand('three'))).toBe(false);
  });

  test('finding is put right, and stays so for this photo', async () => {
    // The glyph asked about first is one with the next; the second is no symbol.
    const args = ['fix', page, '--all', '--hand', hand('four')];
    const text = async () => (await ownhand(['read', page, '--json', '--hand', hand('four')])).out;
    const glyphs = (out: string) =>
      (JSON.parse(out) as Reading).lines.flatMap(({ numbers }) => numbers.flatMap((number) => number.glyphs));
    const before = glyphs(await text());
    const ran = await inTerminal(args, ['j', '8', 'q']);
    const isLast = /no glyph behind it/.test(ran.text);
    expect(ran.text).toMatch(isLast ? /no glyph/ : /saved 1 new sample/);
    const after = glyphs(await text());
    expect(after).toHaveLength(before.length - (isLast ? 0 : 1));
    expect(after.filter(({ given }) => given).map(({ label }) => label)).toEqual(['8']);
    const { out } = await ownhand(['history', '--json', '--hand', hand('four')]);
    expect(jsonLines(out)[0]).toMatchObject({ event: 'page', source: page, edits: [{ kind: 'glyphs' }] });
    expect((await ownhand(['history', '--hand', hand('four')])).out).toMatch(/put .*page\.png right: 1 correction/);

    const cut = await inTerminal(args, ['c', '\x1b[C', '\r', '\r', '\r', 'q']);
    expect(cut.text).toMatch(/cut here/);
    expect(glyphs(await text())).toHaveLength(after.length + 1);

    expect((await ownhand(['forget', '--page', page, '--hand', hand('four')])).out).toMatch(/took 2 corrections/);
    expect(glyphs(await text()).some(({ given }) => given)).toBe(false);
    const twice = await ownhand(['forget', '--page', page, '--hand', hand('four')]);
    expect(twice).toMatchObject({ code: 1, err: expect.stringMatching(/keeps nothing/) });
  });

  test('one deliberately wrong label spoils nothing that is confirmed, and what did not take is told', async () => {
    const rows = ['4071944', '2530444'];
    const [photo, copy] = [join(root, 'many.png'), join(root, 'copy.png')];
    writeFileSync(photo, drawnPage(rows));
    // The same pixels in other bytes: nothing is kept of this one, so it shows what the reader makes of it by itself.
    await sharp(photo).png({ compressionLevel: 0 }).toFile(copy);
    const read = async (file: string) =>
      (await ownhand(['read', file, '--hand', hand('five')])).out.replaceAll(' ', '').replaceAll('\n', '');
    const wanted = rows.join('');
    expect(await read(photo)).toBe(wanted);
    const keys = wanted.split('').map(() => '\r');
    const ran = await inTerminal(['fix', photo, '--all', '--hand', hand('five')], ['9', ...keys.slice(1)]);
    const [given, byItself] = [await read(photo), await read(copy)];
    expect([...given].filter((label, k) => label !== wanted[k])).toEqual(['9']);
    const wrong = [...given].findIndex((label, k) => label !== wanted[k]);
    for (const [k, label] of [...byItself].entries()) if (k !== wrong) expect(label).toBe(wanted[k]);
    if (byItself[wrong] !== '9') expect(ran.text).toMatch(/not learned|taken back|still taken for|all the same/);
  });
});
