// The app under `ownhand serve`: it works on the folder of the hand, and on the photos beside it.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium as driver } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { go, said, tableOf, written } from './open-app.js';
import { canTest, chromium } from './serve-app.js';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

describe.skipIf(!canTest)('ownhand serve (needs Chromium and a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-web-'));
  const hand = join(folder, 'hand');
  let server: ChildProcess;
  let browser: Browser;
  let url = '';
  beforeAll(async () => {
    mkdirSync(join(folder, 'scans'));
    copyFileSync(path('examples/page.png'), join(folder, 'scans', 'book.png'));
    const cache = join(folder, 'cache');
    const words = ['serve', '--port', '0', '--hand', hand, '--folder', join(folder, 'scans'), '--json'];
    server = spawn(process.execPath, [path('dist/cli/main.js'), ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache },
    });
    url = await new Promise<string>((resolve, reject) => {
      let heard = '';
      server.stdout?.on('data', (part) => {
        heard += part;
        const found = /http:[^"\s]+/.exec(heard)?.[0];
        if (found) resolve(found);
      });
      server.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${heard}`)));
    });
    browser = await driver.launch({ executablePath: chromium!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the photos of the folder are read, and what is corrected is learned in the hand’s own folder', async () => {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.setDefaultTimeout(120_000);
    await page.goto(url);
    await page.click('button:has-text("Open 1 picture of the served folder")');
    expect(await tableOf(page)).toEqual(written);
    // While the page is looked at, the server gets ready to learn: what it sees of the rehearsal is kept for later.
    const kept = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('looks-'));
    await expect.poll(kept, { timeout: 60_000 }).toHaveLength(1);
    expect(existsSync(hand)).toBe(false);
    // The token does not stay in the address.
    expect(new URL(page.url()).hash).toBe('');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('17');
    await said(page, /^(Learned|Kept)/);
    expect(readdirSync(join(hand, 'samples')).filter((name) => name.endsWith('.png'))).toHaveLength(2);
    await go(page, 'My hand');
    await page.waitForSelector('.wall');
    expect(await page.textContent('.screen-head p')).toMatch(/folder of the machine/);
    await page.reload();
    expect((await tableOf(page))[0]![0]).toBe('17');
    expect(faults).toEqual([]);
  });
});
