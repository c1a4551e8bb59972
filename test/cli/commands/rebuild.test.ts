// `ownhand rebuild`: samples are the truth, and a checkpoint lost or damaged comes back from them, bit for bit.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnFolder } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-rebuild-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];
const checkpoint = (number: number) => join(file('hand'), 'checkpoints', `000${number}.safetensors`);
const rebuilt = async () => jsonLines((await ownhand(['rebuild', '--json', ...hand])).out).at(-1)!;

beforeAll(async () => {
  drawnFolder(file('first'), '0123456789', 1);
  drawnFolder(file('second'), '01234', 2);
  for (const folder of ['first', 'second'])
    expect((await ownhand(['learn', file(folder), '--reverse', '--force', ...hand])).code).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what is there is what the samples give, bit for bit', async () => {
  const before = readFileSync(checkpoint(2));
  expect(await rebuilt()).toMatchObject({ event: 'rebuilt', checkpoint: 2, parent: 1, samples: 15, same: true });
  expect(readFileSync(checkpoint(2)).equals(before)).toBe(true);
  expect(existsSync(checkpoint(3))).toBe(false);
});

test('what an earlier process has seen of the rehearsal, or what is left of that, changes no byte', async () => {
  const env = { XDG_CACHE_HOME: file('cache'), LOCALAPPDATA: file('cache'), HOME: file('cache') };
  const again = async () => jsonLines((await ownhand(['rebuild', '--json', ...hand], { env })).out).at(-1)!;
  const kept = () =>
    readdirSync(file('cache'), { recursive: true, encoding: 'utf8' }).filter((name) => /looks-/.test(name));
  expect(await again()).toMatchObject({ same: true });
  expect(kept()).toHaveLength(1);
  const looks = join(file('cache'), kept()[0]!);
  const whole = readFileSync(looks);
  expect(await again()).toMatchObject({ same: true });
  writeFileSync(looks, whole.subarray(0, 1000));
  expect(await again()).toMatchObject({ same: true });
  expect(readFileSync(looks).equals(whole)).toBe(true);
});

test('a checkpoint that is gone comes back with its very bytes', async () => {
  const before = readFileSync(checkpoint(2));
  rmSync(checkpoint(2));
  expect(await rebuilt()).toMatchObject({ event: 'rebuilt', checkpoint: 2, same: false });
  expect(readFileSync(checkpoint(2)).equals(before)).toBe(true);
});

test('where every checkpoint is damaged, a new one holds the bytes, and is in use', async () => {
  const before = readFileSync(checkpoint(2));
  for (const number of [1, 2]) writeFileSync(checkpoint(number), 'no checkpoint');
  expect(await rebuilt()).toMatchObject({ event: 'rebuilt', checkpoint: 3, parent: 1 });
  expect(readFileSync(checkpoint(3)).equals(before)).toBe(true);
  const history = await ownhand(['history', ...hand]);
  expect(history.out).toMatch(/\* checkpoint 3 from 15 samples: .*, rebuilt/);
});

test('samples put right by hand give another reader', async () => {
  const before = readFileSync(checkpoint(3));
  const sample = readdirSync(join(file('hand'), 'samples'))[3]!;
  rmSync(join(file('hand'), 'samples', sample));
  expect(await rebuilt()).toMatchObject({ checkpoint: 4, samples: 14, same: false });
  expect(readFileSync(checkpoint(4)).equals(before)).toBe(false);
});

test('a hand without samples has nothing to be rebuilt from', async () => {
  const ran = await ownhand(['rebuild', '--hand', file('empty')]);
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err).toMatch(/no samples to rebuild from/);
});
