// What a program can do with ownhand, over a hand that lives in memory.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as ownhand from '../../src/node/index.js';
import { drawnFolder } from '../cli/drawn.js';
import { memoryStore } from '../hand/memory-store.js';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'examples/page.png');
const bytes = readFileSync(file);
const truth = readFileSync(join(root, 'examples/page.txt'), 'utf8').trim();

let folder: string;
const hand = ownhand.openHand(memoryStore());
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-library-'));
});
afterAll(async () => {
  await hand.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a picture is read, given as', () => {
  const stream = () => new Blob([bytes]).stream();
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  const pixels = async () => {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
  };
  test.each<[string, () => ownhand.PictureInput | Promise<ownhand.PictureInput>]>([
    ['a path', () => file],
    ['a file: URL', () => pathToFileURL(file)],
    ['a Buffer', () => bytes],
    ['a Uint8Array', () => Uint8Array.from(bytes)],
    ['an ArrayBuffer', () => Uint8Array.from(bytes).buffer],
    ['a Blob', () => new Blob([bytes])],
    ['a File', () => new File([bytes], 'page.png')],
    ['a ReadableStream', stream],
    ['an iterable of chunks', chunks],
    ['pixels', pixels],
  ])('%s', async (_, input) => {
    expect((await ownhand.read(hand, await input())).text).toBe(truth);
  });
});

describe('anything else is refused with a line that names it:', () => {
  test.each<[string, unknown, string, RegExp]>([
    [
      'a data: URL',
      `data:image/png;base64,${'A'.repeat(700_000)}`,
      'not-an-image',
      /^data:image\/png.{0,60}… is a data: URL/,
    ],
    ['a web address', 'https://example.org/page.png', 'not-found', /is an address, and nothing is read from a network/],
    ['a URL object of the web', new URL('https://example.org/page.png'), 'not-found', /is an address/],
    ['a file: URL as text', pathToFileURL(file).href, 'not-found', /give new URL/],
    ['a long path', 'x'.repeat(10_000), 'not-found', /^x{200}… does not exist$/],
    ['nothing', undefined, 'not-an-image', /^the picture is undefined; give a path/],
    ['null', null, 'not-an-image', /^the picture is null; give/],
    ['a number', 7, 'not-an-image', /^the picture is a number; give/],
    ['a list', [1, 2], 'not-an-image', /^the picture is an object \(Array\); give/],
    ['an object', {}, 'not-an-image', /^the picture is an object \(Object\); give/],
    [
      'a stream of text',
      new Blob(['x']).stream().pipeThrough(new TextDecoderStream()),
      'not-an-image',
      /a stream of a string/,
    ],
    ['too few pixels', { data: new Uint8Array(10), width: 20, height: 20 }, 'damaged', /10 values for 20×20 pixels/],
    ['pixels as a list', { data: [1], width: 1, height: 1 }, 'damaged', /is Array for 1×1 pixels/],
    ['no bytes', new Uint8Array(0), 'empty', /^the picture is empty$/],
  ])('%s', async (_, input, code, message) => {
    const refused = ownhand.read(hand, input as ownhand.PictureInput);
    await expect(refused).rejects.toBeInstanceOf(ownhand.OwnhandError);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(String(await refused.catch((error: Error) => error.message)).length).toBeLessThan(400);
  });

  test('a File is called by its name', async () => {
    await expect(ownhand.read(hand, new File(['no picture'], 'notes.txt'))).rejects.toThrow(
      /^notes\.txt is not an image/,
    );
  });
});

describe('a reading', () => {
  test('is written down as CSV, crops and an annotated picture', async () => {
    const reading = await ownhand.read(hand, file);
    expect((await ownhand.csv(reading)).split('\n')).toHaveLength(reading.lines.length);
    expect(await ownhand.csv(reading, { promise: 1 })).toContain('?');
    const crops = await ownhand.crops(reading, 'mine');
    expect(crops).toHaveLength(reading.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs)).length);
    expect(crops[0]!.name).toMatch(/^mine_1_\d+_\d+_\d\.png$/);
    expect((await sharp(crops[0]!.bytes).metadata()).width).toBe(28);
    const drawn = await sharp(await ownhand.annotate(bytes, reading)).metadata();
    expect(drawn.format).toBe('png');
    expect(drawn.width! / drawn.height!).toBeCloseTo(reading.width / reading.height, 2);
  });

  test('looks at a page three times, on this thread as on others, and is surer then', async () => {
    const [once, careful] = [await ownhand.read(hand, file), await ownhand.read(hand, file, { careful: true })];
    expect(careful.text).toBe(once.text);
    const doubt = ({ lines }: ownhand.Reading) =>
      lines.flatMap(({ numbers }) => numbers).reduce((sum, { confidence }) => sum + 1 - confidence, 0);
    expect(doubt(careful)).toBeLessThan(doubt(once));
    for await (const page of ownhand.readAll(hand, [file], { careful: true }))
      expect('reading' in page && doubt(page.reading)).toBeCloseTo(doubt(careful), 10);
  });

  test('says which glyphs are worth asking about', async () => {
    const reading = await ownhand.read(hand, file);
    const asked = await ownhand.ask(hand, [reading, reading], 3);
    expect(asked).toHaveLength(3);
    for (const { page, line, number, glyph } of asked)
      expect(reading.lines[line]!.numbers.find((each) => each.text === number && page < 2)?.glyphs).toContain(glyph);
  });
});

test('a hand in memory learns, reads with what it learned, is compared, and goes back and forth', async () => {
  const { samples } = await ownhand.readLabelledFolders([join(root, 'examples/hand')], false);
  const heard: number[] = [];
  const result = await ownhand.learn(hand, samples, { force: true, onProgress: ({ done }) => heard.push(done) });
  expect(result).toMatchObject({ learned: true, checkpoint: 1, samples: samples.length });
  expect(heard.at(-1)).toBe(1);
  expect((await ownhand.evaluate(hand, samples)).accuracy).toBeGreaterThan(0.9);
  expect((await ownhand.read(hand, file)).lines.length).toBeGreaterThan(1);

  const { samples: differ, pages } = await ownhand.diff(hand, 0, 1, [file]);
  expect(differ).toMatchObject({ samples: samples.length });
  expect(differ.rightAfter).toBeGreaterThanOrEqual(differ.rightBefore);
  expect(pages).toHaveLength(1);
  await expect(ownhand.diff(hand, 0, 9)).rejects.toMatchObject({ code: 'not-found' });

  expect(await ownhand.rebuild(hand)).toMatchObject({ learned: true, same: true });
  expect(await ownhand.undo(hand)).toBe(0);
  await expect(ownhand.undo(hand)).rejects.toMatchObject({ code: 'failed' });
  await ownhand.use(hand, 1);
  await expect(ownhand.use(hand, 9)).rejects.toMatchObject({ code: 'not-found' });
  expect(await hand.store.current()).toBe(1);

  const out = join(folder, 'hand.tgz');
  expect(await ownhand.exportHand(hand, out)).toMatchObject({ samples: samples.length, checkpoints: 1 });
  expect(await ownhand.samplesOfExport(out)).toHaveLength(samples.length);
  const other = ownhand.openHand({ folder: join(folder, 'other') });
  await ownhand.importHand(other, out);
  expect(await other.store.samples()).toEqual(await hand.store.samples());
  await expect(ownhand.importHand(other, out)).rejects.toMatchObject({ code: 'refused' });
  await other.close();
});

test('a wrong label is suspected, and forgotten with what was learned from it', async () => {
  const hand = ownhand.openHand(memoryStore());
  drawnFolder(join(folder, 'drawn'), '0123456789'.repeat(4), 1);
  const { samples } = await ownhand.readLabelledFolders([join(folder, 'drawn')], true);
  const stored = await hand.store.addSamples(samples.map((each, i) => (i === 3 ? { ...each, label: '7' } : each)));
  const wrong = stored[3]!.id;
  expect((await ownhand.suspects(hand)).map(({ id }) => id)).toContain(wrong);
  // Nothing was learned yet, so nothing is learned anew.
  expect(await ownhand.forget(hand, [wrong, wrong])).toEqual({ ids: [wrong], restored: [], checkpoint: 0 });
  expect(await hand.store.samples()).toHaveLength(samples.length - 1);
  // What a sample had replaced counts again.
  const [replaced, other] = await hand.store.samples();
  const [put] = await hand.store.addSamples([{ ...samples[0]!, label: '8' }]);
  await ownhand.learn(hand, [], { force: true });
  const forgotten = await ownhand.forget(hand, [put!.id], { restore: true });
  expect(forgotten).toMatchObject({ ids: [put!.id], restored: [replaced!.id], checkpoint: 2 });
  expect((await hand.store.samples()).map(({ id }) => id)).toContain(other!.id);
  await hand.close();
});

describe('a signal', () => {
  const aborted = { name: 'AbortError', code: 'aborted' };
  const samples = Array.from({ length: 6 }, (_, i) => ({
    label: '7',
    picture: new Uint8Array(784).fill(255, 28 * i, 28 * i + 20),
    source: `${i}.png`,
  }));

  test('that was given already leaves everything as it was', async () => {
    const empty = ownhand.openHand(memoryStore());
    const signal = AbortSignal.abort();
    await expect(ownhand.read(empty, file, { signal })).rejects.toMatchObject(aborted);
    await expect(ownhand.learn(empty, samples, { signal })).rejects.toMatchObject(aborted);
    await expect(ownhand.rebuild(empty, { signal })).rejects.toMatchObject(aborted);
    await expect(ownhand.train(join(folder, 'x', 'base'), 'quick', { signal })).rejects.toMatchObject(aborted);
    expect(existsSync(join(folder, 'x'))).toBe(false);
    expect(await empty.store.journal()).toEqual([]);
    expect(await empty.store.samples()).toEqual([]);
  });

  test('stops a stream that is being received', async () => {
    const controller = new AbortController();
    const slow = async function* () {
      yield bytes.subarray(0, 10);
      controller.abort();
      yield bytes.subarray(10);
    };
    await expect(ownhand.read(hand, slow(), { signal: controller.signal })).rejects.toMatchObject(aborted);
  });
});

test('a name is a name, a path has a slash, a folder is said to be one', async () => {
  expect(ownhand.openHand('ada').name).toBe('ada');
  const inFolder = ownhand.openHand({ folder: join(folder, 'ada') });
  await inFolder.store.addSamples([{ label: '1', picture: new Uint8Array(784).fill(9), source: 'a.png' }]);
  expect(existsSync(join(folder, 'ada', 'samples'))).toBe(true);
  const said: string[] = [];
  const program = `import { openHand } from ${JSON.stringify(pathToFileURL(join(root, 'dist/node/index.js')).href)};
    console.log((await openHand('ada', { warn: (line) => console.log(line) }).store.samples()).length);`;
  if (!existsSync(join(root, 'dist/node/index.js'))) return;
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  said.push(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, env, encoding: 'utf8' }),
  );
  expect(said.join()).toMatch(/^ada is a hand's name; .*\.\/ada\n0\n$/);
});
