// The built engine in a real browser: nested workers where the page is isolated, one thread where it is not, the same
// bits as in Node.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const work = `
export async function work(createEngine, initialWeights, threads) {
  const conv = (channels) => ({ kind: 'conv', size: 3, channels, activation: 'relu' });
  const network = { input: [28, 28, 1], layers: [conv(16), { kind: 'maxpool' }, conv(32), { kind: 'average' }, { kind: 'dense', units: 10, activation: 'none' }] };
  const engine = await createEngine(network, initialWeights(network, 1), { threads, reproducible: true });
  const inputs = Float32Array.from({ length: 64 * 784 }, (_, i) => (i * 7919 % 1000) / 1000);
  const targets = new Float32Array(640);
  for (let i = 0; i < 64; i++) targets[i * 10 + (i % 10)] = 1;
  const started = performance.now();
  // Long enough for the threads to arrive in the middle of it.
  for (let i = 0; i < 30; i++) { engine.step({ size: 64, inputs, targets }, { rate: 1e-3 }); await new Promise((resume) => setTimeout(resume, 5)); }
  const seconds = (performance.now() - started) / 1000;
  let sum = 0;
  for (const { data } of engine.weights().values()) for (const bits of new Int32Array(data.buffer, data.byteOffset, data.length)) sum = (Math.imul(sum, 31) + bits) | 0;
  const answer = { sum, threads: engine.threads, simd: engine.simd, seconds };
  engine.close();
  return answer;
}`;
const inWorker = `
import { createEngine } from '/dist/browser/browser-engine.js';
import { initialWeights } from '/dist/engine/initial-weights.js';
import { work } from '/work.js';
const answer = await work(createEngine, initialWeights, 2).catch((error) => ({ error: String(error) }));
await fetch('/done', { method: 'POST', body: JSON.stringify({ ...answer, isolated: globalThis.crossOriginIsolated }) });`;

async function inBrowser(isolated: boolean): Promise<Record<string, unknown>> {
  const profile = mkdtempSync(join(tmpdir(), 'ownhand-browser-'));
  let answer: (value: Record<string, unknown>) => void = () => undefined;
  const answered = new Promise<Record<string, unknown>>((resolve) => {
    answer = resolve;
  });
  const server = createServer((request, response) => {
    const headers = isolated
      ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
      : {};
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
    const path = request.url ?? '/';
    if (path === '/done') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        send('text/plain', '');
        answer(JSON.parse(body) as Record<string, unknown>);
      });
    } else if (path === '/')
      send('text/html', `<!doctype html><script type="module">new Worker('/worker.js', { type: 'module' });</script>`);
    else if (path === '/worker.js') send('text/javascript', inWorker);
    else if (path === '/work.js') send('text/javascript', work);
    else if (path.startsWith('/dist/') && !path.includes('..'))
      send('text/javascript', readFileSync(join(dist, path.slice(6))));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = spawn(
    chromium!,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      `--user-data-dir=${profile}`,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ],
    // A group of its own, so that its helpers, which write into the profile, can be ended with it.
    { stdio: 'ignore', detached: true },
  );
  try {
    return await answered;
  } finally {
    const gone = new Promise((resolve) => browser.once('exit', resolve));
    process.kill(-browser.pid!, 'SIGKILL');
    await gone;
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

test.skipIf(!chromium || !existsSync(join(dist, 'browser/browser-engine.js')))(
  'trains in Chromium to the same bits as in Node, isolated and not',
  async () => {
    const load = (path: string) => import(/* @vite-ignore */ `${dist}/${path}`);
    const [{ createEngine }, { initialWeights }] = [
      await load('node/engine/node-engine.js'),
      await load('engine/initial-weights.js'),
    ];
    const shared = (await import(`data:text/javascript,${encodeURIComponent(work)}`)) as {
      work: (...given: unknown[]) => Promise<Record<string, unknown>>;
    };
    const node = await shared.work(createEngine, initialWeights, 2);
    for (const isolated of [true, false]) {
      const browser = await inBrowser(isolated);
      expect(browser).toMatchObject({ isolated, threads: 2, simd: 'plain', sum: node['sum'] });
    }
  },
);
