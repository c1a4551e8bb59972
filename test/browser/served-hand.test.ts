// The hand of `ownhand serve` as its page has it: the same calls, done by the command line's own process in the hand's
// folder (needs a build and Chromium).
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canRun, type InPage, openBrowser, openPage, root } from './chromium.js';

let browser: Browser;
let folder: string;
let child: ChildProcess;
let address: string;
let told = '';

beforeAll(async () => {
  if (!canRun) return;
  folder = mkdtempSync(join(tmpdir(), 'ownhand-served-'));
  mkdirSync(join(folder, 'scans'));
  cpSync(join(root, 'examples/page.png'), join(folder, 'scans/page.png'));
  writeFileSync(join(folder, 'scans/broken.jpg'), 'no picture');
  // The program with an app of one file.
  for (const part of ['dist/bundle', 'models'])
    cpSync(join(root, part), join(folder, 'app', part), { recursive: true });
  writeFileSync(join(folder, 'app/index.html'), '<!doctype html><title>app</title>');
  const program = `
    import { openHand } from '${root}/dist/node/index.js';
    import { serveHand } from '${root}/dist/node/serve/serve-hand.js';
    const [, app, hand, ...photos] = process.argv;
    const server = await serveHand({ hand: openHand({ folder: hand }), photos, port: 0, app, warn: console.error });
    console.log(server.address);
  `;
  const scans = ['broken.jpg', 'page.png'].map((name) => join(folder, 'scans', name));
  const args = ['--input-type=module', '--eval', program, '--', join(folder, 'app'), join(folder, 'hand'), ...scans];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  address = await new Promise((heard) => {
    child.stdout!.on('data', (part: Buffer) => {
      told += part.toString();
      if (told.includes('\n')) heard(told.trim());
    });
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  child?.kill();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!canRun)('the page reads, learns, undoes, exports and imports there', async () => {
  const context = await browser.newContext();
  const { page, problems } = await openPage(context, address);
  const token = new URL(address).hash.replace('#token=', '');
  const said = await page.evaluate(async (secret) => {
    const { exportHand, importHand, learn, openHand, openServedHand, read, readAll, readBoxes, samplesOfExport, undo } =
      (globalThis as never as InPage).ownhand;
    const failure = (error: { code: string }) => error.code;
    const wrong = await openServedHand('x').then(() => 'opened', failure);
    const hand = await openServedHand(secret);
    const all: string[] = [];
    for await (const each of readAll(hand, hand.photos))
      all.push(`${each.name} ${'reading' in each ? each.reading.lines.length : each.error.code}`);
    const blob = await hand.photos[1]!.blob();
    const reading = await read(hand, new File([blob], 'mine.png'));
    const bitmap = await read(hand, await createImageBitmap(blob));
    const local = openHand('local');
    const inWorker = await read(local, blob);
    const glyphs = reading.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs)).slice(0, 12);
    const boxes = await readBoxes(hand, hand.photos[1]!, [glyphs[0]!.box]);
    const heard = new Set<string>();
    const samples = glyphs.map(({ label, picture }, i) => ({ label, picture, source: `page.png, at ${90 * i} 0` }));
    const result = await learn(hand, samples, {
      force: true,
      onProgress: () => void heard.add('progress'),
      onSaved: ({ added }) => void heard.add(`saved ${added}`),
    });
    const held = await hand.store.samples();
    const back = await undo(hand);
    const file = await exportHand(hand);
    const full = await importHand(hand, file).then(() => 'filled', failure);
    await importHand(local, file);
    const stored = (await local.store.samples()).length;
    const carried = (await samplesOfExport(file)).length;
    const stop = new AbortController();
    const stopped = learn(hand, [{ label: '3', picture: glyphs[0]!.picture, source: 'x' }], {
      force: true,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    }).then(() => 'learned', failure);
    return {
      wrong,
      all,
      texts: [reading.text === inWorker.text, bitmap.text === inWorker.text],
      box: boxes[0]?.label === glyphs[0]!.label,
      heard: [...heard].sort(),
      learned: result.learned,
      held: [held.length, held[0]!.picture.length],
      back,
      full,
      stored,
      carried,
      stopped: await stopped,
      isolated: crossOriginIsolated,
      journal: (await hand.store.journal()).map(({ event }) => event).slice(0, 3),
    };
  }, token);
  expect(said).toEqual({
    wrong: 'refused',
    all: ['broken.jpg not-an-image', 'page.png 5'],
    texts: [true, true],
    box: true,
    heard: ['progress', 'saved 12'],
    learned: true,
    held: [12, 784],
    back: 0,
    full: 'refused',
    stored: 12,
    carried: 12,
    stopped: 'aborted',
    isolated: true,
    journal: ['samples', 'learned', 'use'],
  });
  expect(readdirSync(join(folder, 'hand/checkpoints'))).toEqual(['0001.safetensors']);
  // What was refused is told as a failed request; nothing else may be.
  expect(problems.filter((problem) => !/status of 4\d\d/.test(problem))).toEqual([]);
  await context.close();
});

test.skipIf(!canRun || !existsSync(join(root, 'dist/cli/main.js')))(
  'ownhand serve prints its address, and ends when it is told to',
  async () => {
    const args = [
      'serve',
      '--hand',
      join(folder, 'cli-hand'),
      '--folder',
      join(folder, 'scans'),
      '--port',
      '0',
      '--json',
    ];
    const serving = spawn(process.execPath, [join(root, 'dist/cli/main.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const line = await new Promise<string>((heard) =>
      serving.stdout.once('data', (part: Buffer) => heard(String(part))),
    );
    const event = JSON.parse(line) as { address: string; photos: number };
    expect(event).toMatchObject({ event: 'serving', photos: 2 });
    const { origin, hash } = new URL(event.address);
    const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` };
    const info = await fetch(`${origin}/api/hand`, { headers });
    expect(await info.json()).toMatchObject({ photos: ['broken.jpg', 'page.png'] });
    expect((await fetch(`${origin}/api/hand`)).status).toBe(403);
    serving.kill('SIGINT');
    const code = await new Promise((ended) => serving.once('exit', (exit) => ended(exit)));
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'cli-hand'))).toBe(false);
  },
);
