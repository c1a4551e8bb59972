// Everybody can use every screen, light and dark, on phone and desktop; it comes fast, and asks nobody else for anything.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slice } from '../slice.js';
import {
  choose,
  examplePage,
  go,
  noisyPage,
  openExample,
  type Session,
  said,
  settled,
  startSession,
  tableOf,
} from './open-app.js';
import { canTest } from './serve-app.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong with what is shown, by the rules of WCAG 2.2 AA and best practice. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { run } = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
    return (await run({ rules: { 'target-size': { enabled: true } } })).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

describe.skipIf(!canTest)('the app (needs Chromium and a build)', () => {
  let session: Session;
  let noisy: Buffer;
  beforeAll(async () => {
    session = await startSession();
    noisy = await noisyPage();
  });
  afterAll(async () => {
    await session?.close();
  });

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const desktop = { viewport: { width: 1280, height: 800 } };
  const looks = [
    ['light, desktop', { ...desktop, colorScheme: 'light' }],
    ['dark, desktop', { ...desktop, colorScheme: 'dark' }],
    ['light, phone', { ...phone, colorScheme: 'light' }],
    ['dark, phone', { ...phone, colorScheme: 'dark' }],
  ] as const;

  test.each(looks.filter((_, k) => k % slice(1, 3) === 0))('no screen keeps anybody out: %s', async (_, options) => {
    const page = await session.open(options);
    const check = async (screen: string) => expect(await violations(page), screen).toEqual([]);
    await check('start');
    await page.click('button[aria-label="Settings"]');
    await check('settings');
    await page.keyboard.press('Escape');
    await page.click('button[aria-label="Keys"]');
    await check('keys');
    await page.keyboard.press('Escape');
    await page.click('.ways button:has-text("Write")');
    await check('write');
    await page.keyboard.press('Escape');
    await choose(page, { name: 'noisy.png', buffer: noisy }, { name: 'clean.png', buffer: examplePage() });
    await tableOf(page);
    await settled(page);
    await check('page');
    await page.click('button:has-text("Left out")');
    await check('left out');
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await check('typing');
    await page.click('.answers button:has-text("No number")');
    await go(page, 'All numbers');
    await check('all');
    await go(page, 'My hand');
    await page.waitForSelector('.hand');
    await check('empty hand');
    await page.fill('.card textarea', 'x');
    await go(page, 'Page');
    // Something is learned, so that the hand has all that it can show.
    await page.click('.sheet tbody tr:last-child td:last-child input');
    await page.keyboard.type('407');
    await page.keyboard.press('Enter');
    await said(page, /^(Learned|Kept)/);
    await go(page, 'My hand');
    await page.waitForSelector('.matrix td');
    await check('hand');
    expect(session.faults).toEqual([]);
    await page.context().close();
  });

  test('at 200 % zoom nothing runs out to the side', async () => {
    const page = await session.open({ viewport: { width: 320, height: 640 } });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await over()).toBeLessThanOrEqual(0);
    await choose(page, { name: 'clean.png', buffer: examplePage() });
    await tableOf(page);
    expect(await over()).toBeLessThanOrEqual(0);
    for (const screen of ['All numbers', 'My hand']) {
      await go(page, screen);
      expect(await over()).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  test('it speaks German', async () => {
    const page = await session.open({ locale: 'de-DE' });
    expect(await page.textContent('h1')).toBe('Handgeschriebene Zahlen, als Tabelle.');
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    await page.click('button[aria-label="Einstellungen"]');
    await page.selectOption('.settings select', 'en');
    expect(await page.textContent('h1')).toBe('Handwritten numbers, into a table.');
    await page.context().close();
  });

  test('the first load is small', async () => {
    // What the page itself asks for before anything is read; the service worker fetches the rest behind it.
    const page = await session.browser.newPage();
    page.setDefaultTimeout(120_000);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.serviceWorker() === null) asked.push(new URL(request.url()).pathname);
    });
    await page.goto(session.server.url, { waitUntil: 'networkidle' });
    await openExample(page);
    await tableOf(page);
    const sizes = asked.flatMap((path) => (/\.(js|css)$/.test(path) ? [session.server.sent.get(path) ?? 0] : []));
    expect(asked.some((path) => path.includes('ownhand-reader'))).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
    await page.close();
  });
});
