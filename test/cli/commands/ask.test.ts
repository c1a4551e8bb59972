// `ownhand ask` without a terminal lists; what it wrote is what `learn` takes. In one it is `fix` with other questions.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-ask-'));
const page = join(root, 'page.png');
const hand = join(root, 'hand');
beforeAll(() => writeFileSync(page, drawnPage(['4071', '2540'])));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('it lists the glyphs it would ask about, each once, and writes nothing', async () => {
  const ran = await ownhand(['ask', page, '--count', '5', '--json', '--hand', hand]);
  expect(ran.code, ran.err).toBe(0);
  const asked = jsonLines(ran.out);
  expect(asked).toHaveLength(5);
  const places = asked.map(({ line, before }) => `${line} ${String(before).length}`);
  expect(new Set(places).size).toBe(5);
  expect(asked[0]).toMatchObject({ file: page, label: expect.stringMatching(/^\d$/) });
  expect(existsSync(hand)).toBe(false);
});

test('--out writes their crops, which learn takes; what is labelled is not asked about again', async () => {
  const out = join(root, 'out');
  const first = await ownhand(['ask', page, '--count', '3', '--out', out, '--hand', hand]);
  expect(first.code, first.err).toBe(0);
  const names = readdirSync(out);
  expect(names).toHaveLength(3);
  for (const name of names) expect(name).toMatch(/^[123]_page_[12]_\d\.png$/);
  expect(first.out.trim().split('\n')).toHaveLength(3);
  const learned = await ownhand(['learn', out, '--hand', hand, '--force']);
  expect(learned.code, learned.err).toBe(0);
  const places = async () =>
    jsonLines((await ownhand(['ask', page, '--count', '3', '--json', '--hand', hand])).out).map(
      ({ line, before }) => `${line}:${before}`,
    );
  const listed = first.out
    .trim()
    .split('\n')
    .map((text) => /line (\d+): (.*)\[/.exec(text)!)
    .map(([, line, before]) => `${line}:${before}`);
  for (const place of await places()) expect(listed).not.toContain(place);
});

test.each(['0', '-1', '1.5', 'x'])('--count %s is refused', async (count) => {
  const ran = await ownhand(['ask', page, '--count', count, '--hand', hand]);
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toMatch(/whole number/);
});
