#!/usr/bin/env node
// node bench/clutter.mjs [--pages 200] [--seed 1] [--keep DIR] [--verbose]
// False digits on generated pages that have none.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clutterPages } from './pages/clutter.mjs';
import { between, seeded } from './pages/random.mjs';
import { option, rounded } from './pages/score.mjs';
import { readFiles, writePicture } from './pages/write.mjs';

const count = Number(option('pages', '200'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-clutter-'));
mkdirSync(folder, { recursive: true });

const kinds = Object.keys(clutterPages);
const pages = [];
for (let index = 0; index < count; index++) {
  const kind = kinds[index % kinds.length];
  const random = seeded(seed * 200_003 + index);
  const file = join(folder, `${kind}-${String(index).padStart(4, '0')}.jpg`);
  await writePicture(clutterPages[kind](random), file, Math.round(between(random, 65, 92)));
  pages.push({ file, kind });
}
const readings = await readFiles(pages.map(({ file }) => file));
/** @type {Record<string, {pages: number, falseDigits: number}>} */
const by = Object.fromEntries(kinds.map((kind) => [kind, { pages: 0, falseDigits: 0 }]));
for (const [k, { file, kind }] of pages.entries()) {
  const { lines, error } = readings[k];
  if (error) throw new Error(`${file}: ${error.message}`);
  const digits = lines
    .map((/** @type {{text: string}} */ line) => line.text)
    .join('')
    .replaceAll(/[^0-9]/g, '');
  by[kind].pages++;
  by[kind].falseDigits += digits.length;
  if (digits && process.argv.includes('--verbose')) console.log(`${file}: ${digits}`);
}
const total = Object.values(by).reduce((sum, { falseDigits }) => sum + falseDigits, 0);
if (!keep) rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ seed, pages: count, falseDigitsAPage: rounded(total / count), by }));
