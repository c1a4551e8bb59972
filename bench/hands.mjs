#!/usr/bin/env node
// node bench/hands.mjs [--shots 1,5,15] [--writers N] [--source FILE]
// How much a person's own digits help, and what they cost. Each writer teaches k digits of each class by
// `ownhand learn`; `ownhand eval` scores the writer's other digits and MNIST's 10,000 test digits before and after.
// For each k:
// - errorBefore, errorAfter, reduction: of the writers' other digits, the mean over writers
// - mnistLossMean, mnistLossWorst: in points
// - learnSeconds: with process start
// bench/README.md says what a FILE holds. The 14 test writers of pendigits are taken where none is named.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { linearCongruential, shuffled } from './pages/random.mjs';
import { mean, rounded } from './pages/score.mjs';
import { jsonLines, ownhand } from './pages/write.mjs';
import { writeSymbols } from './writers/draw.mjs';
import { byWriter, ofEach, pendigits, writtenFrom } from './writers/strokes.mjs';

const { values } = parseArgs({
  options: {
    shots: { type: 'string', default: '1,5,15' },
    writers: { type: 'string', default: 'Infinity' },
    source: { type: 'string' },
  },
});
const symbols = values.source === undefined ? pendigits('tes') : writtenFrom(values.source);
const writers = [...byWriter(symbols).values()].slice(0, Number(values.writers));
const root = mkdtempSync(join(tmpdir(), 'ownhand-hands-'));

/** Runs a command that must end well, and gives what it says last. @param {readonly string[]} args */
async function lastOf(args) {
  const { code, err, out, ms } = await ownhand([...args, '--json']);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err.slice(-500)}`);
  return { ...jsonLines(out).at(-1), ms };
}

const untaught = join(root, 'untaught');
const { accuracy: mnist } = await lastOf(['eval', '--mnist', '--hand', untaught]);

/** One writer teaches `shots` digits of each class. @param {number} shots @param {number} index */
async function taught(shots, index) {
  const own = shuffled(linearCongruential(1000 * shots + index), writers[index]);
  const teach = ofEach(
    own.filter(({ label }) => /^\d$/.test(label)),
    shots,
  ).sort((a, b) => Number(a.label) - Number(b.label));
  const folder = join(root, `${shots}-${index}`);
  const [lessons, rest, hand] = [join(folder, 'lessons'), join(folder, 'rest'), join(folder, 'hand')];
  await writeSymbols(lessons, teach);
  await writeSymbols(
    rest,
    own.filter((symbol) => !teach.includes(symbol)),
  );
  const before = await lastOf(['eval', rest, '--reverse', '--hand', untaught]);
  const { ms } = await lastOf(['learn', lessons, '--reverse', '--hand', hand]);
  const after = await lastOf(['eval', rest, '--reverse', '--hand', hand]);
  const { accuracy } = await lastOf(['eval', '--mnist', '--hand', hand]);
  rmSync(folder, { recursive: true, force: true });
  return {
    before: 1 - before.accuracy,
    after: 1 - after.accuracy,
    mnistLoss: 100 * (mnist - accuracy),
    seconds: ms / 1000,
  };
}

/** @type {Record<string, unknown>} */
const result = { mnist };
for (const shots of values.shots.split(',').map(Number)) {
  const rows = [];
  for (const index of writers.keys()) rows.push(await taught(shots, index));
  const [before, after] = [mean(rows.map((row) => row.before)), mean(rows.map((row) => row.after))];
  const losses = rows.map((row) => row.mnistLoss);
  const score = {
    errorBefore: rounded(before),
    errorAfter: rounded(after),
    reduction: rounded(1 - after / before, 3),
    mnistLossMean: rounded(mean(losses), 3),
    mnistLossWorst: rounded(Math.max(...losses), 3),
    learnSeconds: rounded(mean(rows.map((row) => row.seconds)), 2),
  };
  console.log(`k=${shots}`, score);
  result[`k${shots}`] = score;
}
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify(result));
