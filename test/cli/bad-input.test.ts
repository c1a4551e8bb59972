// Every kind of bad input: one clear line, the right exit code, and nothing lost.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePng } from '../../src/node/picture/png.js';
import { pngBomb } from '../node/picture/png-bomb.js';
import { drawnFolder, drawnPage } from './drawn.js';
import { jsonLines, lines, ownhand, type Ran } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-bad-'));
const file = (name: string) => join(root, name);
const preload = `--import=${join(import.meta.dirname, 'faulty-disk.mjs')}`;

beforeAll(async () => {
  const page = drawnPage(['0123456789', '9876543210']);
  const noise = sharp(
    Uint8Array.from({ length: 90_000 }, (_, i) => (i * 2654435761) >>> 11),
    { raw: { width: 300, height: 300, channels: 1 } },
  );
  const png = await noise.png().toBuffer();
  const jpeg = await noise.jpeg().toBuffer();
  const flat = (value: number) => encodePng(new Uint8Array(400 * 300).fill(value), 400, 300);
  const files: Record<string, Uint8Array | string> = {
    'good.png': page,
    'empty.png': '',
    'cut.png': png.subarray(0, png.length / 2),
    'cut.jpg': jpeg.subarray(0, jpeg.length / 2),
    'text.png': 'Dear diary, today I wrote seven numbers.\n',
    'one.png': encodePng(Uint8Array.of(0), 1, 1),
    'black.png': flat(0),
    'white.png': flat(255),
    'bomb.png': pngBomb(20_000),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(file(name), bytes);
  mkdirSync(file('no-images'));
  writeFileSync(file('no-images/notes.txt'), 'nothing here');
  drawnFolder(file('digits'), '0123456789', 1);
  drawnFolder(file('more-digits'), '0123456789', 2);
  for (const [folder, name] of [
    ['nameless', 'crop_.png'],
    ['strange', 'crop_q.png'],
  ] as const) {
    cpSync(file('digits'), file(folder), { recursive: true });
    cpSync(file('digits/1-003_3.png'), join(file(folder), name));
  }
  cpSync(file('digits'), file('one-damaged'), { recursive: true });
  truncateSync(file('one-damaged/1-003_3.png'), 60);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** One line, and none of a stack trace. */
function expectOneLine(ran: Ran, pattern: RegExp): void {
  expect(lines(ran.err)).toHaveLength(1);
  expect(ran.err).toMatch(/^ownhand: /);
  expect(ran.err).toMatch(pattern);
  expect(ran.err).not.toMatch(/\n\s+at |Error:/);
}

describe('read', () => {
  const cases: [string, string, string, RegExp][] = [
    ['a missing file', 'nowhere.png', 'not-found', /nowhere\.png does not exist/],
    ['a folder without images', 'no-images', 'no-images', /no-images holds no images/],
    ['an empty file', 'empty.png', 'empty', /empty\.png is empty/],
    ['a truncated PNG', 'cut.png', 'damaged', /cut\.png is damaged or cut off/],
    ['a truncated JPEG', 'cut.jpg', 'damaged', /cut\.jpg is damaged or cut off/],
    ['a text file named .png', 'text.png', 'not-an-image', /text\.png is not an image/],
    ['a 1×1 image', 'one.png', 'too-small', /one\.png is 1×1 pixels/],
    ['a 20,000×20,000 PNG', 'bomb.png', 'too-large', /bomb\.png has .* pixels/],
    ['a glob that nothing matches', 'x*.png', 'not-found', /nothing matches/],
  ];

  test.each(cases)('%s', async (_, name, code, pattern) => {
    const plain = await ownhand(['read', file(name), '--hand', file('fresh')]);
    expect(plain.code).toBe(1);
    expect(plain.out).toBe('');
    expectOneLine(plain, pattern);
    const json = await ownhand(['read', file(name), '--json', '--hand', file('fresh')]);
    expect(json.code).toBe(1);
    expect(jsonLines(json.out)).toEqual([
      { file: file(name), error: { code, message: expect.stringMatching(pattern) } },
    ]);
    expect(existsSync(file('fresh'))).toBe(false);
  });

  test.each(['black.png', 'white.png'])('nothing is written on %s, and that is no failure', async (name) => {
    const ran = await ownhand(['read', file(name), '--json', '--hand', file('fresh')]);
    expect(ran.code).toBe(0);
    expect(jsonLines(ran.out)).toEqual([
      { file: file(name), width: 400, height: 300, text: '', lines: [], tables: [], leftOut: [] },
    ]);
    expectOneLine(ran, /no numbers found/);
  });

  test('bad files among good ones do not stop those, and end with 3', async () => {
    const names = cases.slice(0, -1).map(([, name]) => file(name));
    const ran = await ownhand(['read', ...names, file('good.png'), '--json', '--hand', file('fresh')]);
    expect(ran.code).toBe(3);
    const got = jsonLines(ran.out);
    expect(got.map((line) => line['file'])).toEqual([...names, file('good.png')]);
    expect(got.slice(0, -1).map((line) => (line['error'] as { code: string }).code)).toEqual(
      cases.slice(0, -1).map(([, , code]) => code),
    );
    expect(got.at(-1)).toMatchObject({ width: 880, lines: expect.arrayContaining([expect.anything()]) });
  });

  test('a folder for results that cannot be written to ends it, once', async () => {
    const env = { NODE_OPTIONS: preload, FAULTY_FOLDER: file('results'), FAULTY_CODE: 'EROFS' };
    const ran = await ownhand(
      ['read', file('good.png'), file('good.png'), '--out', file('results'), '--hand', file('fresh')],
      { env },
    );
    expect(ran.code).toBe(1);
    expectOneLine(ran, /results cannot be written to/);
  });

  test('from standard input too', async () => {
    const empty = await ownhand(['read', '-', '--hand', file('fresh')], { stdin: new Uint8Array(0) });
    expect(empty.code).toBe(1);
    expectOneLine(empty, /standard input is empty/);
    const good = await ownhand(['read', '-', '--json', '--hand', file('fresh')], {
      stdin: readFileSync(file('good.png')),
    });
    expect(good.code).toBe(0);
    expect(jsonLines(good.out)[0]).toMatchObject({ file: '-', width: 880 });
  });
});

describe('usage', () => {
  test.each([
    ['no arguments', [], /Usage: ownhand/],
    ['an unknown command', ['raed'], /unknown command 'raed' \(Did you mean read\?\)/],
    ['an unknown flag', ['read', 'x.png', '--jsno'], /unknown option '--jsno' \(Did you mean --json\?\)/],
    ['an unknown flag of the program', ['--versoin'], /unknown option '--versoin' \(Did you mean --version\?\)/],
    ['read without files', ['read'], /missing required argument/],
    ['learn without folders', ['learn'], /missing required argument/],
    ['eval of nothing', ['eval'], /--mnist/],
    ['eval of both', ['eval', 'x', '--mnist'], /one of the two/],
    ['use of no number', ['use', 'seven'], /whole number/],
    ['forget of nothing', ['forget'], /--all/],
    ['JSON and CSV', ['read', 'x.png', '--json', '--csv'], /do not go together/],
    ['a name no hand can have', ['read', 'x.png', '--hand', 'wh:at'], /cannot be a hand's name/],
  ])('%s ends with 2', async (_, args, pattern) => {
    const ran = await ownhand(args);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(pattern);
    expect(ran.err).not.toMatch(/\n\s+at /);
    if (args.length > 0) expect(lines(ran.err)).toHaveLength(1);
  });

  test.each([[['--help']], [['help']], [['help', 'read']], [['read', '--help']], [['--version']]])(
    '%j ends with 0, on stdout',
    async (args) => {
      const ran = await ownhand(args);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).not.toBe('');
    },
  );
});

describe('learn', () => {
  test.each([
    ['a missing folder', 'nowhere', /nowhere does not exist/],
    ['a photo that shows no sheet', 'good.png', /good\.png shows no sheet.*rename/],
    ['a folder without images', 'no-images', /no-images holds no pictures/],
    ['a name without a label', 'nameless', /crop_\.png has no label/],
    ['a label outside the alphabet', 'strange', /crop_q\.png.*"q"/],
  ])('%s: nothing is learned', async (_, folder, pattern) => {
    const ran = await ownhand(['learn', file(folder), '--reverse', '--hand', file('fresh')]);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expectOneLine(ran, pattern);
    expect(existsSync(join(file('fresh'), 'samples'))).toBe(false);
  });

  test('a damaged picture among good ones is told, and the others are learned', async () => {
    const ran = await ownhand([
      'learn',
      file('one-damaged'),
      '--reverse',
      '--force',
      '--json',
      '--hand',
      file('after-damage'),
    ]);
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/1-003_3\.png is damaged/);
    expect(jsonLines(ran.out)[0]).toMatchObject({ event: 'saved', ids: { length: 9 } });
  });

  test('raw crops are taken as what they are, which is told; what is said overrules it with a warning', async () => {
    const plain = await ownhand(['eval', file('digits'), '--json', '--hand', file('other-kind')]);
    expect(plain.err).toMatch(/10 pictures taken as dark ink on light paper; --no-reverse/);
    const said = await ownhand(['eval', file('digits'), '--reverse', '--json', '--hand', file('other-kind')]);
    expect(said.out).toBe(plain.out);
    const wrong = await ownhand(['eval', file('digits'), '--no-reverse', '--json', '--hand', file('other-kind')]);
    expect(wrong.err).toMatch(/warning: .*--no-reverse/);
  });
});

describe('a hand that was taught', () => {
  const hand = file('taught');
  beforeAll(async () => {
    // Forced, so that it does not depend on what the guard thinks of drawn digits.
    const ran = await ownhand(['learn', file('digits'), '--reverse', '--force', '--hand', hand]);
    expect(ran.err).toMatch(/saved 10 new samples/);
    expect(ran.code).toBe(0);
  });

  /** All that a person would miss, and its bytes. */
  function contents(folder: string): Record<string, string> {
    const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !/(^|\/)\.(lock|tmp)-/.test(name),
    );
    return Object.fromEntries(
      entries
        .filter((name) => statSync(join(folder, name)).isFile())
        .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
    );
  }

  test.each([
    ['a read-only folder', 'EROFS', /cannot be written to/],
    ['a folder without permission', 'EACCES', /cannot be written to/],
    ['a full disk', 'ENOSPC', /no space left/],
  ])('%s: one line, exit 1, nothing lost, and it can still read', async (_, code, pattern) => {
    const before = contents(hand);
    const env = { NODE_OPTIONS: preload, FAULTY_FOLDER: hand, FAULTY_CODE: code };
    const ran = await ownhand(['learn', file('more-digits'), '--reverse', '--hand', hand], { env });
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expectOneLine(ran, pattern);
    expect(contents(hand)).toEqual(before);
    expect((await ownhand(['read', file('good.png'), '--hand', hand], { env })).code).toBe(0);
  });

  test('a disk that fills up while it learns: what was saved is there, what was there still is', async () => {
    const copy = file('filling');
    cpSync(hand, copy, { recursive: true });
    const before = contents(copy);
    const env = { NODE_OPTIONS: preload, FAULTY_FOLDER: join(copy, 'checkpoints'), FAULTY_CODE: 'ENOSPC' };
    const ran = await ownhand(['learn', file('more-digits'), '--reverse', '--force', '--json', '--hand', copy], {
      env,
    });
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/no space left/);
    const saved = jsonLines(ran.out)[0]?.['ids'] as string[];
    expect(saved).toHaveLength(10);
    const after = contents(copy);
    for (const id of saved) expect(Object.keys(after).some((name) => name.startsWith(`samples/${id}_`))).toBe(true);
    for (const [name, bytes] of Object.entries(before))
      expect(after[name]?.startsWith(name === 'journal.jsonl' ? bytes.replace(/=+$/, '').slice(0, -2) : bytes)).toBe(
        true,
      );
    expect(readdirSync(join(copy, 'checkpoints')).filter((name) => name.startsWith('.tmp'))).toEqual([]);
  });

  test.each([
    ['cut off', (path: string) => truncateSync(path, statSync(path).size >> 1)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['overwritten', (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 'no checkpoint '))],
    ['gone', (path: string) => rmSync(path)],
  ])('a checkpoint that is %s: one line, and `undo` leads out', async (how, damage) => {
    const copy = file(`damaged-${how}`);
    cpSync(hand, copy, { recursive: true });
    damage(join(copy, 'checkpoints', '0001.safetensors'));
    const ran = await ownhand(['read', file('good.png'), '--hand', copy]);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expectOneLine(ran, /checkpoint 1.*ownhand undo/);
    expect((await ownhand(['undo', '--hand', copy])).code).toBe(0);
    expect((await ownhand(['read', file('good.png'), '--hand', copy])).code).toBe(0);
    expect(readdirSync(join(copy, 'samples'))).toHaveLength(10);
  });

  test('a checkpoint that is not there cannot be used', async () => {
    const ran = await ownhand(['use', '7', '--hand', hand]);
    expect(ran.code).toBe(1);
    expectOneLine(ran, /no checkpoint 7/);
  });

  test('all of it is not forgotten without a yes', async () => {
    const before = contents(hand);
    const ran = await ownhand(['forget', '--all', '--hand', hand]);
    expect(ran.code).toBe(2);
    expectOneLine(ran, /--yes/);
    expect(contents(hand)).toEqual(before);
  });
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('on a real small disk', () => {
  const disk = file('disk');
  let mounted = false;
  beforeAll(() => {
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=56k,nr_inodes=200', 'tmpfs', disk], { stdio: 'ignore' });
      mounted = true;
    } catch {
      console.log('skipped: this system does not let tests mount a disk');
    }
  });
  afterAll(() => {
    if (mounted) execFileSync('umount', [disk]);
  });

  test('full, then read-only: samples that were there stay', async (context) => {
    if (!mounted) return context.skip();
    const hand = join(disk, 'hand');
    // The samples fit, the checkpoint does not.
    const first = await ownhand(['learn', file('digits'), '--reverse', '--force', '--hand', hand]);
    expect(first.code).toBe(1);
    expect(first.err).toMatch(/saved 10 new samples[\s\S]*no space left/);
    expect(readdirSync(join(hand, 'samples'))).toHaveLength(10);
    // Nothing fits any more.
    writeFileSync(join(disk, 'filler'), '');
    try {
      for (;;) writeFileSync(join(disk, 'filler'), Buffer.alloc(4096), { flag: 'a' });
    } catch {}
    const second = await ownhand(['learn', file('more-digits'), '--reverse', '--hand', hand]);
    expect(second.code).toBe(1);
    expectOneLine(second, /no space left/);
    expect(readdirSync(join(hand, 'samples')).filter((name) => !name.startsWith('.'))).toHaveLength(10);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const third = await ownhand(['learn', file('more-digits'), '--reverse', '--hand', hand]);
    expect(third.code).toBe(1);
    expectOneLine(third, /cannot be written to/);
    expect((await ownhand(['read', file('good.png'), '--hand', hand])).code).toBe(0);
    return undefined;
  });
});
