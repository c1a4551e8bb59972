#!/usr/bin/env node
// node bench/lines.mjs [--lines 400] [--seed 1] [--keep DIR] [--verbose]
// Lines that are read exactly on generated pages, with digits that stand apart and digits that touch.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyNumber, borrowed, composePage } from './pages/compose.mjs';
import { mnist } from './pages/digits.mjs';
import { between, seeded, whole } from './pages/random.mjs';
import { edits, found, mean, option, rounded } from './pages/score.mjs';
import { readFiles, writePicture } from './pages/write.mjs';

const LINES_A_PAGE = 4;
const count = Number(option('lines', '400'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const verbose = process.argv.includes('--verbose');
const digits = mnist('t10k');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-lines-'));
mkdirSync(folder, { recursive: true });

/**
 * Pages with their truth; `touching` is the chance that two neighbours meet.
 * @param {string} name
 * @param {number} touching
 */
async function pagesOf(name, touching) {
  const pages = [];
  for (let index = 0; index * LINES_A_PAGE < count; index++) {
    const random = seeded(seed * 100_003 + index * 2 + (touching > 0 ? 1 : 0));
    const lines = Array.from({ length: LINES_A_PAGE }, () => [anyNumber(random, whole(random, 2, 10))]);
    const page = composePage(random, { lines, writer: borrowed(digits, random), touching });
    const file = join(folder, `${name}-${String(index).padStart(4, '0')}.jpg`);
    await writePicture(page, file, Math.round(between(random, 65, 92)));
    pages.push({ file, lines: page.truth.lines });
  }
  return pages;
}

/**
 * @param {Awaited<ReturnType<typeof pagesOf>>} pages
 * @param {(line: import('./pages/compose.mjs').TrueLine) => boolean} counts
 */
async function score(pages, counts) {
  const readings = await readFiles(pages.map(({ file }) => file));
  /** @type {boolean[]} */
  const exact = [];
  let [wrong, length, spaced] = [0, 0, 0];
  for (const [k, { file, lines }] of pages.entries()) {
    const got = (readings[k].lines ?? []).map((/** @type {{text: string}} */ line) => line.text);
    const bare = got.map((/** @type {string} */ text) => text.replaceAll(' ', ''));
    const want = lines.map((line) => line.text);
    const hits = found(want, bare);
    const whole = found(want, got);
    for (const [j, line] of lines.entries()) {
      if (!counts(line)) continue;
      exact.push(hits[j]);
      if (whole[j]) spaced++;
    }
    wrong += edits(want.join(''), bare.join(''));
    length += want.join('').length;
    if (verbose && hits.includes(false))
      console.log(`${file}: ${want.join('/')} -> ${got.join('/') || JSON.stringify(readings[k].error ?? '')}`);
  }
  return {
    lines: exact.length,
    exact: rounded(mean(exact.map(Number))),
    asOneNumber: rounded(spaced / exact.length),
    digitError: rounded(wrong / length),
  };
}

const apart = await score(await pagesOf('apart', 0), () => true);
console.log('apart', apart);
const touching = await score(await pagesOf('touching', 0.5), (line) => line.touching > 0);
console.log('touching', touching);
if (!keep) rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ seed, apart, touching }));
