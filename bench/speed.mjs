#!/usr/bin/env node
// node bench/speed.mjs [--against FOLDER] [--rounds 5] [--no-app]
// How long learning takes, medians of interleaved rounds:
// - first50: the first `learn` on a machine, of 50 new samples, with process start
// - cold50: `learn` of 50 new samples, with process start, on a machine that has learned before
// - warm150: `learn` of 150 samples by a process that has learned before
// - correction: one more sample of a hand with 50, learned by a running process, and a page of 50 digits read again
// - app: in the web app, 20 corrections on that page: from the key to the number's mark, and to the page read again
// FOLDER is another build of ownhand, measured in the same rounds and given as `before`, with the ratios.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadMnist, openHand } from '../dist/node/index.js';
import { composePage } from './pages/compose.mjs';
import { digitField } from './pages/ink.mjs';
import { seeded } from './pages/random.mjs';
import { quantile, rounded } from './pages/score.mjs';
import { writePicture } from './pages/write.mjs';
import { writeSymbols } from './writers/draw.mjs';
import { byWriter, ofEach, pendigits } from './writers/strokes.mjs';

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    app: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const root = mkdtempSync(join(tmpdir(), 'ownhand-speed-'));
const here = join(import.meta.dirname, '..');
const [own] = [...byWriter(pendigits('tes')).values()];
const digits = (own ?? []).filter(({ label }) => /^\d$/.test(label));
const random = seeded(5);
const photo = join(root, 'page.jpg');
const truth = await hardPage(photo);
const lessons = join(root, 'lessons');
await writeSymbols(lessons, ofEach(digits, 5));

/**
 * A page of 25 numbers of two digits each, those of MNIST's test digits that the shipped reader is least sure of: many
 * are misread. Gives the numbers. @param {string} file
 */
async function hardPage(file) {
  const { labels, pictures: images } = (await loadMnist()).test;
  const shippedReader = openHand(join(root, 'nobody'));
  const chances = (await shippedReader.model()).classify(images, labels.length);
  await shippedReader.close();
  const columns = chances.length / labels.length;
  const hard = Array.from(labels, (label, i) => ({
    label: String(label),
    i,
    chance: chances[i * columns + label] ?? 1,
  }))
    .sort((a, b) => a.chance - b.chance)
    .slice(0, 50);
  const numbers = Array.from({ length: 25 }, (_, k) =>
    hard
      .slice(2 * k, 2 * k + 2)
      .map(({ label }) => label)
      .join(''),
  );
  const left = dealt(hard);
  const field = (/** @type {string} */ label, /** @type {() => number} */ _, /** @type {number} */ pen) => {
    const { i = 0 } = left(label);
    return digitField(images.subarray(i * 784, (i + 1) * 784), pen);
  };
  const lines = Array.from({ length: 5 }, (_, k) => numbers.slice(5 * k, 5 * k + 5));
  await writePicture(composePage(random, { lines, size: 50, touching: 0, writer: { field } }), file);
  return numbers;
}

/** Gives the digits of a label one after the other. @param {readonly {label: string, i: number}[]} digits */
function dealt(digits) {
  /** @type {Map<string, {label: string, i: number}[]>} */
  const left = new Map();
  for (const digit of digits) left.set(digit.label, [...(left.get(digit.label) ?? []), digit]);
  return (/** @type {string} */ label) => left.get(label)?.shift() ?? { label, i: 0 };
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
  for (const [name, folder] of Object.entries(builds)) app[name] = await correctInApp(folder, photo, truth, 20);
}
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ rounds: Number(values.rounds), ...result, ...ratios, ...(values.app && { app }) }));
