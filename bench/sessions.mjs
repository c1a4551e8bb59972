#!/usr/bin/env node
// node bench/sessions.mjs [--sessions 20] [--shots 3] [--seed 1] [--verbose]
// One hand learns session after session, each from another writer: what MNIST loses, and how the other digits of the
// sessions' writers are read, against learning all at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learn, openHand } from '../dist/node/index.js';
import { seeded, shuffled } from './pages/random.mjs';
import { option, rounded } from './pages/score.mjs';
import { errorOf, mnistError } from './writers/score.mjs';
import { byWriter, drawnSample, ofEach, pendigits } from './writers/strokes.mjs';

const [wanted, shots, seed] = [option('sessions', '20'), option('shots', '3'), option('seed', '1')].map(Number);
/** Digits of each writer that are scored. */
const SCORED = 60;

const root = mkdtempSync(join(tmpdir(), 'ownhand-sessions-'));
const sessions = [...byWriter(pendigits('tra')).values()].slice(0, wanted).map((own, i) => {
  const digits = shuffled(seeded(seed * 7919 + i), own);
  const taught = new Set(ofEach(digits, shots));
  const rest = digits.filter((digit) => !taught.has(digit)).slice(0, SCORED);
  return { taught: [...taught].map(drawnSample), rest: rest.map(drawnSample) };
});
const rest = sessions.flatMap((session) => session.rest);
const untaught = openHand(join(root, 'untaught'));
const before = await errorOf(untaught, rest);
const mnistBefore = await mnistError(untaught);

const hand = openHand(join(root, 'hand'));
const results = [];
for (const { taught } of sessions) {
  results.push(await learn(hand, taught));
  if (process.argv.includes('--verbose')) console.error(JSON.stringify({ ...results.at(-1), suspects: undefined }));
}
const atOnce = openHand(join(root, 'at-once'));
const once = await learn(
  atOnce,
  sessions.flatMap((session) => session.taught),
);
const out = {
  seed,
  sessions: sessions.length,
  samples: once.samples,
  scored: rest.length,
  refused: results.filter(({ learned }) => !learned).length,
  errorBefore: rounded(before),
  errorAfter: rounded(await errorOf(hand, rest)),
  errorAtOnce: rounded(await errorOf(atOnce, rest)),
  mnistLoss: rounded((await mnistError(hand)) - mnistBefore, 3),
};
for (const each of [untaught, hand, atOnce]) await each.close();
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify(out));
