// The commands around learning: eval, history, undo, use, forget, on one hand from its first lesson to its end.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnFolder, drawnPage } from './drawn.js';
import { jsonLines, lines, ownhand } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-commands-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('hand')];
const last = (out: string) => jsonLines(out).at(-1)!;

beforeAll(() => {
  drawnFolder(file('first'), '0123456789', 1);
  drawnFolder(file('second'), '01234', 2);
  drawnFolder(file('other'), '01234567890123456789', 3);
  writeFileSync(file('page.png'), drawnPage(['0123']));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('one hand, from first to last', () => {
  test('a hand that is not there evaluates as the shipped reader, and is not made', async () => {
    const ran = await ownhand(['eval', file('other'), '--reverse', '--json', ...hand]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const result = last(ran.out);
    expect(result).toMatchObject({ samples: 20, alphabet: [...'0123456789'] });
    expect(result['accuracy']).toBe((result['correct'] as number) / 20);
    const confusion = result['confusion'] as number[][];
    expect(confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(Array(10).fill(2));
    expect(confusion.reduce((sum, row, i) => sum + row[i]!, 0)).toBe(result['correct']);
    expect(
      (result['classes'] as { label: string; samples: number }[]).map(({ label, samples }) => [label, samples]),
    ).toEqual([...'0123456789'].map((label) => [label, 2]));
    expect(existsSync(file('hand'))).toBe(false);
    expect((await ownhand(['history', ...hand])).out).toMatch(/learned nothing yet/);
    expect(await ownhand(['undo', ...hand])).toMatchObject({ code: 1, err: expect.stringMatching(/nothing to undo/) });
    expect(existsSync(file('hand'))).toBe(false);
  });

  test('learning says what was saved before what it brought', async () => {
    for (const [i, folder] of ['first', 'second'].entries()) {
      const ran = await ownhand(['learn', file(folder), '--reverse', '--force', '--json', ...hand]);
      expect(ran.code).toBe(0);
      const [saved, learned] = jsonLines(ran.out);
      expect(saved).toMatchObject({ event: 'saved', ids: { length: i === 0 ? 10 : 5 } });
      expect(learned).toMatchObject({ event: 'learned', checkpoint: i + 1, parent: i, samples: i === 0 ? 10 : 15 });
      for (const measure of ['own', 'rehearsal']) {
        expect(learned![measure]).toMatchObject({
          samples: expect.any(Number),
          before: expect.any(Number),
          after: expect.any(Number),
        });
      }
    }
  });

  test('the same pictures again are neither saved nor learned twice', async () => {
    const ran = await ownhand(['learn', file('second'), '--reverse', '--force', ...hand]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/nothing new to learn: checkpoint 2 stays in use/);
    expect(ran.err).toMatch(/saved no new samples .*; 5 known already/);
    expect(readdirSync(join(file('hand'), 'samples'))).toHaveLength(15);
  });

  test('history tells it all, once', async () => {
    const entries = jsonLines((await ownhand(['history', '--json', ...hand])).out);
    expect(entries.map((entry) => entry['event'])).toEqual(['samples', 'learned', 'samples', 'learned', 'current']);
    expect(entries.at(-1)).toEqual({ event: 'current', checkpoint: 2, samples: 15 });
    const told = lines((await ownhand(['history', ...hand])).out);
    expect(told).toHaveLength(5);
    expect(told[0]).toMatch(/session 1: saved 10 samples from .*first$/);
    expect(told[3]).toMatch(/\* checkpoint 2 from 15 samples: your samples .* → .*, MNIST .* → /);
    expect(told[1]).not.toContain('*');
  });

  test('undo goes back step by step, use goes anywhere', async () => {
    for (const checkpoint of [1, 0]) {
      expect(last((await ownhand(['undo', '--json', ...hand])).out)).toEqual({ event: 'use', checkpoint, by: 'undo' });
    }
    expect((await ownhand(['undo', ...hand])).code).toBe(1);
    expect((await ownhand(['use', '2', ...hand])).out).toMatch(/checkpoint 2 is in use/);
    expect(last((await ownhand(['history', '--json', ...hand])).out)['checkpoint']).toBe(2);
    expect((await ownhand(['use', '4', ...hand])).code).toBe(1);
  });

  test('some samples are forgotten, with what was learned from them', async () => {
    expect(await ownhand(['forget', '000001', '999999', ...hand])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no sample 999999; nothing was deleted/),
    });
    const ran = await ownhand(['forget', '000001', '000002', '--json', ...hand]);
    expect(ran.code).toBe(0);
    expect(readdirSync(join(file('hand'), 'samples'))).toHaveLength(13);
    const entries = jsonLines((await ownhand(['history', '--json', ...hand])).out).slice(-5);
    expect(entries.find((entry) => entry['event'] === 'forgot')).toMatchObject({ ids: ['000001', '000002'] });
    expect(entries.at(-2)).toMatchObject({ samples: 13, parent: 0 });
    expect((await ownhand(['read', file('page.png'), ...hand])).code).toBe(0);
  });

  test('all of it is forgotten with a yes', async () => {
    const ran = await ownhand(['forget', '--all', '--yes', ...hand]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/forgot 13 samples and \d checkpoints/);
    expect(readdirSync(file('hand')).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect((await ownhand(['history', ...hand])).out).toMatch(/learned nothing yet/);
  });
});

test('two processes that learn at once both count', async () => {
  const both = ['--hand', file('both')];
  const [a, b] = await Promise.all(
    ['first', 'second'].map((folder) => ownhand(['learn', file(folder), '--reverse', '--force', '--json', ...both])),
  );
  expect([a!.code, b!.code]).toEqual([0, 0]);
  const entries = jsonLines((await ownhand(['history', '--json', ...both])).out);
  expect(entries.at(-1)).toMatchObject({ checkpoint: 2, samples: 15 });
  expect(entries.filter((entry) => entry['event'] === 'learned').map((entry) => entry['parent'])).toEqual([0, 1]);
});
