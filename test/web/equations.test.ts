// Equations in the app: a photo becomes drawn LaTeX, ink and LaTeX show each other, one key puts a symbol right, the hand
// keeps it, and the page is read again. What is found is said by the test, in the place of the server that reads.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeWire, encodeWire } from '../../src/archive/wire-json.js';
import { equationsReading } from '../../src/equations/equations-reading.js';
import type { FoundEquation } from '../../src/equations/expression.js';
import { withGivenLabels } from '../../src/equations/given-labels.js';
import type { PageEdit } from '../../src/hand/page-edits.js';
import { drawnPage } from '../cli/drawn.js';
import { main } from '../cli/run.js';
import { expressionOf } from '../equations/expressions.js';
import { foundEquation } from '../equations/found.js';
import { said } from './open-app.js';
import { canTest, chromium } from './serve-app.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!canTest)('equations in the app (needs Chromium and a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-equations-'));
  const hand = join(folder, 'hand');
  let browser: Browser;
  let server: ChildProcess;
  let url = '';
  beforeAll(async () => {
    mkdirSync(join(folder, 'photos'));
    writeFileSync(join(folder, 'photos/page.png'), drawnPage(['0123', '4567']));
    const args = ['serve', '--hand', hand, '--folder', join(folder, 'photos'), '--port', '0', '--json'];
    server = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise<string>((resolve) => {
      server.stdout!.on('data', (text: Buffer) => resolve((JSON.parse(String(text)) as { address: string }).address));
    });
    browser = await driver.launch({ executablePath: chromium!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is found: until the hand knows a y, each y is read as an x. */
  const found = (knowsY: boolean): readonly FoundEquation[] => {
    const y = { label: knowsY ? 'y' : 'x', alternatives: [{ label: knowsY ? 'x' : 'y', confidence: 0.3 }] };
    return [
      foundEquation(
        expressionOf({ over: ['1'], under: [{ root: ['z'] }] }, { of: 'y', super: ['2'] }, '+y\\leq\\alpha'),
        { x: 30, y: 40 },
        { 4: { ...y, confidence: 0.4 }, 7: { ...y, confidence: 0.8 } },
      ),
      foundEquation(expressionOf('3+4=8'), { x: 30, y: 160 }),
    ];
  };

  async function open(): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.addInitScript(() => localStorage.setItem('ownhand.tour', 'seen'));
    let knowsY = false;
    await page.route('**/api/call/addSamples', async (route) => {
      const [samples] = decodeWire(route.request().postData() ?? '[[]]') as [{ label: string }[]];
      knowsY ||= samples.some(({ label }) => label === 'y');
      await route.continue();
    });
    await page.route('**/api/equations?*', async (route) => {
      const edits = new URL(route.request().url()).searchParams.get('edits') ?? '[]';
      const labelled = withGivenLabels(found(knowsY), JSON.parse(edits) as PageEdit[]);
      const reading = equationsReading(labelled, { width: 400, height: 328 });
      await route.fulfill({ contentType: 'application/json', body: encodeWire(reading) });
    });
    await page.goto(url);
    await page.click('button:has-text("Open 1 picture of the served folder")');
    await page.waitForSelector('.sheet td input');
    return { page, faults };
  }

  const sources = (page: Page) => page.$$eval('.equation .source', (all) => all.map(({ textContent }) => textContent));
  const samples = () => readdirSync(join(hand, 'samples')).filter((name) => name.endsWith('.png'));

  test('photo → drawn LaTeX → one key → learned → read again', async () => {
    const { page, faults } = await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    expect(await page.$('.katex')).toBeNull();
    await page.click('button[aria-label="Read equations"]');
    await page.waitForSelector('.drawn-equation .katex');
    // KaTeX and its fonts come now, from the app itself, and no font in another format.
    expect(asked.filter((address) => /equations-screen.*\.js$/.test(address))).toHaveLength(1);
    await page.evaluate(() => document.fonts.ready);
    expect(asked.filter((address) => /\.(woff|ttf)$/.test(address))).toEqual([]);
    expect(asked.some((address) => /KaTeX_Math-Italic.*\.woff2$/.test(address))).toBe(true);
    expect(
      asked.filter((address) => !address.startsWith(new URL(url).origin) && !/^(blob|data):/.test(address)),
    ).toEqual([]);
    expect(await sources(page)).toEqual(['\\frac{1}{\\sqrt{z}}x^2+x \\leq \\alpha', '3+4 = 8']);
    expect(await page.textContent('.verdict.bad')).toMatch(/does not hold: the left side is 7/);

    // Ink and LaTeX show each other.
    await page.hover('.drawn-equation [data-symbol="9"]');
    await page.waitForSelector('.symbol.hovered[data-text="\\\\alpha"]');
    await page.waitForSelector('.source .piece.hovered:has-text("\\\\alpha")');
    await page.hover('.symbol[data-text="z"]');
    await page.waitForSelector('.drawn-equation .hovered[data-symbol="3"]');

    // The least certain symbol has the focus; one key puts it right, and the other one that looks like it follows.
    await page.waitForSelector('.symbol.focused.guess[data-text="x"]');
    const axeFaults = async (): Promise<string[]> => {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        const { run } = (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe;
        return (await run()).violations.map(({ id }) => id);
      });
    };
    expect(await axeFaults()).toEqual([]);
    await page.keyboard.press('y');
    expect(await said(page, /Learned/)).toMatch(/1 other on this page changed from x to y/);
    expect((await sources(page))[0]).toBe('\\frac{1}{\\sqrt{z}}y^2+y \\leq \\alpha');
    expect(samples()).toHaveLength(1);
    expect(samples()[0]).toMatch(/_y\.png$/);
    await page.waitForSelector('.symbol.confirmed[data-text="y"]');

    // A name is typed behind a backslash; Backspace takes it back, and what the hand kept of it.
    await page.click('.drawn-equation [data-symbol="9"]');
    await page.keyboard.type('\\beta');
    await page.waitForSelector('.said:has-text("\\\\beta")');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.source')?.textContent?.endsWith('\\leq \\beta'));
    await said(page, /Learned/);
    expect(samples()).toHaveLength(2);
    await page.keyboard.press('Backspace');
    await page.waitForFunction(() => document.querySelector('.source')?.textContent?.endsWith('\\leq \\alpha'));
    await expect.poll(() => samples().length).toBe(1);

    // A tap on the pad does the same; a symbol that is right is confirmed by Enter.
    await page.click('.equation:nth-child(2) [data-symbol="4"]');
    await page.waitForSelector('.symbol.focused[data-text="8"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.symbol.confirmed[data-text="8"]');

    await page.click('.equation:nth-child(1) button:has-text("Copy LaTeX")');
    await said(page, /LaTeX copied/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('\\frac{1}{\\sqrt{z}}y^2+y \\leq \\alpha');

    // After a reload it is as it was, and it can be read for numbers again.
    await page.reload();
    await page.waitForSelector('.drawn-equation .katex');
    await page.waitForSelector('.symbol.confirmed[data-text="8"]');
    await page.click('button[aria-label="Read equations"]');
    await page.waitForSelector('.sheet td input');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);
});
