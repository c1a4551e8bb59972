// Corrections replace what they correct: crops are learned under wrong names, renamed and learned again.
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnFolder } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-corrections-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];
const learn = async (...extra: string[]) => {
  const ran = await ownhand(['learn', file('crops'), '--reverse', '--json', ...extra, ...hand]);
  const [saved, step] = jsonLines(ran.out);
  return { ...ran, saved: saved!, step: step! };
};
/** The labels of the hand's samples, in the order of their numbers. */
const labels = () =>
  readdirSync(file('hand/samples'))
    .filter((name) => name.endsWith('.png'))
    .sort()
    .map((name) => name.at(-5));

beforeAll(() => {
  drawnFolder(file('crops'), '0123456789'.repeat(4), 1);
  for (const n of [3, 13, 23])
    renameSync(
      file(`crops/1-${String(n).padStart(3, '0')}_3.png`),
      file(`crops/1-${String(n).padStart(3, '0')}_8.png`),
    );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a crop that is renamed and learned again counts under its new label only', async () => {
  const first = await learn('--force');
  expect(first.saved).toMatchObject({ event: 'saved', added: 40, replaced: 0, known: 0 });
  for (const n of ['003', '013', '023']) renameSync(file(`crops/1-${n}_8.png`), file(`crops/1-${n}_3.png`));
  const second = await learn();
  expect(second.code, second.err).toBe(0);
  expect(second.saved).toMatchObject({ added: 3, replaced: 3, known: 37, earlier: { samples: 37, sessions: 1 } });
  expect(second.step).toMatchObject({ event: 'learned', samples: 40, added: 3, replaced: 3, known: 37 });
  expect(second.err).toMatch(
    /saved 3 new samples in the hand .*; 3 earlier labels of the same glyphs replaced; 37 known/,
  );
  expect(second.err).toMatch(/37 earlier samples of this hand take part too, of \d{4}-\d\d-\d\d/);
  expect(labels().filter((label) => label === '3')).toHaveLength(4);
  expect(labels().filter((label) => label === '8')).toHaveLength(4);
});

test('what is learned already makes no checkpoint', async () => {
  const third = await learn();
  expect(third.code).toBe(0);
  expect(third.saved).toMatchObject({ added: 0, replaced: 0, known: 40 });
  expect(third.step).toMatchObject({ event: 'unchanged', learned: false, checkpoint: 2 });
  expect(readdirSync(file('hand/checkpoints'))).toHaveLength(2);
  const said = await ownhand(['learn', file('crops'), '--reverse', ...hand]);
  expect(said.out).toMatch(/^nothing new to learn: checkpoint 2 stays in use$/m);
});

test('a rebuild of corrected samples gives the same bytes', async () => {
  const ran = await ownhand(['rebuild', '--json', ...hand]);
  expect(jsonLines(ran.out).at(-1)).toMatchObject({ event: 'rebuilt', same: true, checkpoint: 2 });
});
