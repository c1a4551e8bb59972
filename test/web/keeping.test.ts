// What is learned stays: over a reload, in another tab, without a network, and in a file that the command line reads.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  examplePage,
  go,
  openExample,
  type Session,
  said,
  settled,
  startSession,
  tableOf,
  written,
} from './open-app.js';
import { canTest, serveApp } from './serve-app.js';

const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

describe.skipIf(!canTest)('what is learned (needs Chromium and a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-web-'));
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await startSession();
    page = await session.open();
    await choose(page, { name: 'book.png', buffer: examplePage() });
    await tableOf(page);
    // A page is taught by typing what it says: 49 digits at once.
    await go(page, 'My hand');
    await page.fill('#teach ~ label textarea, .card textarea', written.map((row) => row.join(' ')).join('\n'));
    await page.click('button:has-text("Teach")');
    await said(page, /^(Learned|Kept)/);
    await settled(page);
  });
  afterAll(async () => {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(session.faults).toEqual([]));

  const glyphs = written.flat().join('').length;

  test('the hand shows its samples, its history and what it takes for what', async () => {
    await page.waitForSelector('.wall');
    expect(await page.$$eval('.wall .glyph-row button', (all) => all.length)).toBe(glyphs);
    expect(await page.textContent('.history li.learned')).toMatch(new RegExp(`Learned from ${glyphs} samples`));
    await page.waitForSelector('.matrix td.right');
    expect(await page.textContent('#matrix ~ p:last-of-type')).toMatch(new RegExp(`of ${glyphs} are read rightly`));
  });

  test('after a reload the page, what was confirmed and the hand are there', async () => {
    await page.reload();
    expect(await tableOf(page)).toEqual(written);
    expect(await page.$$eval('td.confirmed', (cells) => cells.length)).toBe(15);
    await go(page, 'My hand');
    await page.waitForSelector('.wall');
    expect(await page.$$eval('.wall .glyph-row button', (all) => all.length)).toBe(glyphs);
  });

  test('it is saved as a file that the command line imports, and loaded back from the file that it exports', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("Save hand")')]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const hand = join(folder, 'hand');
    const ownhand = (...words: string[]) => execFileSync(process.execPath, [command, ...words], { encoding: 'utf8' });
    ownhand('import', file, '--hand', hand);
    expect(readdirSync(join(hand, 'samples')).filter((name) => name.endsWith('.png'))).toHaveLength(glyphs);
    const back = join(folder, 'back.ownhand');
    ownhand('export', back, '--hand', hand);
    await page.fill('input[aria-label="Name of the new hand"]', 'bea');
    await page.click('button:has-text("New hand")');
    await said(page, /Hand bea is open/);
    await page.setInputFiles('[data-in=hand]', back);
    await said(page, /The hand is loaded/);
    await page.waitForSelector('.wall');
    expect(await page.$$eval('.wall .glyph-row button', (all) => all.length)).toBe(glyphs);
    await settled(page);
    await page.click('.hands li:has-text("default") button:has-text("Open")');
    await said(page, /Hand default is open/);
  });

  test('a step of the history can be taken back, and another tab hears of it', async () => {
    const other = await page.context().newPage();
    await other.goto(session.server.url);
    await tableOf(other);
    await go(other, 'My hand');
    await other.waitForSelector('.history li.learned em');
    await page.bringToFront();
    await page.click('button:has-text("Use the shipped reader")');
    await said(page, /Back to the shipped reader/);
    await other.waitForSelector('.history li.learned button:has-text("Use this")');
    await page.click('.history li.learned button:has-text("Use this")');
    await other.waitForSelector('.history li.learned em');
    await other.close();
  });

  test('without a network it opens, reads and learns', async () => {
    const server = await serveApp();
    const context = await session.browser.newContext({ locale: 'en-GB' });
    const away = await context.newPage();
    away.setDefaultTimeout(120_000);
    await away.goto(server.url);
    await said(away, /Ready to work offline/);
    await server.close();
    await away.reload();
    await openExample(away);
    expect(await tableOf(away)).toEqual(written);
    await away.keyboard.press('ArrowRight');
    await away.keyboard.type('17');
    await said(away, /^(Learned|Kept)/);
    await context.close();
  });
});
