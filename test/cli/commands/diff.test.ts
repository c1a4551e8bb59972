// `ownhand diff`: which samples and which glyphs of a page two checkpoints read differently.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeCheckpoint } from '../../../src/model/checkpoint.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { shippedBase } from '../../../src/node/models/shipped.js';
import { readLabelledFolders } from '../../../src/node/samples/labelled-folder.js';
import { drawnFolder, drawnPage } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-diff-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];

beforeAll(async () => {
  drawnFolder(file('digits'), '0123456789'.repeat(2), 1);
  writeFileSync(file('page.png'), drawnPage(['7171', '0007']));
  const store = openFolderStore(file('hand'));
  await store.addSamples((await readLabelledFolders([file('digits')], true)).samples);
  // Two readers that surely differ: the shipped one, and one that calls a 7 an x, of which no other model knows.
  const base = await shippedBase();
  const renamed = base.alphabet.map((label) => (label === '7' ? 'x' : label));
  await store.addCheckpoint(encodeCheckpoint({ ...base, alphabet: renamed, parent: 0 }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Changed {
  readonly label: string;
  readonly before: { readonly label: string } | null;
  readonly after: { readonly label: string; readonly number: string } | null;
}

test('samples and glyphs that change are told, those that do not are not', async () => {
  const ran = await ownhand(['diff', '0', '1', file('page.png'), '--json', ...hand]);
  expect(ran).toMatchObject({ code: 0, err: '' });
  const [samples, page] = jsonLines(ran.out);
  expect(samples).toMatchObject({ a: 0, b: 1, samples: 20 });
  const changed = samples!['changed'] as Changed[];
  expect(changed.filter(({ label }) => label === '7')).toHaveLength(2);
  for (const { before, after } of changed) expect([before!.label, after!.label]).toEqual(['7', 'x']);
  const gained = changed.map(
    ({ label, before, after }) => Number(label === after!.label) - Number(label === before!.label),
  );
  expect((samples!['rightAfter'] as number) - (samples!['rightBefore'] as number)).toBe(
    gained.reduce((a, b) => a + b, 0),
  );
  const glyphs = page!['changed'] as Changed[];
  expect(page).toMatchObject({ file: file('page.png'), before: expect.stringContaining('7') });
  expect(glyphs.some(({ before, after }) => before?.label === '7' && after?.label === 'x')).toBe(true);
  for (const { after } of glyphs) if (after) expect(page!['after']).toContain(after.number);
});

test('for people, as tables', async () => {
  const ran = await ownhand(['diff', '0', '1', file('page.png'), ...hand]);
  expect(ran.out).toMatch(/20 samples: \d+ right with the shipped reader, \d+ with checkpoint 1; \d+ read differently/);
  expect(ran.out).toMatch(/\d{6} +7 +7 \(\d+%\) +x \(\d+%\) +now wrong/);
  expect(ran.out).toMatch(/page\.png: \d glyphs? read differently/);
});

test('a checkpoint and itself do not differ', async () => {
  const [samples, page] = jsonLines((await ownhand(['diff', '1', '1', file('page.png'), '--json', ...hand])).out);
  expect([samples!['changed'], page!['changed']]).toEqual([[], []]);
});

test('what is not there: one line each', async () => {
  expect(await ownhand(['diff', '0', '9', ...hand])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no checkpoint 9/),
  });
  const some = await ownhand(['diff', '0', '1', file('nowhere.png'), file('page.png'), '--json', ...hand]);
  expect(some.code).toBe(3);
  expect(jsonLines(some.out)[1]).toMatchObject({ error: { code: 'not-found' } });
  expect((await ownhand(['diff', '0', ...hand])).code).toBe(2);
});
