// The server of a hand does what its own page asks, and nothing that anybody else does.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeTar } from '../../../src/archive/tar.js';
import { decodeWire, encodeWire } from '../../../src/archive/wire-json.js';
import { type Hand, openHand } from '../../../src/node/hand/open-hand.js';
import { type HandServer, serveHand } from '../../../src/node/serve/serve-hand.js';
import type { Reading } from '../../../src/reading.js';
import { drawnPage } from '../../cli/drawn.js';
import { pngBomb } from '../picture/png-bomb.js';

let root: string;
let folder: string;
let hand: Hand;
let server: HandServer;
let port: number;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ownhand-serve-'));
  folder = join(root, 'hand');
  hand = openHand({ folder });
  mkdirSync(join(root, 'app/assets'), { recursive: true });
  writeFileSync(join(root, 'app/index.html'), '<!doctype html><title>app</title>');
  writeFileSync(join(root, 'app/assets/a.js'), 'export {};');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'page.png'), drawnPage(['12 345', '67 890']));
  writeFileSync(join(root, 'drawing.svg'), SCRIPTED);
  server = await serveHand({ hand, photos: [join(root, 'page.png')], port: 0, app: join(root, 'app'), warn: () => {} });
  port = Number(new URL(server.address).port);
});
afterAll(async () => {
  await server.close();
  await hand.close();
  rmSync(root, { recursive: true, force: true });
});

const SCRIPTED =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script><path d="M9 9V80"/></svg>';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Whether the token is sent. Default: yes. */
  readonly token?: boolean | string;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks as no browser has to: any path, host and header. */
function ask(path: string, { method = 'GET', headers = {}, body, token = true }: Asked = {}): Promise<Answered> {
  const authorization = token === false ? {} : { authorization: `Bearer ${token === true ? server.token : token}` };
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers: { ...authorization, ...headers } });
    asking.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const post = (path: string, body: string | Uint8Array, others: Asked = {}) =>
  ask(path, { method: 'POST', body, ...others });

/** What a refusal says; nothing of the hand may have been written. */
function refused({ status, text }: Answered, expected: number, code: string): void {
  expect([status, (JSON.parse(text) as { error: { code: string } }).error.code]).toEqual([expected, code]);
  expect(existsSync(folder)).toBe(false);
}

const sample = { label: '7', picture: new Uint8Array(784).fill(9), source: 'a test' };
const learning = encodeWire({ samples: [sample] });

test('the app comes with a policy that lets nothing else in, and isolated', async () => {
  const { status, headers, text } = await ask('/', { token: false });
  expect([status, text]).toEqual([200, '<!doctype html><title>app</title>']);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect((await ask('/assets/a.js', { token: false })).headers['content-type']).toContain('text/javascript');
});

test('the page reads photos of the folder and its own', async () => {
  const info = decodeWire((await ask('/api/hand')).text);
  expect(info).toEqual({ name: folder, photos: ['page.png'] });
  expect((await ask('/api/photos/0')).headers['content-type']).toBe('image/png');
  const served = decodeWire((await post('/api/read?photo=0', '')).text) as Reading;
  const sent = decodeWire((await post('/api/read?name=x.png', readFileSync(join(root, 'page.png')))).text) as Reading;
  expect(served.text.replace(/\D/g, '')).toBe('1234567890');
  expect(sent).toEqual(served);
  const careful = decodeWire((await post('/api/read?photo=0&careful=true', '')).text) as Reading;
  const doubt = ({ lines }: Reading) =>
    lines.flatMap(({ numbers }) => numbers).reduce((sum, each) => sum + 1 - each.confidence, 0);
  expect(doubt(careful)).toBeLessThan(doubt(served));
  const { box, label } = served.lines[0]!.numbers[0]!.glyphs[0]!;
  const place = encodeURIComponent([box.x, box.y, box.w, box.h].join());
  const boxes = decodeWire((await post(`/api/boxes?photo=0&boxes=${place}`, '')).text) as { label: string }[];
  expect(boxes.map((each) => each.label)).toEqual([label]);
  expect(existsSync(folder)).toBe(false);
});

test('without the token, or with another one, nothing is done', async () => {
  for (const token of [false, 'x', `${server.token}x`]) {
    refused(await ask('/api/hand', { token }), 403, 'refused');
    refused(await post('/api/learn', learning, { token }), 403, 'refused');
    refused(await ask('/api/export', { token }), 403, 'refused');
  }
});

test('another origin, another site and another host are refused, token or not', async () => {
  const others: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: `http://127.0.0.1:${port + 1}` },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'evil.example' },
    // A name that was made to resolve to this machine comes with its own Host and a matching Origin.
    { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
    { host: '127.0.0.1' },
    { host: `127.0.0.1:${port + 1}` },
  ];
  for (const headers of others) refused(await post('/api/learn', learning, { headers }), 403, 'refused');
  expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
  const own = { host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' };
  expect((await ask('/api/hand', { headers: own })).status).toBe(200);
});

test('a preflight gets no permission', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const { status, headers: answered } = await ask('/api/learn', { method: 'OPTIONS', headers });
  expect(status).toBe(403);
  expect(Object.keys(answered).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('no path leads out of the app, nor to a file that it does not name', async () => {
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//etc/passwd',
    `//${root}/secret.txt`,
    'http://127.0.0.1/../secret.txt',
    '/secret.txt%00.html',
    '/api/photos/..%2f..%2fsecret.txt',
    '/api/photos/1',
    '/api/photos/-1',
    '/api/checkpoints/..%2f..%2f..%2fsecret',
    '/api/call/__proto__',
    '/api/call/clear',
  ];
  for (const path of paths) {
    const { status, text } = await ask(path);
    expect([path, [400, 404].includes(status)]).toEqual([path, true]);
    expect(text).not.toMatch(/^secret$/);
  }
  refused(await post('/api/call/clear', '[]'), 404, 'not-found');
  refused(await post('/api/call/toString', '[]'), 404, 'not-found');
});

test('a body that is too large is refused before it is read', async () => {
  const headers = { 'content-length': '9999999999' };
  const answered = await new Promise<number>((resolve, reject) => {
    const asking = request({
      host: '127.0.0.1',
      port,
      path: '/api/hand',
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${server.token}` },
    });
    asking.on('response', (response) => resolve(response.statusCode ?? 0));
    asking.on('error', reject);
    asking.flushHeaders();
  });
  expect(answered).toBe(413);
  const chunked = await new Promise<number>((resolve, reject) => {
    const asking = request({
      host: '127.0.0.1',
      port,
      path: '/api/call/addSamples',
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}` },
    });
    asking.on('response', (response) => resolve(response.statusCode ?? 0));
    asking.on('error', reject);
    const part = Buffer.alloc(1 << 20, '[');
    let sent = 0;
    const more = () => {
      while (sent++ < 70) if (!asking.write(part)) return void asking.once('drain', more);
      asking.end();
    };
    more();
  });
  expect(chunked).toBe(413);
  expect(existsSync(folder)).toBe(false);
});

test('what is malformed is refused, and nothing is written', async () => {
  const manifest = JSON.stringify({ format: 1, pictures: true, samples: 0, checkpoints: 0 });
  const leading = gzipSync(
    encodeTar([
      { name: 'ownhand.json', bytes: Buffer.from(manifest) },
      { name: '../escaped.txt', bytes: Buffer.from('x') },
    ]),
  );
  refused(await post('/api/hand', 'no hand'), 422, 'damaged');
  refused(await post('/api/hand', gzipSync('no tar')), 422, 'damaged');
  refused(await post('/api/hand', leading), 422, 'damaged');
  expect(readdirSync(root)).not.toContain('escaped.txt');
  refused(await post('/api/learn', '{'), 400, 'usage');
  refused(await post('/api/learn', 'null'), 400, 'usage');
  refused(await post('/api/learn', '{"samples":{"length":3}}'), 400, 'usage');
  for (const wrong of [[null], [7], [{ ...sample, picture: 'x' }]].map((samples) => encodeWire([samples])))
    refused(await post('/api/call/addSamples', wrong), 400, 'usage');
  refused(await post('/api/call/use', '["1"]'), 400, 'usage');
  refused(await post('/api/call/ask', '[[{"lines":3}]]'), 400, 'usage');
  refused(await post('/api/call/removeSamples', '[[{}]]'), 400, 'usage');
  refused(await post('/api/boxes?photo=0&boxes=1,2,3', ''), 400, 'usage');
  for (const edits of ['nothing', '{}', '[1]', '[{"kind":"glyphs","was":[],"are":[{"box":{}}]}]'])
    refused(await post(`/api/equations?photo=0&edits=${encodeURIComponent(edits)}`, ''), 400, 'usage');
});

test('a picture that is a bomb, or holds a script, or is none, is not read', async () => {
  refused(await post('/api/read?name=bomb.png', pngBomb(30_000)), 413, 'too-large');
  refused(await post('/api/read?name=drawing.svg', SCRIPTED), 422, 'not-an-image');
  refused(await post('/api/read?name=../../secret.txt', 'secret'), 422, 'not-an-image');
  refused(await post('/api/read', ''), 422, 'empty');
});

test('the page learns, undoes, forgets, exports and imports', async () => {
  const reading = decodeWire((await post('/api/read?photo=0', '')).text) as Reading;
  const glyphs = reading.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs));
  const samples = glyphs.map(({ label, picture }, i) => ({ label, picture, source: `page.png, at ${100 * i} 0` }));
  const { text } = await post('/api/learn', encodeWire({ samples, force: true, seed: 3 }));
  const lines = text
    .trim()
    .split('\n')
    .map((line) => decodeWire(line) as Record<string, unknown>);
  expect(lines.some((line) => 'progress' in line)).toBe(true);
  expect(lines.at(-1)?.['result']).toMatchObject({ learned: true, checkpoint: 1, samples: samples.length });
  const held = decodeWire((await post('/api/call/samples', '[]')).text) as { id: string }[];
  expect(held.length).toBe(samples.length);
  expect(decodeWire((await post('/api/call/undo', '[]')).text)).toBe(0);
  expect(decodeWire((await post('/api/call/use', '[1]')).text)).toBe(null);
  await post('/api/call/removeSamples', encodeWire([[held[0]!.id], {}]));
  expect((await hand.store.samples()).length).toBe(samples.length - 1);
  const exported = await fetch(`http://127.0.0.1:${port}/api/export`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  const file = new Uint8Array(await exported.arrayBuffer());
  const full = await post('/api/hand', file);
  expect([full.status, full.text]).toEqual([403, expect.stringContaining('not empty')]);
  await hand.store.clear();
  expect((await post('/api/hand', file)).status).toBe(200);
  expect(await hand.store.current()).toBe(1);
});
