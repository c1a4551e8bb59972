// A hand as one file: there and back again without loss, and nothing but a hand comes in.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeTar, encodeTar } from '../../../src/archive/tar.js';
import { drawnFolder } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-export-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];

/** What the folder holds, locks apart. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/(^|\/)\./.test(name));
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

beforeAll(async () => {
  drawnFolder(file('digits'), '0123456789', 1);
  drawnFolder(file('others'), '0123456789', 2);
  expect((await ownhand(['learn', file('digits'), '--reverse', '--force', ...hand])).code).toBe(0);
  expect((await ownhand(['export', file('ada.tar.gz'), ...hand])).code).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('comes back as it was, and exports to the same bytes', async () => {
  const ran = await ownhand(['import', file('ada.tar.gz'), '--json', '--hand', file('copy')]);
  expect(ran.code).toBe(0);
  expect(jsonLines(ran.out)).toEqual([
    { event: 'imported', hand: file('copy'), samples: 10, checkpoints: 1, checkpoint: 1 },
  ]);
  expect(contents(file('copy'))).toEqual(contents(file('hand')));
  await ownhand(['export', file('again.tar.gz'), '--hand', file('copy')]);
  expect(readFileSync(file('again.tar.gz')).equals(readFileSync(file('ada.tar.gz')))).toBe(true);
});

test("opens with the system's tar", (context) => {
  let listed: string;
  try {
    listed = execFileSync('tar', ['tzf', file('ada.tar.gz')], { encoding: 'utf8' });
  } catch {
    return context.skip('there is no tar on this system');
  }
  expect(lines(listed)).toEqual(expect.arrayContaining(['samples/000001_0.png', 'checkpoints/0001.safetensors']));
});

test('without pictures: it reads the same, and holds none', async () => {
  expect((await ownhand(['export', file('bare.tar.gz'), '--no-pictures', ...hand])).code).toBe(0);
  expect(statSync(file('bare.tar.gz')).size).toBeLessThan(statSync(file('ada.tar.gz')).size);
  expect((await ownhand(['import', file('bare.tar.gz'), '--hand', file('bare')])).code).toBe(0);
  expect(existsSync(join(file('bare'), 'samples'))).toBe(false);
  const scores = await Promise.all(
    ['hand', 'bare'].map((name) => ownhand(['eval', file('others'), '--reverse', '--json', '--hand', file(name)])),
  );
  expect(scores[0]!.out).toBe(scores[1]!.out);
  const merged = await ownhand(['import', file('bare.tar.gz'), '--merge', ...hand]);
  expect(merged).toMatchObject({ code: 1, err: expect.stringMatching(/without pictures/) });
});

test('a hand that is not empty is left alone, unless it is to learn the samples', async () => {
  const other = file('other');
  await ownhand(['learn', file('others'), '--reverse', '--force', '--hand', other]);
  const before = contents(other);
  const refused = await ownhand(['import', file('ada.tar.gz'), '--hand', other]);
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/not empty; .*--merge/) });
  expect(contents(other)).toEqual(before);
  const merged = await ownhand(['import', file('ada.tar.gz'), '--merge', '--force', '--json', '--hand', other]);
  expect(merged.code).toBe(0);
  expect(jsonLines(merged.out).at(-1)).toMatchObject({ event: 'learned', checkpoint: 2, samples: 20, added: 10 });
});

test('an empty hand has nothing to export', async () => {
  const ran = await ownhand(['export', file('none.tar.gz'), '--hand', file('nobody')]);
  expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(/nothing to export/) });
  expect(existsSync(file('none.tar.gz'))).toBe(false);
});

describe('what is no exported hand', () => {
  const parts = () => [...decodeTar(gunzipSync(readFileSync(file('ada.tar.gz'))), 'ada')];
  const withFile = (name: string, bytes: Uint8Array = Buffer.from('x')) =>
    gzipSync(encodeTar([...parts(), { name, bytes }]));
  const swapped = (name: string, bytes: string) =>
    gzipSync(encodeTar(parts().map((part) => (part.name === name ? { name, bytes: Buffer.from(bytes) } : part))));
  const cases: [string, () => Uint8Array, RegExp][] = [
    ['a text', () => Buffer.from('Dear diary'), /no gzip file/],
    ['an empty file', () => Buffer.alloc(0), /no gzip file|cut short/],
    ['a file cut short', () => readFileSync(file('ada.tar.gz')).subarray(0, 3000), /cut short/],
    [
      'an archive cut short',
      () => gzipSync(gunzipSync(readFileSync(file('ada.tar.gz'))).subarray(0, 5000)),
      /cut short/,
    ],
    ['another archive', () => gzipSync(encodeTar([{ name: 'notes.txt', bytes: Buffer.from('x') }])), /no hand does/],
    ['a path that leads out', () => withFile('../../escaped.png'), /which no hand does/],
    ['a path that leads out of samples', () => withFile('samples/../escaped_7.png'), /which no hand does/],
    ['an absolute path', () => withFile('/tmp/escaped_7.png'), /which no hand does/],
    ['a Windows path', () => withFile('samples/..\\escaped_7.png'), /which no hand does/],
    ['one file twice', () => withFile('samples/000001_0.png'), /twice/],
    ['a sample too many', () => withFile('samples/000099_7.png'), /files are missing/],
    ['a sample that is no picture', () => swapped('samples/000001_0.png', 'x'), /no labelled 28×28 PNG/],
    ['a damaged checkpoint', () => swapped('checkpoints/0001.safetensors', 'x'), /0001\.safetensors/],
    ['a checkpoint in use that is missing', () => swapped('current', '7\n'), /current checkpoint is missing/],
    ['a damaged journal', () => swapped('journal.jsonl', '{"at":\n'), /journal is damaged/],
    ['a link', () => gzipSync(linked(gunzipSync(readFileSync(file('ada.tar.gz'))))), /more than plain files/],
    ['a bomb', () => gzipSync(Buffer.alloc(450_000_000)), /larger than any hand/],
  ];

  test.each(cases)('%s: one line, and no hand is made', async (_, bytes, pattern) => {
    writeFileSync(file('bad.tar.gz'), bytes());
    const ran = await ownhand(['import', file('bad.tar.gz'), '--hand', file('made')]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(lines(ran.err)).toHaveLength(1);
    expect(ran.err).toMatch(/^ownhand: .*bad\.tar\.gz/);
    expect(ran.err).toMatch(pattern);
    expect(existsSync(file('made'))).toBe(false);
  });

  test('a missing file', async () => {
    const ran = await ownhand(['import', file('nowhere.tar.gz'), '--hand', file('made')]);
    expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(/nowhere\.tar\.gz does not exist/) });
  });
});

/** The first file turned into a symbolic link, its checksum put right. */
function linked(archive: Buffer): Buffer {
  archive[156] = 0x32;
  const header = archive.subarray(0, 512);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return archive;
}
