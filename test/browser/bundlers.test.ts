// The browser library loads fast, and it works as it is in a plain page, in vite's build, in webpack's and in
// esbuild's (needs a build; but for the size Chromium too).
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import type { Browser } from 'playwright-core';
import { build as vite } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webpack from 'webpack';
import { canRun, openBrowser, root, serveRoot } from './chromium.js';

const bundle = join(root, 'dist/bundle');
const truth = readFileSync(join(root, 'examples/page.txt'), 'utf8').trim();

/** A built file and those that it imports. */
function loadedBy(file: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const text = readFileSync(join(bundle, file), 'utf8');
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) loadedBy(other!, loaded);
  return loaded;
}

test.skipIf(!existsSync(bundle))(
  'what reading loads is at most 81 kB, all of numbers at most 111, with equations 140 (needs a build)',
  () => {
    const size = (files: Iterable<string>) =>
      [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(bundle, file)), { level: 9 }).length, 0);
    const reading = loadedBy('ownhand-reader.js', new Set(loadedBy('ownhand.js')));
    expect(reading.size).toBeGreaterThan(3);
    expect(size(reading)).toBeLessThanOrEqual(81_000);
    const numbers = loadedBy(
      'browser-engine-thread.js',
      loadedBy('ownhand-writer.js', new Set(reading)) as Set<string>,
    );
    expect(size(numbers)).toBeLessThanOrEqual(111_000);
    expect(size(readdirSync(bundle))).toBeLessThanOrEqual(140_000);
  },
);

let browser: Browser;
let folder: string;

const program = `
import { openHand, read } from 'ownhand/browser';
export async function run() {
  const hand = openHand();
  const { text } = await read(hand, await (await fetch('/examples/page.png')).blob());
  await hand.close();
  return text;
}
window.running = run().catch(String);
`;

beforeAll(async () => {
  if (!canRun) return;
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'ownhand-bundled-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/ownhand'), 'dir');
  writeFileSync(join(folder, 'program.js'), program);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="/program.js"></script>');
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What a page says that it has read. */
async function readBy(out: string, html: string): Promise<unknown> {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => [`/${file}`, readFileSync(join(out, file))] as const);
  const served = await serveRoot({ files: { ...Object.fromEntries(files), '/app.html': html } });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${served.address}/app.html`);
  await page.waitForFunction('window.running');
  const text = await page.evaluate('window.running');
  await context.close();
  // What a bundler has not taken along would be asked of the repository, which lies there too.
  const elsewhere = served.asked.filter(
    (path) => /^\/(dist|models|src)\//.test(path) && !files.some(([name]) => name === path),
  );
  served.close();
  expect(elsewhere).toEqual([]);
  return text;
}

test.skipIf(!canRun)('vite takes its workers and models along without being told', async () => {
  const out = join(folder, 'vite');
  await vite({ configFile: false, root: folder, logLevel: 'silent', build: { outDir: out, emptyOutDir: true } });
  expect(await readBy(out, readFileSync(join(out, 'index.html'), 'utf8'))).toBe(truth);
});

test.skipIf(!canRun)('webpack takes them along too', async () => {
  const out = join(folder, 'webpack');
  await new Promise<void>((built, failed) => {
    webpack(
      {
        mode: 'production',
        context: folder,
        entry: './program.js',
        output: { path: out, filename: 'program.js', publicPath: '/' },
        // The package is linked into the program's folder, and is to be seen there.
        resolve: { symlinks: false },
        optimization: { minimize: false },
        performance: false,
      },
      (error, stats) => {
        if (error) failed(error);
        else if (stats?.hasErrors() || stats?.hasWarnings())
          failed(new Error(stats.toString({ all: false, errors: true, warnings: true })));
        else built();
      },
    );
  });
  expect(await readBy(out, '<!doctype html><script defer src="/program.js"></script>')).toBe(truth);
});

test.skipIf(!canRun)('esbuild leaves them where they are, so they are copied beside', async () => {
  const out = join(folder, 'esbuild');
  await esbuild({
    stdin: {
      contents: program
        .replace('openHand, read }', 'openHand, read, useModels }')
        .replace('const hand', "useModels('/weights/'); const hand"),
      resolveDir: folder,
    },
    bundle: true,
    format: 'esm',
    outfile: join(out, 'program.js'),
    logLevel: 'silent',
  });
  for (const file of readdirSync(bundle)) cpSync(join(bundle, file), join(out, file));
  cpSync(join(root, 'models'), join(out, 'weights'), { recursive: true });
  expect(await readBy(out, '<!doctype html><script type="module" src="/program.js"></script>')).toBe(truth);
});

test.skipIf(!canRun)('the example reads a photo and learns what it is told', async () => {
  const served = await serveRoot();
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message());
    await dialog.accept('7');
  });
  await page.goto(`${served.address}/examples/browser/index.html`);
  await page.setInputFiles('input', join(root, 'examples/page.png'));
  await page.waitForFunction('document.querySelector("pre").textContent !== ""');
  expect(await page.textContent('pre')).toBe(truth);
  await page.waitForFunction("indexedDB.databases().then((all) => all.some(({ name }) => name === 'ownhand:default'))");
  expect(asked).toEqual([expect.stringMatching(/it was read as \d/i)]);
  await context.close();
  served.close();
});
