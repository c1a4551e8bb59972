// A page in Chromium that has ownhand/browser, served from the built files as any static server would.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const root = join(import.meta.dirname, '../..');

/** Where Debian and Google have it. */
const chromiumPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

/** Whether these tests can run. */
export const canRun = chromiumPath !== undefined && existsSync(join(root, 'dist/bundle/ownhand.js'));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.txt': 'text/plain',
};

/** How files are served. */
export interface Serving {
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of some, by their path. */
  readonly headersOf?: (path: string) => Readonly<Record<string, string>>;
  /** Files by path, beside those of the repository. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

export const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** What runs in a page, with the library. */
export type InPage = { readonly ownhand: typeof import('../../src/browser/index.js') };

/** Serves the repository's folder; what was asked for is in `asked`. */
export async function serveRoot(
  serving: Serving = {},
): Promise<{ readonly address: string; readonly asked: string[]; close(): void }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    const headers = {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      ...serving.headers,
      ...serving.headersOf?.(path),
    };
    const given = path === '/' ? '<!doctype html><title>ownhand</title>' : serving.files?.[path];
    if (given !== undefined)
      response.writeHead(200, { ...headers, ...(path === '/' && { 'Content-Type': 'text/html' }) }).end(given);
    else if (existsSync(join(root, path)) && !path.endsWith('/'))
      response.writeHead(200, headers).end(readFileSync(join(root, path)));
    // Browsers ask for it by themselves.
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A browser without a window. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...args],
  });
}

/** A page at an address, with `ownhand` and `problems`, what it complained of. */
export async function openPage(
  context: BrowserContext,
  address: string,
): Promise<{ readonly page: Page; readonly problems: string[] }> {
  const page = await context.newPage();
  // Machines are busy with other tests as well.
  page.setDefaultTimeout(120_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(address);
  await page.evaluate("import('/dist/bundle/ownhand.js').then((module) => { globalThis.ownhand = module; })");
  return { page, problems };
}
