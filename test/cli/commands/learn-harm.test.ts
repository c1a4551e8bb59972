// Folders that would spoil a reader: of wrong labels, of noise, of one digit only. Each is refused or does no harm.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mnist } from '../../../bench/pages/digits.mjs';
import { seeded, shuffled } from '../../../bench/pages/random.mjs';
import { encodePng } from '../../../src/node/picture/png.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-harm-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const all = mnist('t10k');
const digits = shuffled(
  seeded(5),
  Array.from({ length: 400 }, (_, i) => all.at(i)),
);

/**
 * Learns pictures given as labels from a folder of their own. Gives what the step said, and what an `eval` of other
 * digits says then.
 */
async function learned(name: string, samples: readonly { label: string; picture: Uint8Array }[], extra: string[] = []) {
  const folder = join(root, name);
  const hand = join(root, `${name}-hand`);
  mkdirSync(folder);
  for (const [i, { label, picture }] of samples.entries())
    writeFileSync(join(folder, `${i}_${label}.png`), encodePng(picture, 28, 28));
  const ran = await ownhand(['learn', folder, '--hand', hand, '--json', ...extra]);
  const step = jsonLines(ran.out).at(-1)!;
  const rest = jsonLines((await ownhand(['eval', rests(), '--hand', hand, '--json'])).out).at(-1)!;
  return { code: ran.code, step, accuracy: Number(rest['accuracy']), hand };
}

let made: string | undefined;
function rests(): string {
  if (made !== undefined) return made;
  made = join(root, 'rest');
  mkdirSync(made);
  for (const [i, { label, picture }] of digits.slice(100).entries())
    writeFileSync(join(made, `${i}_${label}.png`), encodePng(picture, 28, 28));
  return made;
}

const taught = digits.slice(0, 60).map(({ label, picture }) => ({ label, picture }));
const untaught = async () =>
  Number(jsonLines((await ownhand(['eval', rests(), '--hand', join(root, 'none'), '--json'])).out).at(-1)!['accuracy']);

test('labels that are all wrong are refused', async () => {
  const wrong = taught.map(({ label, picture }) => ({ label: String((Number(label) + 1) % 10), picture }));
  const { code, step, hand } = await learned('wrong', wrong);
  expect(step).toMatchObject({
    event: 'refused',
    learned: false,
    unsaved: true,
    checkpoint: 0,
    reason: expect.stringMatching(/labels/),
  });
  expect(code).toBe(1);
  // None of them is kept, so that they do not stand against the right ones.
  expect(existsSync(join(hand, 'samples')) ? readdirSync(join(hand, 'samples')) : []).toEqual([]);
});

test('noise is refused; --force learns it, and the journal says so', async () => {
  const random = seeded(9);
  const noise = Array.from({ length: 40 }, (_, i) => ({
    label: String(i % 10),
    picture: Uint8Array.from({ length: 784 }, () => (random() < 0.3 ? 255 * random() : 0)),
  }));
  const { step } = await learned('noise', noise);
  expect(step).toMatchObject({ event: 'refused', learned: false });
  const forced = await learned('forced', noise, ['--force']);
  expect(forced.step).toMatchObject({ event: 'learned', forced: true });
  const history = jsonLines((await ownhand(['history', '--hand', forced.hand, '--json'])).out);
  expect(history).toContainEqual(expect.objectContaining({ event: 'learned', forced: true }));
  expect(forced.accuracy).toBeGreaterThan((await untaught()) - 0.02);
});

test('one digit only does the others no harm', async () => {
  const { accuracy } = await learned(
    'sevens',
    digits
      .filter(({ label }) => label === '7')
      .slice(0, 12)
      .map(({ picture }) => ({ label: '7', picture })),
  );
  expect(accuracy).toBeGreaterThan((await untaught()) - 0.01);
});
