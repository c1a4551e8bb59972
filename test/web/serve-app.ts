// The built app as any static host serves it, on a port of its own, and Chromium with it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Where Chromium is; undefined where it is not. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

/** Whether there is a browser and a built app to test. */
export const canTest = chromium !== undefined && existsSync(join(folder, 'index.html'));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
};

const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** A server of the app. */
export interface AppServer {
  /** Its address, with a slash at the end. */
  readonly url: string;
  /** Bytes that it has sent, compressed, by path. */
  readonly sent: Map<string, number>;
  /** Stops it. */
  close(): Promise<void>;
}

/** How the app is served. */
interface AppServing {
  /** Whether the headers are sent that threads need. */
  readonly isolated?: boolean;
  readonly port?: number;
  /** Scripts by path, beside the app, which loads them too. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Hears what is posted. */
  readonly onPost?: (body: string) => void;
}

/** Serves the app. */
export async function serveApp({
  isolated = true,
  port = 0,
  scripts = {},
  onPost = () => {},
}: AppServing = {}): Promise<AppServer> {
  const sent = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        response.writeHead(204).end();
        onPost(body);
      });
      return;
    }
    const script = scripts[path];
    if (script !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/javascript', ...(isolated && ISOLATED) }).end(script);
      return;
    }
    if (path.includes('..') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const isText = /\.(js|css|html|svg|webmanifest)$/.test(file);
    const plain = readFileSync(file);
    const added = Object.keys(scripts).map((each) => `<script type="module" src="${each}"></script>`);
    const bytes = isText ? gzipSync(path === '/' ? `${plain}${added.join('')}` : plain) : plain;
    sent.set(path, bytes.length);
    response
      .writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        ...(isText && { 'Content-Encoding': 'gzip' }),
        ...(isolated && ISOLATED),
      })
      .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
