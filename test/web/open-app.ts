// The built app, opened in Chromium as a person would, and pictures to bring in.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core';
import sharp from 'sharp';
import { type AppServer, chromium, serveApp } from './serve-app.js';

const example = fileURLToPath(new URL('../../examples/page.png', import.meta.url));

/** What is written on the example, row by row. */
export const written = readFileSync(example.replace('.png', '.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

/** A server, a browser, and what it says of faults. */
export interface Session {
  readonly server: AppServer;
  readonly browser: Browser;
  /** Errors of scripts, and requests that went elsewhere. */
  readonly faults: string[];
  /** Opens the app in a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a server and a browser. */
export async function startSession(args: readonly string[] = []): Promise<Session> {
  const server = await serveApp();
  const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...args];
  const browser = await driver.launch({ executablePath: chromium!, args: flags });
  const faults: string[] = [];
  return {
    server,
    browser,
    faults,
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        permissions: ['clipboard-read', 'clipboard-write'],
        locale: 'en-GB',
        ...options,
      });
      // Whoever is tested has seen the tour.
      await context.addInitScript(() => localStorage.setItem('ownhand.tour', 'seen'));
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(server.url) && !/^(blob|data):/.test(url)) faults.push(`requested ${url}`);
      });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('ERR_')) faults.push(message.text());
      });
      await page.goto(server.url);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** A PNG of the example. */
export const examplePage = (): Buffer => readFileSync(example);

/** The example with so much noise that some of it is misread and doubted; always the same bytes. */
export async function noisyPage(): Promise<Buffer> {
  const { data, info } = await sharp(example).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let state = 7;
  for (let i = 0; i < data.length; i++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    data[i] = Math.max(0, Math.min(255, data[i]! + ((state >> 8) % 120) - 60));
  }
  return sharp(data, { raw: info }).blur(4).png().toBuffer();
}

/** Brings pictures in by the field for files. */
export async function choose(
  page: Page,
  ...files: { readonly name: string; readonly buffer: Buffer }[]
): Promise<void> {
  await page.setInputFiles(
    '[data-in=files]',
    files.map((file) => ({ ...file, mimeType: 'image/png' })),
  );
}

/** Waits for the table of a page, and gives its texts. */
export async function tableOf(page: Page): Promise<string[][]> {
  await page.waitForSelector('.sheet td input');
  return page.$$eval('.sheet tbody tr', (rows) =>
    rows.map((row) => [...row.querySelectorAll('input')].map((field) => field.value)),
  );
}

/** Opens the example in a profile that is new to the app, and closes the tour that comes with it. */
export async function openExample(page: Page): Promise<void> {
  await page.click('.example');
  // The tour waits for the picture; a key that is pressed before it is there closes nothing.
  await page.waitForSelector('dialog[open]');
  await closeDialog(page);
}

/** Closes the dialog that is open; until it is gone, keys are for it. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
}

/** Waits until what is said at the bottom matches. */
export async function said(page: Page, words: RegExp): Promise<string> {
  try {
    await page.waitForFunction(
      ([source, flags]) => new RegExp(source!, flags).test(document.querySelector('.status p')?.textContent ?? ''),
      [words.source, words.flags] as const,
    );
  } catch (error) {
    const shown = await page.evaluate(() =>
      ['.status p', 'dialog[open] h2'].map((what) => document.querySelector(what)?.textContent),
    );
    throw new Error(`${words} was not said; the line and the dialog say ${JSON.stringify(shown)}`, { cause: error });
  }
  return (await page.textContent('.status p')) ?? '';
}

/** Waits until nothing is being read or learned. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.status progress') === null);
}

/** Goes to a screen by its name. */
export async function go(page: Page, name: string): Promise<void> {
  await page.click(`.top nav button:has-text("${name}")`);
}
