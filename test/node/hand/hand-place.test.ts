import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folderOfHand, handsFolder } from '../../../src/node/hand/hand-place.js';

const home = '/home/ada';
test.each([
  ['linux', {}, '/home/ada/.local/share/ownhand'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/ownhand'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/ownhand'],
  ['darwin', {}, '/home/ada/Library/Application Support/ownhand'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/ownhand'],
] as const)('hands on %s with %j are in %s', (platform, env, folder) => {
  expect(handsFolder({ platform, env, home })).toBe(folder);
});

test('a name is under the data folder, whatever lies in the working directory; a path is itself', () => {
  const surroundings = { platform: 'linux', env: {}, home } as const;
  expect(folderOfHand('ada', surroundings)).toBe('/home/ada/.local/share/ownhand/ada');
  expect(folderOfHand('./ada', surroundings)).toBe(resolve('ada'));
  expect(folderOfHand('hands/ada', surroundings)).toBe(resolve('hands/ada'));
  const here = mkdtempSync(join(process.cwd(), 'hand-test-'));
  try {
    expect(folderOfHand(basename(here), surroundings)).toBe(`/home/ada/.local/share/ownhand/${basename(here)}`);
  } finally {
    rmSync(here, { recursive: true });
  }
  expect(folderOfHand(tmpdir(), surroundings)).toBe(resolve(tmpdir()));
});

test.each(['', '.hidden', 'what?', 'a:b', 'dot.'])('%j is no name for a hand', (name) => {
  expect(() => folderOfHand(name)).toThrow(expect.objectContaining({ code: 'usage' }));
});
