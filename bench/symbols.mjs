#!/usr/bin/env node
// node bench/symbols.mjs [--symbols +,=,x] [--shots 10] [--writers 4] [--digits 0] [--verbose]
// New symbols from ten samples each: how many others of CROHME's writers are found, and whether the writers' digits and
// MNIST's are read as before.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learn, openHand } from '../dist/node/index.js';
import { seeded, shuffled } from './pages/random.mjs';
import { mean, option, rounded } from './pages/score.mjs';
import { errorOf, mnistError } from './writers/score.mjs';
import { byWriter, crohme, drawnSample, ofEach } from './writers/strokes.mjs';

const symbols = option('symbols', '+,=,x').split(',');
const [shots, wanted, taughtDigits] = [option('shots', '10'), option('writers', '4'), option('digits', '0')].map(
  Number,
);
/** Fewer left to score than this say little of a writer. */
const LEAST = 10;

const isDigit = ({ label }) => /^\d$/.test(label);
const root = mkdtempSync(join(tmpdir(), 'ownhand-symbols-'));
const untaught = openHand(join(root, 'untaught'));
const mnistBefore = await mnistError(untaught);
/**
 * @type {{
 *   writer: string, learned: boolean, scored: number, missed: number,
 *   digits: number, digitsBefore: number, digitsAfter: number, mnistLoss: number,
 * }[]}
 */
const rows = [];
const writers = [...byWriter(crohme())]
  .filter(([, own]) => symbols.every((label) => own.filter((each) => each.label === label).length >= shots + LEAST))
  .slice(0, wanted);
for (const [i, [writer, all]] of writers.entries()) {
  const own = shuffled(seeded(7919 + i), all);
  const taught = ofEach(
    own.filter(({ label }) => symbols.includes(label)),
    shots,
  );
  const digits = own.filter(isDigit);
  const first = ofEach(digits, taughtDigits);
  const hand = openHand(join(root, `${i}`));
  const result = await learn(hand, [...taught, ...first].map(drawnSample));
  const rest = own.filter((each) => symbols.includes(each.label) && !taught.includes(each)).map(drawnSample);
  const others = digits.filter((digit) => !first.includes(digit)).map(drawnSample);
  const row = {
    writer,
    learned: result.learned,
    scored: rest.length,
    missed: result.learned ? Math.round(rest.length * (await errorOf(hand, rest))) : rest.length,
    digits: others.length,
    digitsBefore: Math.round(others.length * (await errorOf(untaught, others))),
    digitsAfter: Math.round(others.length * (await errorOf(hand, others))),
    mnistLoss: (await mnistError(hand)) - mnistBefore,
  };
  rows.push(row);
  if (process.argv.includes('--verbose')) console.error(JSON.stringify({ ...row, reason: result.reason }));
  await hand.close();
}
await untaught.close();
rmSync(root, { recursive: true, force: true });
const sum = (which) => rows.reduce((total, row) => total + Number(row[which]), 0);
console.log(
  JSON.stringify({
    symbols: symbols.join(''),
    shots,
    writers: rows.length,
    learned: sum('learned'),
    scored: sum('scored'),
    found: rounded(1 - sum('missed') / sum('scored')),
    digits: sum('digits'),
    digitErrorBefore: rounded(sum('digitsBefore') / sum('digits')),
    digitErrorAfter: rounded(sum('digitsAfter') / sum('digits')),
    mnistLossMean: rounded(mean(rows.map((row) => row.mnistLoss)), 3),
    mnistLossWorst: rounded(Math.max(...rows.map((row) => row.mnistLoss)), 3),
  }),
);
