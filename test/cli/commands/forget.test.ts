// The ways back out of a bad batch: forgetting a session, a source, a label, what looks wrong; undoing a step with its
// samples.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { NewSample } from '../../../src/hand/store.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { readLabelledFolders } from '../../../src/node/samples/labelled-folder.js';
import { drawnFolder } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

let root: string;
let hand: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ownhand-forget-'));
  hand = ['--hand', join(root, 'hand')];
  return () => rmSync(root, { recursive: true, force: true });
});

const sample = (label: string, seed: number, source: string): NewSample => ({
  label,
  picture: Uint8Array.from({ length: 784 }, (_, i) => (i * seed * 31 + seed) & 255),
  source,
});
const store = () => openFolderStore(join(root, 'hand'));
const labels = async () => (await store().samples()).map(({ label }) => label).join('');
const change = { samples: 2, before: 0, after: 1 };
const learned = (checkpoint: number, parent: number) => ({
  at: '2026-01-01T00:00:00Z',
  event: 'learned' as const,
  checkpoint,
  parent,
  samples: 2,
  own: change,
  rehearsal: change,
});

test('the last session is forgotten with a yes, and what it had relabelled counts again', async () => {
  await store().addSamples([sample('3', 1, 'a/1_3.png'), sample('4', 2, 'a/2_4.png')]);
  await store().addSamples([sample('8', 1, 'b/1_8.png'), sample('9', 3, 'b/3_9.png')]);
  expect(await labels()).toBe('489');
  const asked = await ownhand(['forget', '--last', ...hand]);
  expect(asked).toMatchObject({ code: 2, out: '' });
  expect(asked.err).toMatch(/add --yes to delete 2 samples of the hand .* \(1 of 8, 1 of 9\); there is no terminal/);
  expect(await labels()).toBe('489');
  const ran = await ownhand(['forget', '--last', '--yes', '--json', ...hand]);
  expect(jsonLines(ran.out)).toEqual([
    { event: 'forgot', ids: ['000003', '000004'], restored: ['000001'], checkpoint: 0 },
  ]);
  expect(await labels()).toBe('34');
});

test('a session, a source and a label are forgotten; one way at a time', async () => {
  await store().addSamples([sample('3', 1, 'a/1_3.png'), sample('4', 2, 'a/2_4.png')]);
  await store().addSamples([sample('5', 3, 'b/3_5.png'), sample('6', 4, 'c/4_6.png')]);
  await store().addSamples([sample('6', 5, 'c/5_6.png'), sample('7', 6, 'd/6_7.png')]);
  const forget = (...args: string[]) => ownhand(['forget', ...args, '--yes', ...hand], { cwd: root });
  expect((await forget('--session', '1', '--last')).code).toBe(2);
  expect((await forget()).err).toMatch(/say one way what to forget/);
  expect((await forget('--session', '1')).out).toMatch(/^forgot 2 samples; the shipped reader is in use$/m);
  expect((await forget('--source', 'b')).code).toBe(0);
  expect(await labels()).toBe('667');
  expect((await forget('--label', '6')).code).toBe(0);
  expect(await labels()).toBe('7');
  expect((await forget('--label', '6')).err).toMatch(/no sample has the label 6/);
  expect((await forget('6')).code).toBe(0);
  expect(await labels()).toBe('');
});

test('what looks wrong is listed, and deleted with a yes', async () => {
  drawnFolder(join(root, 'digits'), '0123456789'.repeat(4), 1);
  const { samples } = await readLabelledFolders([join(root, 'digits')], true);
  await store().addSamples(samples.map((each, i) => (i === 3 ? { ...each, label: '7' } : each)));
  const asked = await ownhand(['forget', '--suspects', ...hand]);
  expect(asked.code).toBe(2);
  expect(lines(asked.out)).toContainEqual(expect.stringMatching(/^000004 {2}7, looks like 3 {2}\d+ %$/));
  expect(await store().samples()).toHaveLength(40);
  const ran = await ownhand(['forget', '--suspects', '--yes', '--json', ...hand]);
  const forgot = jsonLines(ran.out).at(-1)!['ids'] as string[];
  expect(forgot).toContain('000004');
  expect(await store().samples()).toHaveLength(40 - forgot.length);
});

test('undo says which samples stay; with --samples they go, and labels that they replaced come back', async () => {
  const own = store();
  await own.addSamples([sample('3', 1, 'a/1_3.png'), sample('4', 2, 'a/2_4.png')]);
  await own.setCurrent(await own.addCheckpoint(Uint8Array.of(1)));
  await own.append(learned(1, 0));
  await own.addSamples([sample('8', 1, 'b/1_8.png')]);
  await own.setCurrent(await own.addCheckpoint(Uint8Array.of(2)));
  await own.append(learned(2, 1));
  const plain = await ownhand(['undo', ...hand]);
  expect(plain.err).toMatch(
    /1 sample of that step stays and will be learned again .*`ownhand forget --session 2` takes/,
  );
  expect(await labels()).toBe('48');
  await own.setCurrent(2);
  const ran = await ownhand(['undo', '--samples', ...hand]);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(/checkpoint 1 is in use\ntook back 1 sample; 1 older one counts again/);
  expect(await labels()).toBe('34');
  expect(readdirSync(join(root, 'hand', 'samples', 'replaced'))).toEqual([]);
});
