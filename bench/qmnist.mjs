#!/usr/bin/env node
// node bench/qmnist.mjs [--shots 1] [--writers 100] [--seed 1] [--verbose]     MNIST test writers each teach k digits a class; their other digits, before and after
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { mnist } from './pages/digits.mjs';
import { seeded, shuffled } from './pages/random.mjs';
import { mean, option, quantile, rounded } from './pages/score.mjs';
import { jsonLines, ownhand, writePicture } from './pages/write.mjs';

const shots = Number(option('shots', '1'));
const wanted = Number(option('writers', '100'));
const seed = Number(option('seed', '1'));
/** Fewer digits than this to score say little of a writer. */
const LEAST_SCORED = 10;

const labels = join(process.env.OWNHAND_SHARED ?? '../shared', 'data/qmnist/qmnist-test-labels-idx2-int.gz');
if (!existsSync(labels)) {
  console.log(`skipped: ${labels}, which says who wrote each test digit, is not there`);
  process.exit(0);
}
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
/** @param {string} folder @param {readonly import('./pages/digits.mjs').Digit[]} list */
async function put(folder, list) {
  mkdirSync(folder, { recursive: true });
  for (const { label, picture, index } of list)
    await writePicture({ width: 28, height: 28, channels: 1, data: picture }, join(folder, `${index}_${label}.png`));
}
/** @param {string} folder @param {string} hand */
async function wrong(folder, hand) {
  const { code, out, err } = await ownhand(['eval', folder, '--hand', hand, '--json']);
  if (code !== 0) throw new Error(`eval ended with ${code}: ${err.slice(-300)}`);
  const { samples, correct } = jsonLines(out).at(-1);
  return samples - correct;
}

const rows = [];
for (const writer of shuffled(
  seeded(seed),
  [...byWriter.keys()].sort((a, b) => a - b),
)) {
  if (rows.length >= wanted) break;
  const own = shuffled(seeded(seed * 7919 + writer), byWriter.get(writer) ?? []);
  const teach = [...'0123456789'].flatMap((label) => own.filter((digit) => digit.label === label).slice(0, shots));
  const rest = own.filter((digit) => !teach.includes(digit));
  if (rest.length < LEAST_SCORED) continue;
  const folder = join(root, String(writer));
  await put(join(folder, 'teach'), teach);
  await put(join(folder, 'rest'), rest);
  const before = await wrong(join(folder, 'rest'), join(root, 'fresh'));
  const learned = await ownhand(['learn', join(folder, 'teach'), '--hand', join(folder, 'hand'), '--json']);
  const refused = learned.code === 1 && jsonLines(learned.out).some(({ event }) => event === 'refused');
  if (learned.code !== 0 && !refused) throw new Error(`learn ended with ${learned.code}: ${learned.err.slice(-300)}`);
  const after = await wrong(join(folder, 'rest'), join(folder, 'hand'));
  rows.push({ writer, taught: teach.length, scored: rest.length, before, after, refused, seconds: learned.ms / 1000 });
  if (process.argv.includes('--verbose')) console.log(rows.at(-1));
  rmSync(folder, { recursive: true, force: true });
}
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
