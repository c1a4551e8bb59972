// What was put right is kept, becomes samples, and is checked on the photo itself with the reader that was learned.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPage, keepCorrections } from '../../../src/cli/fix/corrected-pages.js';
import { readPages } from '../../../src/cli/fix/read-pages.js';
import { startFix, step } from '../../../src/cli/fix/state.js';
import type { Model } from '../../../src/model/model.js';
import { type Hand, openHand } from '../../../src/node/hand/open-hand.js';
import { memoryStore } from '../../hand/memory-store.js';
import { drawnPage } from '../drawn.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-corrected-'));
const photo = join(root, 'page.png');
const rows = ['4081736', '2590143'];
const shipped = openHand(memoryStore());
beforeAll(() => writeFileSync(photo, drawnPage(rows)));
afterAll(async () => {
  await shipped.close();
  rmSync(root, { recursive: true, force: true });
});

/** The hand with a reader that takes one digit for another. */
function mistaking(hand: Hand, written: number, readAs: number): Hand {
  const model = async (): Promise<Model> => {
    const model = await hand.model();
    const { alphabet } = model;
    const columns = alphabet.length + 1;
    const mistaken = (pictures: Uint8Array, count: number) => {
      const chances = model.classify(pictures, count);
      for (let k = 0; k < count; k++) {
        chances[k * columns + readAs]! += chances[k * columns + written]!;
        chances[k * columns + written] = 0;
      }
      return chances;
    };
    // What a hand has taught hears no second opinion.
    const look = (pictures: Uint8Array, count: number) => ({
      chances: mistaken(pictures, count),
      ofHand: new Float32Array(count).fill(1),
    });
    return { alphabet, classify: mistaken, look } as unknown as Model;
  };
  return { ...hand, model };
}

/** All glyphs of the photo in reading order, answered by keys; Enter where there is none. */
async function answered(hand: Hand, keys: Readonly<Record<number, readonly string[]>>) {
  const [page] = await readPages(hand, [photo], new AbortController().signal, Number.POSITIVE_INFINITY);
  expect(page!.questions).toHaveLength(14);
  let state = startFix(page!.questions, [...'0123456789']);
  for (let k = 0; state.status === 'asking'; k++)
    for (const key of keys[k] ?? ['enter']) state = step(state, key.length > 1 ? (key as 'enter') : { char: key });
  return state;
}

test('what is confirmed and no longer read so is told from what did not take', async () => {
  const hand = openHand(memoryStore());
  // The first 7 is said to be a 2, all others are confirmed.
  const { pages, samples } = await keepCorrections(hand, await answered(hand, { 4: ['2'] }));
  expect(samples.map(({ label }) => label).join('')).toBe('40812362590143');
  expect(samples[4]!.source).toMatch(/page\.png, at \d+ \d+$/);
  expect(pages).toMatchObject([{ file: photo, given: { length: 14 }, wrong: [{ label: '2' }] }]);

  const asBefore = await checkPage(hand, pages[0]!);
  expect(asBefore).toMatchObject({ spoilt: [], notTaken: [{ label: '2', readAs: '7' }] });
  expect(asBefore.reading.text.replaceAll(' ', '')).toBe('4081236\n2590143');

  const harmed = await checkPage(mistaking(hand, 4, 9), pages[0]!);
  expect(harmed.spoilt).toMatchObject([
    { label: '4', readAs: '9' },
    { label: '4', readAs: '9' },
  ]);
  // The page itself is read as it was given all the same.
  expect(harmed.reading.text.replaceAll(' ', '')).toBe('4081236\n2590143');

  const taken = await checkPage(mistaking(hand, 7, 2), pages[0]!);
  expect(taken).toMatchObject({ spoilt: [], notTaken: [] });
  await hand.close();
});

test('labels of an earlier session are confirmed too, and glyphs that were joined are learned joined', async () => {
  const hand = openHand(memoryStore());
  await keepCorrections(hand, await answered(hand, {}));
  const again = await keepCorrections(hand, await answered(hand, { 12: ['j', '8'] }));
  expect(again.samples.at(-1)).toMatchObject({ label: '8' });
  expect(again.pages).toMatchObject([{ given: { length: 13 } }]);
  const checked = await checkPage(mistaking(hand, 5, 6), again.pages[0]!);
  expect(checked.spoilt).toMatchObject([{ label: '5', readAs: '6' }]);
  await hand.close();
});
