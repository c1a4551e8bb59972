#!/usr/bin/env node
// npm run bench [-- NAME…]     every figure that README quotes, each with the command that gives it, as JSON. After `npm run build`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const shared = process.env.OWNHAND_SHARED ?? join(root, '..', 'shared');
const hand = join('/tmp', `ownhand-bench-${process.pid}`);

/** Name, command as README gives it, and whether it needs the shared folder's photos and writers. */
const figures = [
  ['mnist', `node dist/cli/main.js eval --mnist --json --hand ${hand}`, false],
  ['engine', 'node bench/engine.mjs', false],
  ['lines', 'node bench/lines.mjs', false],
  ['clutter', 'node bench/clutter.mjs', false],
  ['scale', 'node bench/scale.mjs', false],
  ['sheet', 'node bench/sheet.mjs', false],
  ['photos', `node ${join(shared, 'bench/photos.mjs')}`, true],
  ['hands', `node ${join(shared, 'bench/hands.mjs')}`, true],
  ['signs', 'node bench/signs.mjs', true],
  ['writers', 'node bench/qmnist.mjs', true],
  ['calibration', 'node bench/calibration.mjs', true],
  ['poison', 'node bench/poison.mjs --writers 14 --rounds 2', true],
  ['ask', 'node bench/ask.mjs', true],
  ['sessions', 'node bench/sessions.mjs', true],
  ['symbols', 'node bench/symbols.mjs --writers 12', true],
];

const wanted = process.argv.slice(2);
const result = {};
for (const [name, command, needsShared] of figures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (needsShared && !existsSync(shared)) {
    console.error(`${name}: skipped, ${shared} is not there`);
    continue;
  }
  console.error(`${name}: ${command}`);
  const [program, ...args] = command.split(' ');
  const out = execFileSync(program === 'node' ? process.execPath : program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { confusion: _, ...figure } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
  result[name] = { command: command.replace(`${shared}/`, '../shared/').replace(` --hand ${hand}`, ''), ...figure };
}
console.log(JSON.stringify(result, undefined, 2));
