// A step that gains nothing is no step: crops that nobody put right, and corrections that do not take.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mnist } from '../../../bench/pages/digits.mjs';
import { encodePng } from '../../../src/node/picture/png.js';
import { drawnPage } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-gain-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];
beforeAll(async () => {
  writeFileSync(file('page.png'), drawnPage(['0123', '4567']));
  await ownhand(['read', file('page.png'), '--out', file('crops'), ...hand]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('crops that nobody put right are not learned, nor saved', async () => {
  const ran = await ownhand(['learn', file('crops'), '--json', ...hand]);
  expect(ran.code).toBe(1);
  expect(jsonLines(ran.out)).toEqual([expect.objectContaining({ event: 'refused', learned: false, unsaved: true })]);
  expect(ran.err).toMatch(/every label is as this reader reads it itself.*nothing was saved.*--force/);
  expect(existsSync(file('hand/samples'))).toBe(false);
});

test('one correction takes, or the step says that it did not', async () => {
  const crop = readdirSync(file('crops')).find((name) => /_4\.png$/.test(name))!;
  mkdirSync(file('one'));
  renameSync(join(file('crops'), crop), join(file('one'), crop.replace('_4.png', '_9.png')));
  const ran = await ownhand(['learn', file('one'), '--json', ...hand]);
  const step = jsonLines(ran.out).at(-1)!;
  if (step['learned']) {
    const [mistaken] = step['notTaken'] as { label: string }[];
    expect(mistaken).toBeUndefined();
  } else expect(step['reason']).toMatch(/it would gain nothing: of 1 read wrongly before, 0 would be read as given/);
});

test('a clear digit under a wrong label that does not take is refused', async () => {
  const all = mnist('t10k');
  const four = Array.from({ length: 50 }, (_, i) => all.at(i)).find(({ label }) => label === '4')!;
  mkdirSync(file('wrong'));
  writeFileSync(file('wrong/a_0.png'), encodePng(four.picture, 28, 28));
  const ran = await ownhand(['learn', file('wrong'), '--json', '--hand', file('other')]);
  const step = jsonLines(ran.out).at(-1)!;
  expect({ learned: step['learned'], taken: (step['notTaken'] as unknown[]).length === 0 }).not.toEqual({
    learned: true,
    taken: false,
  });
});
