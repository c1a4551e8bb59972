// What goes wrong around the app, and what is too large for most: it says so, loses nothing, and goes on.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  examplePage,
  go,
  noisyPage,
  type Session,
  said,
  settled,
  startSession,
  tableOf,
  written,
} from './open-app.js';
import { canTest } from './serve-app.js';

/** The workers of a page that have said that they are ready, in order; `window.workers` in the page. */
const recordWorkers = (): void => {
  const started: Worker[] = [];
  const Original = Worker;
  globalThis.Worker = class extends Original {
    constructor(...how: ConstructorParameters<typeof Worker>) {
      super(...how);
      this.addEventListener('message', ({ data }: MessageEvent<object>) => {
        if ('ready' in data) started.push(this);
      });
    }
  };
  Object.assign(globalThis, { workers: started });
};
/** Has databases refuse what is written to them while `window.isFull` is true, as they do where no room is left. */
const refuseWhenFull = (): void => {
  for (const method of ['add', 'put'] as const) {
    const write = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...what) {
      const { isFull } = globalThis as never as { readonly isFull?: boolean };
      if (isFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      return write.apply(this, what);
    };
  }
};
type WithWorkers = { readonly workers: readonly Worker[] };

describe.skipIf(!canTest)('hardship (needs Chromium and a build)', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(async () => session?.close());
  afterEach(() => expect(session.faults).toEqual([]));

  /** How many samples the hand shows. */
  const samplesOf = async (page: Page): Promise<number> => {
    await go(page, 'My hand');
    await page.waitForSelector('.wall, .hand');
    return page.$$eval('.wall .glyph-row button', (all) => all.length);
  };

  test('a photo of 48 megapixels is read as a small one is', async () => {
    const buffer = await sharp(examplePage()).resize(8000, 6000, { fit: 'fill' }).jpeg({ quality: 70 }).toBuffer();
    const page = await session.open();
    await choose(page, { name: 'large.jpg', buffer });
    expect(await tableOf(page)).toEqual(written);
    await page.context().close();
  });

  test('without room it says so; the page stays, and with room again all is learned', async () => {
    const page = await session.open();
    await page.context().addInitScript(refuseWhenFull);
    await page.reload();
    const setFull = (isFull: boolean) => page.evaluate((full) => Object.assign(globalThis, { isFull: full }), isFull);
    await choose(page, { name: 'noisy.png', buffer: await noisyPage() });
    await tableOf(page);
    await settled(page);
    const read = await tableOf(page);
    await setFull(true);
    const first = page.locator('.sheet tbody tr:first-child td:first-of-type input');
    await first.fill('77');
    await first.press('Enter');
    await said(page, /no (room|space) left/);
    await settled(page);
    const now = await tableOf(page);
    expect(now[0]![0]).toBe('77');
    expect(now.slice(1)).toEqual(read.slice(1));
    await setFull(false);
    const second = page.locator('.sheet tbody tr:nth-child(2) td:first-of-type input');
    await second.fill('66');
    await second.press('Enter');
    await said(page, /^(Learned|Kept)/);
    await settled(page);
    expect((await tableOf(page)).slice(0, 2).map((row) => row[0])).toEqual(['77', '66']);
    // What could not be kept then is kept now, both numbers of it.
    expect(await samplesOf(page)).toBe(4);
    await page.reload();
    expect((await tableOf(page)).slice(0, 2).map((row) => row[0])).toEqual(['77', '66']);
    await page.context().close();
  });

  test('a worker that the browser ends is told, and the page is read by another', async () => {
    const page = await session.open();
    await page.context().addInitScript(recordWorkers);
    await page.reload();
    await choose(page, { name: 'book.png', buffer: examplePage() });
    await page.waitForFunction(() => (globalThis as never as WithWorkers).workers.length > 0);
    await page.evaluate(() => (globalThis as never as WithWorkers).workers[0]!.terminate());
    await said(page, /started again/);
    expect(await tableOf(page)).toEqual(written);
    // So is one that learns: what was saved by then is kept, and learned the next time.
    await settled(page);
    const before = await page.evaluate(() => (globalThis as never as WithWorkers).workers.length);
    const cell = page.locator('.sheet tbody tr:first-child td:first-of-type input');
    await cell.fill('17');
    await cell.press('Enter');
    await page.waitForFunction((count) => (globalThis as never as WithWorkers).workers.length > count, before);
    await page.evaluate(() => (globalThis as never as WithWorkers).workers.at(-1)!.terminate());
    await said(page, /ended by itself|^(Learned|Kept)/);
    await settled(page);
    expect((await tableOf(page))[0]![0]).toBe('17');
    const next = page.locator('.sheet tbody tr:nth-child(2) td:first-of-type input');
    await next.fill('18');
    await next.press('Enter');
    await said(page, /^(Learned|Kept)/);
    expect(await samplesOf(page)).toBe(4);
    await page.context().close();
  });
});
