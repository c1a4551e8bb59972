// Photos of the shared data folder are read in Chromium as in Node (needs a build, Chromium and that folder).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Reading } from '../../src/reading.js';
import { slice } from '../slice.js';
import { canRun, type InPage, openBrowser, openPage, root, serveRoot } from './chromium.js';

const shared = process.env['OWNHAND_SHARED'] ?? join(root, '../shared');
const folder = join(shared, 'data/pages/files');
/** So many of them, from all over the list. */
const PAGES = slice(20, 4);

interface Compared {
  readonly text: string;
  readonly tables: number;
  readonly confidences: readonly number[];
}

/** What is compared of a reading. */
const toCompare = ({ text, tables, lines }: Reading): Compared => ({
  text,
  tables: tables.length,
  confidences: lines.flatMap((line) => line.numbers.map((number) => number.confidence)),
});

test.skipIf(!canRun || !existsSync(folder))(`${PAGES} photos by other people are read alike`, async () => {
  const node: typeof import('../../src/node/index.js') = await import(`${root}/dist/node/index.js`);
  const all = readdirSync(folder)
    .filter((file) => /\.(jpe?g|png)$/i.test(file))
    .sort();
  const files = Array.from({ length: PAGES }, (_, k) => all[Math.floor((k * all.length) / PAGES)]!);
  const served = await serveRoot({
    files: Object.fromEntries(files.map((file, k) => [`/photo${k}`, readFileSync(join(folder, file))])),
  });
  const browser = await openBrowser();
  const { page } = await openPage(await browser.newContext(), served.address);
  const hand = node.openHand({ folder: join(folder, 'no-such-hand') });
  let same = 0;
  for (const [k, file] of files.entries()) {
    const inNode = toCompare(await node.read(hand, join(folder, file)));
    const inPage = (await page.evaluate(async (address) => {
      const { openHand, read } = (globalThis as never as InPage).ownhand;
      const hand = openHand('pages');
      const { text, tables, lines } = await read(hand, await (await fetch(address)).blob());
      await hand.close();
      const confidences = lines.flatMap((line) => line.numbers.map((number) => number.confidence));
      return { text, tables: tables.length, confidences };
    }, `/photo${k}`)) as Compared;
    const differ = inPage.confidences.some((each, i) => Math.abs(each - inNode.confidences[i]!) > 0.01);
    if (inPage.text === inNode.text && inPage.tables === inNode.tables && !differ) same++;
    else console.log(file, inPage, inNode);
  }
  await browser.close();
  served.close();
  await hand.close();
  // Decoders may differ by a level of grey, and a page that stands on edge may then fall to either side.
  expect(same).toBeGreaterThanOrEqual(PAGES - 1);
});
