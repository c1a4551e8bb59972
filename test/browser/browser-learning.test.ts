// Learning in a browser: the same bits as in Node, without blocking the page, through a worker's death and a stop
// (needs a build and Chromium).
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewSample } from '../../src/hand/store.js';
import { canRun, type InPage, ISOLATED, openBrowser, openPage, root, serveRoot } from './chromium.js';

let browser: Browser;
let samples: readonly NewSample[];
let learned: string;

beforeAll(async () => {
  if (!canRun) return;
  const node: typeof import('../../src/node/index.js') = await import(`${root}/dist/node/index.js`);
  ({ samples } = await node.readLabelledFolders([join(root, 'examples/hand')], true));
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-bits-'));
  const hand = node.openHand({ folder });
  await node.learn(hand, samples, { seed: 5, force: true });
  learned = digest(await hand.store.readCheckpoint(1));
  await hand.close();
  rmSync(folder, { recursive: true, force: true });
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Samples on their way into the page. */
const posted = () => samples.map(({ label, picture, source }) => ({ label, picture: [...picture], source }));

/** Learns in a page, and watches whether it was ever blocked. */
const learnInPage = (page: Page) =>
  page.evaluate(async (given) => {
    const { learn, openHand, read, suspects, evaluate, undo, use } = (globalThis as never as InPage).ownhand;
    const blocked: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) blocked.push(duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const hand = openHand('ada');
    const samples = given.map((each) => ({ ...each, picture: Uint8Array.from(each.picture) }));
    const heard: string[] = [];
    const result = await learn(hand, samples, {
      seed: 5,
      force: true,
      onProgress: () => void (heard.includes('progress') || heard.push('progress')),
      onSaved: ({ added }) => heard.push(`saved ${added}`),
    });
    const bytes = (await hand.store.readCheckpoint(1)) as Uint8Array<ArrayBuffer>;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const reading = await read(hand, await (await fetch('/examples/page.png')).blob());
    observer.disconnect();
    const { accuracy } = await evaluate(hand, samples);
    const wrong = await suspects(hand);
    const back = [await undo(hand), await hand.store.current()];
    await use(hand, 1);
    const current = await hand.store.current();
    const unknown = await use(hand, 7).catch((error: { code: string }) => error.code);
    await hand.close();
    const sum = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const lines = reading.lines.length;
    return { result, heard, sum, lines, blocked, accuracy, wrong: wrong.length, back, current, unknown };
  }, posted());

// A machine that is busy with other things may stop a page for a moment, so it is tried more than once.
test.skipIf(!canRun).each([
  { isolated: false, unpacked: true },
  { isolated: true, unpacked: false },
])(
  'it learns the same bytes as Node, and never blocks the page: $isolated',
  { retry: 2 },
  async ({ isolated, unpacked }) => {
    const served = await serveRoot({
      headers: isolated ? ISOLATED : {},
      // Some servers say of every .gz that it is packed on the way, and browsers unpack it then.
      headersOf: (path) => (unpacked && path.endsWith('.gz') ? { 'Content-Encoding': 'gzip' } : ({} as never)),
    });
    const context = await browser.newContext();
    const { page } = await openPage(context, served.address);
    expect(await page.evaluate('crossOriginIsolated')).toBe(isolated);
    const told = await learnInPage(page);
    expect(told.sum).toBe(learned);
    expect(told.result).toMatchObject({ learned: true, checkpoint: 1, samples: samples.length });
    expect(told.heard).toEqual([`saved ${samples.length}`, 'progress']);
    expect(told.blocked).toEqual([]);
    expect(told.lines).toBe(5);
    expect(told.accuracy).toBeGreaterThan(0.9);
    expect(told.back).toEqual([0, 0]);
    expect([told.current, told.unknown]).toEqual([1, 'not-found']);
    await context.close();
    served.close();
  },
);

test.skipIf(!canRun)('a worker that dies is started again, and it is said; what was saved is kept', async () => {
  const served = await serveRoot();
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  const told = await page.evaluate(async (given) => {
    const started: Worker[] = [];
    const Original = Worker;
    let dies = false;
    globalThis.Worker = class extends Original {
      constructor(...how: ConstructorParameters<typeof Worker>) {
        super(...how);
        started.push(this);
        const post = this.postMessage.bind(this);
        this.postMessage = (message: object, ...rest: never[]) => {
          post(message, ...rest);
          if (dies && 'task' in message) this.terminate();
          dies &&= !('task' in message);
        };
      }
    };
    const { learn, openHand, read } = (globalThis as never as InPage).ownhand;
    const warned: string[] = [];
    const hand = openHand('ada', { warn: (line) => warned.push(line) });
    const file = await (await fetch('/examples/page.png')).blob();
    await read(hand, file);
    // Ended from outside, as a browser ends a worker that takes too much memory: nobody is told.
    dies = true;
    const lines = (await read(hand, file)).lines.length;
    const samples = given.map((each) => ({ ...each, picture: Uint8Array.from(each.picture) }));
    const cut = await learn(hand, samples, { force: true, onProgress: () => started[2]!.terminate() }).catch(
      (error: Error) => error.message,
    );
    const kept = (await hand.store.samples()).length;
    const current = await hand.store.current();
    const again = await learn(hand, [], { force: true });
    await hand.close();
    return { warned, lines, cut, kept, current, again: again.learned, started: started.length };
  }, posted());
  expect(told.warned).toEqual([expect.stringMatching(/started again/)]);
  expect(told.lines).toBe(5);
  expect(told.cut).toMatch(/ended by itself; what was saved by then is kept/);
  expect([told.kept, told.current, told.again]).toEqual([samples.length, 0, true]);
  expect(told.started).toBe(4);
  await context.close();
  served.close();
});

test.skipIf(!canRun)('a signal stops learning at once, and the hand can learn again', async () => {
  const served = await serveRoot();
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  const told = await page.evaluate(async (given) => {
    const { learn, openHand } = (globalThis as never as InPage).ownhand;
    const hand = openHand('ada');
    const samples = given.map((each) => ({ ...each, picture: Uint8Array.from(each.picture) }));
    const before = await learn(hand, samples, { signal: AbortSignal.abort() }).catch((error: Error) => error.message);
    const none = (await hand.store.samples()).length;
    const stop = new AbortController();
    const during = await learn(hand, samples, { signal: stop.signal, onProgress: () => stop.abort() }).catch(
      (error: Error) => `${error.name}: ${error.message}`,
    );
    await hand.store.removeSamples((await hand.store.samples()).map(({ id }) => id));
    const empty = await learn(hand, []).catch((error: { code: string }) => error.code);
    const odd = await learn(hand, [{ label: 7, picture: new Uint8Array(3), source: '' }] as never).catch(
      (error: { code: string }) => error.code,
    );
    await hand.close();
    return { before, none, during, empty, odd };
  }, posted());
  expect(told).toEqual({
    before: 'Stopped; nothing was saved or learned.',
    none: 0,
    during: 'AbortError: Stopped; the samples are saved, nothing was learned.',
    empty: 'empty',
    odd: 'usage',
  });
  await context.close();
  served.close();
});

test.skipIf(!canRun)('it works where no script may be made of text; WebAssembly has to be allowed', async () => {
  for (const allowed of [true, false]) {
    const policy = `default-src 'none'; script-src 'self'${allowed ? " 'wasm-unsafe-eval'" : ''}; connect-src 'self'; worker-src 'self'`;
    const served = await serveRoot({ headers: { 'Content-Security-Policy': policy } });
    const context = await browser.newContext();
    const { page } = await openPage(context, served.address);
    const told = await page.evaluate(async () => {
      const { openHand, read } = (globalThis as never as InPage).ownhand;
      const hand = openHand('ada');
      const file = await (await fetch('/examples/page.png')).blob();
      const told = await read(hand, file).then(
        ({ lines }) => `${lines.length} lines`,
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      );
      await hand.close();
      return told;
    });
    if (allowed) expect(told).toBe('5 lines');
    else expect(told).toMatch(/^failed: .*Content-Security-Policy.*'wasm-unsafe-eval'/);
    await context.close();
    served.close();
  }
});

test.skipIf(!canRun)('where its files are not, it says which', async () => {
  const served = await serveRoot({ files: { '/models/lettering.safetensors': 'no model' } });
  const context = await browser.newContext();
  const { page } = await openPage(context, served.address);
  const told = await page.evaluate(async () => {
    const { openHand, read, useModels } = (globalThis as never as InPage).ownhand;
    const file = await (await fetch('/examples/page.png')).blob();
    const tryIt = async () => {
      const hand = openHand('ada');
      const told = await read(hand, file).then(
        () => 'read',
        (error: { code: string }) => `${error.code}: ${error}`,
      );
      await hand.close();
      return told;
    };
    const damaged = await tryIt();
    useModels('/nowhere/');
    return [damaged, await tryIt()];
  });
  expect(told[0]).toMatch(/^bad-checkpoint: .*lettering/);
  expect(told[1]).toMatch(/^bad-checkpoint: .*nowhere.*useModels/);
  await context.close();
  served.close();
});
