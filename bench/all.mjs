#!/usr/bin/env node
// npm run bench [-- NAME…]
// Prints every figure that README quotes, each with the command that gives it, as JSON. Run it after `npm run build`.
// With names it runs those benches alone; `documents`, `cards`, `stress`, `speed` and `start` run only when named.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFolder } from './data/shared-folder.mjs';

const root = join(import.meta.dirname, '..');
const hand = join(tmpdir(), `ownhand-bench-${process.pid}`);

/**
 * @typedef {object} Figure
 * @property {string} command as README gives it
 * @property {boolean} [shared] whether it needs the shared folder's photos and writers
 * @property {boolean} [named] whether it runs only when named
 */

/** @type {Readonly<Record<string, Figure>>} */
const figures = {
  mnist: { command: `node dist/cli/main.js eval --mnist --json --hand ${hand}` },
  engine: { command: 'node bench/engine.mjs' },
  start: { command: 'node bench/start.mjs', named: true },
  cards: { command: 'node bench/cards.mjs', shared: true, named: true },
  speed: { command: 'node bench/speed.mjs', shared: true, named: true },
  lines: { command: 'node bench/lines.mjs' },
  clutter: { command: 'node bench/clutter.mjs' },
  documents: { command: 'node bench/documents.mjs', named: true },
  scale: { command: 'node bench/scale.mjs' },
  sheet: { command: 'node bench/sheet.mjs' },
  photos: { command: 'node bench/photos.mjs', shared: true },
  tables: { command: 'node bench/tables.mjs', shared: true },
  stress: { command: 'node bench/stress.mjs', shared: true, named: true },
  hands: { command: 'node bench/hands.mjs', shared: true },
  equations: { command: 'node bench/equations.mjs', shared: true },
  signs: { command: 'node bench/signs.mjs', shared: true },
  writers: { command: 'node bench/qmnist.mjs', shared: true },
  calibration: { command: 'node bench/calibration.mjs', shared: true },
  poison: { command: 'node bench/poison.mjs --writers 14 --rounds 2', shared: true },
  ask: { command: 'node bench/ask.mjs', shared: true },
  teach: { command: 'node bench/teach.mjs', shared: true },
  sessions: { command: 'node bench/sessions.mjs', shared: true },
  symbols: { command: 'node bench/symbols.mjs --writers 12', shared: true },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in figures));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(figures).join(', ')}`);
  process.exit(2);
}
/** @type {Record<string, object>} */
const result = {};
for (const [name, { command, shared, named }] of Object.entries(figures)) {
  if (wanted.length > 0 ? !wanted.includes(name) : named) continue;
  if (shared && !existsSync(sharedFolder)) {
    console.error(`${name}: skipped, ${sharedFolder} is not there`);
    continue;
  }
  console.error(`${name}: ${command}`);
  const [, ...args] = command.split(' ');
  const out = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OWNHAND_SHARED: sharedFolder },
  });
  const { confusion: _, ...figure } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
  result[name] = { command: command.replace(` --hand ${hand}`, ''), ...figure };
}
console.log(JSON.stringify(result, undefined, 2));
