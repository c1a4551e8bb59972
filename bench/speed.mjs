#!/usr/bin/env node
// node bench/speed.mjs [--against FOLDER] [--rounds 5] [--no-app] [--verbose]
// How long learning takes, medians of interleaved rounds:
// - first50: the first `learn` on a machine, of 50 new samples, with process start
// - cold50: `learn` of 50 new samples, with process start, on a machine that has learned before
// - warm150: `learn` of 150 samples by a process that has learned before
// - correction: one more sample of a hand with 50, learned by a running process, and a page of 50 digits read again
// - app: in the web app, 20 corrections on pages of 50 digits by several people, one after the other: from the key to
//   the number's mark (seenMs), and until that page and those before it are read again (rereadMs); lastFive is the
//   middle of the last five
// FOLDER is another build of ownhand, measured in the same rounds and given as `before`, with the ratios.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openHand } from '../dist/node/index.js';
import { composePage } from './pages/compose.mjs';
import { digitField } from './pages/ink.mjs';
import { seeded, shuffled } from './pages/random.mjs';
import { quantile, rounded } from './pages/score.mjs';
import { writePicture } from './pages/write.mjs';
import { writeSymbols } from './writers/draw.mjs';
import { byWriter, drawnSample, ofEach, pendigits } from './writers/strokes.mjs';

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    app: { type: 'boolean', default: true },
    verbose: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
/** Hands whose pages are corrected in the app. */
const MOST_PAGES = 8;
const root = mkdtempSync(join(tmpdir(), 'ownhand-speed-'));
const here = join(import.meta.dirname, '..');
const [own] = [...byWriter(pendigits('tes')).values()];
const digits = (own ?? []).filter(({ label }) => /^\d$/.test(label));
const random = seeded(5);
const pages = await hardPages();
const photo = pages[0]?.file ?? '';
const lessons = join(root, 'lessons');
await writeSymbols(lessons, ofEach(digits, 5));

/**
 * Pages of 25 numbers of two digits each, by the hands of pendigits that the shipped reader reads worst, and of their
 * digits those that it is least sure of: many are misread, and correcting one teaches others.
 */
async function hardPages() {
  const shippedReader = openHand(join(root, 'nobody'));
  const model = await shippedReader.model();
  const hands = [...byWriter([...pendigits('tra'), ...pendigits('tes')]).values()].map((written) => {
    const samples = written.map(drawnSample);
    const pictures = Uint8Array.from(samples.flatMap(({ picture }) => [...picture]));
    const chances = model.classify(pictures, samples.length);
    const columns = chances.length / samples.length;
    return samples
      .map(({ label, picture }, i) => ({ label, picture, chance: chances[i * columns + Number(label)] ?? 1 }))
      .sort((x, y) => x.chance - y.chance)
      .slice(0, 50);
  });
  await shippedReader.close();
  const sum = (/** @type {{chance: number}[]} */ digits) => digits.reduce((all, { chance }) => all + chance, 0);
  hands.sort((x, y) => sum(x) - sum(y));
  const written = [];
  for (const [k, hard] of hands.slice(0, MOST_PAGES).entries()) {
    const file = join(root, `page-${k}.jpg`);
    written.push({ file, truth: await writeHard(file, shuffled(random, hard)) });
  }
  return written;
}

/**
 * Draws digits on a page, two by two, and gives the numbers.
 * @param {string} file @param {{label: string, picture: Uint8Array}[]} left
 */
async function writeHard(file, left) {
  const numbers = Array.from({ length: 25 }, (_, k) => `${left[2 * k]?.label}${left[2 * k + 1]?.label}`);
  const lines = Array.from({ length: 5 }, (_, k) => numbers.slice(5 * k, 5 * k + 5));
  const field = (/** @type {string} */ label, /** @type {() => number} */ _, /** @type {number} */ pen) => {
    const digit = left.shift();
    if (digit?.label !== label) throw new Error('the page draws its digits in another order than they were dealt');
    return digitField(digit.picture, pen);
  };
  const columns = [0, 3.5, 7, 10.5, 14];
  await writePicture(composePage(random, { lines, size: 50, columns, touching: 0, writer: { field } }), file);
  return numbers;
}

/** What a build of ownhand takes, in milliseconds. @param {string} folder @param {string} name */
function measure(folder, name) {
  const [first50, cold50] = ['first', 'cold'].map((hand) => {
    const start = performance.now();
    const main = join(folder, 'dist/cli/main.js');
    execFileSync(process.execPath, [main, 'learn', lessons, '--reverse', '--hand', join(root, `${name}-${hand}`)], {
      stdio: 'ignore',
      env: { ...process.env, XDG_CACHE_HOME: join(root, `${name}-cache`) },
    });
    return performance.now() - start;
  });
  const running = join(import.meta.dirname, 'pages/learn-running.mjs');
  const out = execFileSync(process.execPath, [running, folder, join(root, `${name}-running`), photo], {
    encoding: 'utf8',
  });
  return { first50, cold50, ...JSON.parse(out) };
}

/** The middle of each time, of several rounds. @param {Record<string, number>[]} rounds */
const medians = (rounds) =>
  Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((key) => [
      key,
      Math.round(
        quantile(
          rounds.map((round) => round[key] ?? 0),
          0.5,
        ),
      ),
    ]),
  );

const builds = { after: here, ...(values.against !== undefined && { before: resolve(values.against) }) };
/** @type {Record<string, Record<string, number>[]>} */
const rounds = Object.fromEntries(Object.keys(builds).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++)
  for (const [name, folder] of Object.entries(builds)) rounds[name]?.push(measure(folder, `${name}-${round}`));
/** @type {Record<string, Record<string, number>>} */
const result = Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, medians(each)]));
const { after, before } = result;
const ratios =
  before && after
    ? {
        ratios: Object.fromEntries(
          Object.entries(after).map(([key, ms]) => [key, rounded(ms / (before[key] ?? 1), 2)]),
        ),
      }
    : {};
/** @type {Record<string, object>} */
const app = {};
if (values.app) {
  const { correctInApp } = await import('./pages/correct-in-app.mjs');
  for (const [name, folder] of Object.entries(builds)) app[name] = await correctInApp(folder, pages, 20);
}
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ rounds: Number(values.rounds), ...result, ...ratios, ...(values.app && { app }) }));
