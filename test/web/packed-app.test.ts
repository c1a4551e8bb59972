// The app as it travels in the package, which has no equations: it opens, keeps itself for when there is no network, reads,
// and offers nothing that it cannot do.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as driver } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said, tableOf, written } from './open-app.js';
import { canTest, chromium } from './serve-app.js';

const root = join(import.meta.dirname, '..', '..');

describe.skipIf(!canTest)('the packed app (needs Chromium and a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-packed-'));
  const installed = join(folder, 'package');
  let server: ChildProcess;
  let browser: Browser;
  let url = '';
  beforeAll(async () => {
    const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const [{ files }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    for (const { path } of files) cpSync(join(root, path), join(installed, path));
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'dir');
    const photos = join(folder, 'photos');
    cpSync(join(root, 'examples/page.png'), join(photos, 'page.png'));
    const words = ['serve', '--port', '0', '--hand', join(folder, 'hand'), '--folder', photos, '--json'];
    server = spawn(process.execPath, [join(installed, 'dist/package/main.js'), ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise<string>((resolve) => {
      server.stdout!.on('data', (text: Buffer) => resolve((JSON.parse(String(text)) as { address: string }).address));
    });
    browser = await driver.launch({ executablePath: chromium!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('keeps itself, reads, and has no button for equations', async () => {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(120_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.addInitScript(() => localStorage.setItem('ownhand.reads', 'equations'));
    await page.goto(url);
    await said(page, /Ready to work offline/);
    await page.click('button:has-text("Open 1 picture of the served folder")');
    expect(await tableOf(page)).toEqual(written);
    expect(await page.$('button[aria-label="Read equations"]')).toBeNull();
    expect(faults).toEqual([]);
  }, 180_000);
});
