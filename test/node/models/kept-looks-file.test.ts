import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cacheFolder, lookFile } from '../../../src/node/models/kept-looks-file.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-looks-'));
const folder = join(root, 'made', 'on demand');
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const keeper = lookFile([Uint8Array.of(1, 2), 'kernels'], () => folder);

test('what is kept comes back, for the same models only', async () => {
  expect(await keeper.load()).toBeUndefined();
  await keeper.save(bytes);
  expect(new Uint8Array((await keeper.load())!)).toEqual(bytes);
  expect(await lookFile([Uint8Array.of(1, 2), 'other kernels'], () => folder).load()).toBeUndefined();
});

test.each([
  ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 500))],
  ['emptied', (file: string) => writeFileSync(file, '')],
  ['changed', (file: string) => writeFileSync(file, readFileSync(file).fill(7, 100, 101))],
] as const)('a file that was %s is no file, and is written anew', async (_, damage) => {
  await keeper.save(bytes);
  damage(join(folder, readdirSync(folder)[0]!));
  expect(await keeper.load()).toBeUndefined();
  await keeper.save(bytes);
  expect(new Uint8Array((await keeper.load())!)).toEqual(bytes);
});

test('many writers at once leave one whole file', async () => {
  await Promise.all(Array.from({ length: 20 }, () => keeper.save(bytes)));
  expect(readdirSync(folder).length).toBe(1);
  expect(new Uint8Array((await keeper.load())!)).toEqual(bytes);
});

test('where nothing can be written, nothing is said', async () => {
  await keeper.save(bytes);
  const file = join(folder, readdirSync(folder)[0]!);
  const below = lookFile(['kernels'], () => file);
  await below.save(bytes);
  expect(await below.load()).toBeUndefined();
  const nowhere = lookFile(['kernels'], () => {
    throw new Error('no home');
  });
  await nowhere.save(bytes);
  expect(await nowhere.load()).toBeUndefined();
});

test('files of models that are gone are removed, nothing else is', async () => {
  await lookFile(['gone'], () => folder).save(bytes);
  const gone = join(folder, readdirSync(folder)[0]!);
  const other = join(folder, 'of somebody else');
  writeFileSync(other, '');
  const long = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  for (const file of [gone, other]) utimesSync(file, long, long);
  await keeper.save(bytes);
  expect([existsSync(gone), existsSync(other)]).toEqual([false, true]);
});

test.each([
  ['linux', {}, '/home/ada/.cache/ownhand'],
  ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache/ownhand'],
  ['darwin', {}, '/home/ada/Library/Caches/ownhand'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/ownhand/Cache'],
] as const)('on %s with %j it is %s', (platform, env, expected) => {
  expect(cacheFolder({ platform, env, home: '/home/ada' })).toBe(expected);
});
