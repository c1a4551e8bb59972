// The built web app on a port of its own, with the headers that threads need, opened in Chromium.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium as driver } from 'playwright-core';

/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
/** Where Chromium is; undefined where it is not. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

/** Opens the app of a build. `close` ends the browser and the server. @param {string} build */
export async function openApp(build) {
  const folder = join(build, 'dist/web');
  if (!executablePath || !existsSync(join(folder, 'index.html')))
    throw new Error('this needs Chromium and the web app: npm run build && npm run build:web');
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (path.includes('..') || !existsSync(file)) return response.writeHead(404).end();
    return response
      .writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      })
      .end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  const browser = await driver.launch({ executablePath, args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  await page.addInitScript(() => localStorage.setItem('ownhand.tour', 'seen'));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  await page.goto(`http://127.0.0.1:${address.port}/`);
  return {
    page,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
