// Labels that look wrong are told before anything is learned; with --strict nothing is saved.
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnFolder } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-suspects-'));
const file = (name: string) => join(root, name);
/** A 3 that is called 7, and a 1 that is called 0. */
const flipped: readonly (readonly [string, string, string])[] = [
  ['1-003_3.png', '1-003_7.png', '3'],
  ['1-011_1.png', '1-011_0.png', '1'],
];

beforeAll(() => {
  drawnFolder(file('digits'), '0123456789'.repeat(4), 1);
  for (const [from, to] of flipped) renameSync(file(`digits/${from}`), file(`digits/${to}`));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('--strict names them, and keeps its hands off the hand', async () => {
  const ran = await ownhand(['learn', file('digits'), '--reverse', '--strict', '--json', '--hand', file('strict')]);
  expect(ran.code).toBe(1);
  const [told, error, ...others] = jsonLines(ran.out);
  expect(others).toEqual([]);
  const suspects = told!['suspects'] as { source: string; label: string; looksLike: string; chance: number }[];
  for (const [, name, truth] of flipped)
    expect(suspects.find(({ source }) => source === file(`digits/${name}`))).toMatchObject({ looksLike: truth });
  // Drawn with straight lines, a few others may look odd too, but not many of 40.
  expect(suspects.length).toBeLessThanOrEqual(5);
  const chances = suspects.map((suspect) => suspect.chance);
  expect(chances).toEqual([...chances].sort((a, b) => b - a));
  expect(chances.every((chance) => chance > 0.5 && chance <= 1)).toBe(true);
  expect(error).toMatchObject({ error: { code: 'refused' } });
  expect(lines(ran.err).length).toBe(suspects.length + 1);
  expect(existsSync(join(file('strict'), 'samples'))).toBe(false);
});

test('without it they are warned of and learned, and told of again the next time', async () => {
  const hand = ['--hand', file('lenient')];
  const first = await ownhand(['learn', file('digits'), '--reverse', '--force', '--json', ...hand]);
  expect(first.code).toBe(0);
  for (const [, name, truth] of flipped)
    expect(first.err).toMatch(`${file(`digits/${name}`)} looks like your ${truth}, not `);
  expect(jsonLines(first.out).at(-1)).toMatchObject({ event: 'learned', samples: 40, suspects: expect.anything() });
  drawnFolder(file('more'), '0123456789', 2);
  const second = await ownhand(['learn', file('more'), '--reverse', '--force', '--json', ...hand]);
  expect(second.err).toMatch(/earlier labels? may be wrong: .*ownhand forget ID/);
  const earlier = jsonLines(second.out).at(-1)!['suspects'] as { id?: string; source?: string }[];
  expect(earlier.filter(({ id, source }) => id !== undefined && source === undefined).length).toBeGreaterThanOrEqual(2);
});
