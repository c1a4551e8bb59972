// Threads that read a hand's pages stay when it learns, and keep what they have made of pages that are read again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { learn, openHand, read, readLabelledFolders } from '../../../src/node/index.js';
import { shippedBase } from '../../../src/node/models/shipped.js';
import { keptPages } from '../../../src/node/pages/kept-pages.js';
import { openThreadReader } from '../../../src/node/pages/page-reader.js';
import { readKept } from '../../../src/node/pages/read-all.js';
import { memoryStore } from '../../hand/memory-store.js';

const examples = join(import.meta.dirname, '../../../examples');
const picture = join(examples, 'page.png');
const root = mkdtempSync(join(tmpdir(), 'ownhand-kept-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a picture is decoded once as long as it is among the last two that are kept', async () => {
  const decoded = keptPages();
  const page = (keep?: string) => decoded({ picture, name: 'a page', ...(keep !== undefined && { keep }) });
  const first = await page('a');
  expect(await page('a')).toBe(first);
  await page('b');
  expect(await page('a')).toBe(first);
  await page('c');
  await page('d');
  expect(await page('a')).not.toBe(first);
  expect(await page()).not.toBe(await page());
});

test('a thread that goes on with another checkpoint still knows the page', async () => {
  const checkpoint = await shippedBase();
  const reader = await openThreadReader(checkpoint, 2);
  const job = { name: 'a page', pixels: false, edits: [], keep: 'the page' };
  const { reading } = await reader.read({ ...job, picture });
  await reader.use({ ...checkpoint });
  // Nothing is there to be decoded.
  expect((await reader.read({ ...job, picture: join(root, 'gone.png') })).reading).toEqual(reading);
  await expect(reader.read({ ...job, keep: 'another', picture: join(root, 'gone.png') })).rejects.toThrow(
    'does not exist',
  );
  await reader.close();
});

test('what is read again once a hand has learned is what a new look at the photo gives', async () => {
  const hand = openHand(memoryStore());
  expect(await readKept(hand, picture)).toEqual(await read(hand, picture));
  const { samples } = await readLabelledFolders([join(examples, 'hand')], true);
  expect((await learn(hand, samples)).learned).toBe(true);
  expect(await readKept(hand, picture)).toEqual(await read(hand, picture));
  await hand.close();
});
