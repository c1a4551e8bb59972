#!/usr/bin/env node
// node bench/qmnist.mjs [--shots 1] [--writers 100] [--seed 1] [--verbose]
// Writers of MNIST's test digits each teach k digits of a class; their other digits are scored before and after.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { learn, openHand } from '../dist/node/index.js';
import { mustExist, sharedFolder } from './data/shared-folder.mjs';
import { mnist } from './pages/digits.mjs';
import { seeded, shuffled } from './pages/random.mjs';
import { mean, option, quantile, rounded } from './pages/score.mjs';
import { errorOf } from './writers/score.mjs';

const shots = Number(option('shots', '1'));
const wanted = Number(option('writers', '100'));
const seed = Number(option('seed', '1'));
/** Fewer digits than this to score say little of a writer. */
const LEAST_SCORED = 10;

const labels = mustExist(
  join(sharedFolder, 'data/qmnist/qmnist-test-labels-idx2-int.gz'),
  "QMNIST says who wrote each of MNIST's test digits",
);
// QMNIST's first 10,000 test rows are MNIST's test digits; column 2 is the writer (Yadav & Bottou 2019).
const table = gunzipSync(readFileSync(labels));
const columns = table.readUInt32BE(8);
const digits = mnist('t10k');
/** @type {Map<number, import('./pages/digits.mjs').Digit[]>} */
const byWriter = new Map();
for (let row = 0; row < digits.count; row++) {
  const at = 12 + 4 * columns * row;
  const digit = digits.at(row);
  if (String(table.readInt32BE(at)) !== digit.label)
    throw new Error(`row ${row} of ${labels} is another digit than MNIST's`);
  const writer = table.readInt32BE(at + 8);
  byWriter.set(writer, [...(byWriter.get(writer) ?? []), digit]);
}

const root = mkdtempSync(join(tmpdir(), 'ownhand-qmnist-'));
const untaught = openHand(join(root, 'untaught'));
const sampleOf = ({ label, picture, index }) => ({ label, picture, source: String(index) });
/** How many a hand's reader reads wrongly. */
const wrong = async (hand, samples) => Math.round(samples.length * (await errorOf(hand, samples)));

const rows = [];
for (const writer of shuffled(
  seeded(seed),
  [...byWriter.keys()].sort((a, b) => a - b),
)) {
  if (rows.length >= wanted) break;
  const own = shuffled(seeded(seed * 7919 + writer), byWriter.get(writer) ?? []);
  const teach = [...'0123456789'].flatMap((label) => own.filter((digit) => digit.label === label).slice(0, shots));
  const rest = own.filter((digit) => !teach.includes(digit)).map(sampleOf);
  if (rest.length < LEAST_SCORED) continue;
  const folder = join(root, String(writer));
  const hand = openHand(folder);
  const before = await wrong(untaught, rest);
  const started = performance.now();
  const { learned } = await learn(hand, teach.map(sampleOf));
  const seconds = (performance.now() - started) / 1000;
  const after = await wrong(hand, rest);
  await hand.close();
  rows.push({ writer, taught: teach.length, scored: rest.length, before, after, refused: !learned, seconds });
  if (process.argv.includes('--verbose')) console.log(rows.at(-1));
  rmSync(folder, { recursive: true, force: true });
}
await untaught.close();
rmSync(root, { recursive: true, force: true });
const scored = rows.reduce((sum, row) => sum + row.scored, 0);
const before = rows.reduce((sum, row) => sum + row.before, 0);
const after = rows.reduce((sum, row) => sum + row.after, 0);
console.log(
  JSON.stringify({
    seed,
    shots,
    writers: rows.length,
    scored,
    wrongBefore: before,
    wrongAfter: after,
    errorBefore: rounded(before / scored),
    errorAfter: rounded(after / scored),
    better: rows.filter((row) => row.after < row.before).length,
    worse: rows.filter((row) => row.after > row.before).length,
    worstRise: Math.max(...rows.map((row) => row.after - row.before)),
    refused: rows.filter((row) => row.refused).length,
    learnSeconds: {
      mean: rounded(mean(rows.map((row) => row.seconds)), 2),
      median: rounded(
        quantile(
          rows.map((row) => row.seconds),
          0.5,
        ),
        2,
      ),
    },
  }),
);
