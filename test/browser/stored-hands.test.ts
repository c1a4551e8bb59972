// Hands in a browser's own database: they keep the contract of stores, over tabs, when space runs out and when a tab
// is closed (needs a build and Chromium).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canRun, type InPage, openBrowser, openPage, root, serveRoot } from './chromium.js';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveRoot>>;

beforeAll(async () => {
  if (!canRun) return;
  served = await serveRoot();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  served?.close();
});

test.skipIf(!canRun)('they keep the contract that every store keeps', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/hand/store-contract.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  await page.evaluate(
    `globalThis.contract = import(URL.createObjectURL(new Blob([${JSON.stringify(
      outputFiles[0]!.text,
    )}], { type: 'text/javascript' })))`,
  );
  const told = await page.evaluate(async () => {
    const { ownhand, contract } = globalThis as never as {
      ownhand: typeof import('../../src/browser/index.js');
      contract: Promise<typeof import('../../src/hand/store-contract.js')>;
    };
    const { handStoreContract } = await contract;
    const results: string[] = [];
    for (const [i, { name, check }] of handStoreContract.entries()) {
      let made = 0;
      try {
        await check(() => ownhand.openHand(`contract ${i} ${made++}`).store);
        results.push('kept');
      } catch (error) {
        results.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return results;
  });
  expect(told.length).toBeGreaterThan(8);
  expect([...new Set(told)]).toEqual(['kept']);
  await context.close();
});

test.skipIf(!canRun)(
  'a hand that was only looked at is not made; one that is removed is gone in every tab',
  async () => {
    const context = await browser.newContext();
    const [{ page: one }, { page: other }] = [
      await openPage(context, served.address),
      await openPage(context, served.address),
    ];
    const seen = () =>
      one.evaluate(async () => {
        const { ownhand } = globalThis as never as InPage;
        const { store } = ownhand.openHand('ada');
        return [await ownhand.handNames(), (await store.samples()).length, await store.current()];
      });
    expect(await seen()).toEqual([[], 0, 0]);
    await other.evaluate(async () => {
      const { ownhand } = globalThis as never as InPage;
      const picture = new Uint8Array(784).fill(9, 300, 400);
      await ownhand.openHand('ada').store.addSamples([{ label: '7', picture, source: 'a test' }]);
    });
    expect(await seen()).toEqual([['ada'], 1, 0]);
    await one.evaluate(() => (globalThis as never as InPage).ownhand.removeHand('ada'));
    expect(await seen()).toEqual([[], 0, 0]);
    const there = await other.evaluate(
      async () => (await (globalThis as never as InPage).ownhand.openHand('ada').store.samples()).length,
    );
    expect(there).toBe(0);
    await context.close();
  },
);

test.skipIf(!canRun)(
  'two tabs take turns, and one that is closed in its turn leaves the hand to the other',
  async () => {
    const context = await browser.newContext();
    const { page: one } = await openPage(context, served.address);
    const { page: other } = await openPage(context, served.address);
    await one.evaluate(
      () =>
        new Promise<void>((entered, failed) => {
          const { store } = (globalThis as never as InPage).ownhand.openHand('ada');
          store.exclusively(() => new Promise<never>(() => entered())).catch(failed);
        }),
    );
    await other.evaluate(() => {
      const page = globalThis as never as InPage & { writing: Promise<unknown>; isWritten: boolean };
      const picture = new Uint8Array(784).fill(9, 300, 400);
      page.isWritten = false;
      page.writing = page.ownhand
        .openHand('ada')
        .store.addSamples([{ label: '7', picture, source: 'a test' }])
        .then(() => {
          page.isWritten = true;
        });
    });
    // The browser itself says that the other tab stands in line.
    await other.waitForFunction(async () => ((await navigator.locks.query()).pending ?? []).length > 0);
    expect(await other.evaluate(() => (globalThis as never as { isWritten: boolean }).isWritten)).toBe(false);
    await one.close();
    await other.evaluate(() => (globalThis as never as { writing: Promise<unknown> }).writing);
    await context.close();
  },
);

test.skipIf(!canRun)('when space runs out it is one clear line, and what was there is there', async () => {
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: served.address, quotaSize: 1_000_000 });
  const fill = (count: number) =>
    page.evaluate(async (many) => {
      const { ownhand } = globalThis as never as InPage;
      const { store } = ownhand.openHand('ada');
      try {
        // The database compresses what it keeps, so these bytes are random.
        const noise = () => crypto.getRandomValues(new Uint8Array(60_000));
        if (many === 0) await store.addCheckpoint(noise());
        for (let i = 0; i < many; i++) {
          const bytes = new Uint8Array(3_000_000);
          for (let at = 0; at < bytes.length; at += 60_000) bytes.set(noise(), at);
          await store.addCheckpoint(bytes);
        }
        return 'kept';
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return `${code}: ${message}`;
      }
    }, count);
  expect(await fill(0)).toBe('kept');
  expect(await fill(3)).toMatch(/^disk-full: .*no space left.*nothing was lost/);
  const held = await page.evaluate(async () => {
    const { store } = (globalThis as never as InPage).ownhand.openHand('ada');
    return [await store.checkpoints(), (await store.readCheckpoint(1)).length];
  });
  expect((held[0] as number[])[0]).toBe(1);
  expect(held[1]).toBe(60_000);
  await context.close();
});

test.skipIf(!canRun)('a hand goes from the browser to Node and back, byte for byte', async () => {
  const { openHand, importHand, exportHand } = (await import(
    `${root}/dist/node/index.js`
  )) as typeof import('../../src/node/index.js');
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-carried-'));
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  const file = await page.evaluate(async () => {
    const { ownhand } = globalThis as never as InPage;
    const hand = ownhand.openHand('ada');
    const drawn = (seed: number) => Uint8Array.from({ length: 784 }, (_, i) => (i * seed * 31) % 251);
    await hand.store.addSamples(
      ['7', '+', 'A', '\\alpha'].map((label, i) => ({ label, picture: drawn(i + 1), source: `${i}.png` })),
    );
    const base = await (await fetch('/models/digits.safetensors')).arrayBuffer();
    await hand.store.setCurrent(await hand.store.addCheckpoint(new Uint8Array(base)));
    const exported = await ownhand.exportHand(hand);
    // A text crosses over at once, an array number by number.
    return new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result).split(',')[1]!);
      reader.readAsDataURL(exported);
    });
  });
  writeFileSync(join(folder, 'ada.tar.gz'), Buffer.from(file, 'base64'));
  const hand = openHand({ folder: join(folder, 'hand') });
  await importHand(hand, join(folder, 'ada.tar.gz'));
  expect((await hand.store.samples()).map(({ label }) => label)).toEqual(['7', '+', 'A', '\\alpha']);
  expect((await hand.store.samples())[1]!.picture[3]).toBe((3 * 2 * 31) % 251);
  expect(await hand.store.current()).toBe(1);
  await exportHand(hand, join(folder, 'back.tar.gz'));
  const back = readFileSync(join(folder, 'back.tar.gz')).toString('base64');
  const told = await page.evaluate(async (text) => {
    const bytes = await (await fetch(`data:;base64,${text}`)).blob();
    const { ownhand } = globalThis as never as InPage;
    const hand = ownhand.openHand('back');
    const damaged = bytes.slice(0, 3000);
    const code = await ownhand.importHand(hand, damaged).catch((error: { code: string }) => error.code);
    const empty = await ownhand.handNames();
    await ownhand.importHand(hand, bytes);
    const [before, after] = [await ownhand.openHand('ada').store.samples(), await hand.store.samples()];
    const same = before.every(({ label, picture }, i) => {
      const other = after[i]!;
      return other.label === label && picture.every((value, k) => value === other.picture[k]);
    });
    return { code, empty, same, current: await hand.store.current(), journal: (await hand.store.journal()).length };
  }, back);
  expect(told).toEqual({ code: 'damaged', empty: ['ada'], same: true, current: 1, journal: 1 });
  rmSync(folder, { recursive: true, force: true });
  await context.close();
});
