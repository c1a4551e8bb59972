// Equations in the app as any static host serves it, read by the shipped models in the browser itself.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPage } from '../cli/drawn.js';
import { choose, go, type Session, said, settled, startSession, tableOf } from './open-app.js';
import { canTest } from './serve-app.js';

const app = join(import.meta.dirname, '../../dist/web');
const hasModels =
  canTest && readdirSync(app, { recursive: true, encoding: 'utf8' }).some((name) => /equation-symbols/.test(name));

describe.skipIf(!hasModels)('equations read in the browser (needs Chromium, a build and the models)', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(async () => session?.close());

  test('a photo is read, one key corrects a symbol, and the hand keeps it', async () => {
    const page = await session.open();
    await choose(page, { name: 'page.png', buffer: Buffer.from(drawnPage(['1234'])) });
    await tableOf(page);
    await page.click('button[aria-label="Read equations"]');
    await page.waitForSelector('.drawn-equation .katex');
    await settled(page);
    const source = () => page.textContent('.equation .source');
    const before = await source();
    expect(before).toMatch(/\d/);
    await page.click('.equation .source .piece');
    await page.waitForSelector('.symbol.focused');
    await page.keyboard.press('w');
    await said(page, /Learned/);
    expect(await source()).toMatch(/w/);
    expect(await source()).not.toBe(before);
    await page.waitForSelector('.symbol.confirmed[data-text="w"]');
    await go(page, 'My hand');
    await page.waitForSelector('.wall');
    expect(await page.textContent('.wall')).toMatch(/w/);
    expect(session.faults).toEqual([]);
    await page.context().close();
  }, 120_000);
});
