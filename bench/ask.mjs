#!/usr/bin/env node
// node bench/ask.mjs [--labels 10] [--writers 14] [--draws 2] [--seed 1] [--verbose]
// What labels are worth: those that `ask` picks of 120 digits, against as many, and twice as many, at random.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseToAsk } from '../dist/insight/choose-to-ask.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { learn, openHand } from '../dist/node/index.js';
import { shippedBase } from '../dist/node/models/shipped.js';
import { seeded, shuffled } from './pages/random.mjs';
import { mean, option, rounded } from './pages/score.mjs';
import { errorOf } from './writers/score.mjs';
import { byWriter, drawnSample, pendigits } from './writers/strokes.mjs';

const [labels, wanted, draws, seed] = [
  option('labels', '10'),
  option('writers', '14'),
  option('draws', '2'),
  option('seed', '1'),
].map(Number);
/** Digits that could be asked about: what some pages hold. */
const POOL = 120;

const root = mkdtempSync(join(tmpdir(), 'ownhand-ask-'));
const base = await shippedBase();
const untaught = openHand(join(root, 'untaught'));
const model = await untaught.model();
/** @type {{before: number, asked: number, random: number, twice: number}[]} */
const rows = [];
for (const [writer, own] of [...byWriter(pendigits('tes'))].slice(0, wanted)) {
  const random = seeded(seed * 7919 + Number(writer));
  const samples = shuffled(random, own).map(drawnSample);
  const [pool, rest] = [samples.slice(0, POOL), samples.slice(POOL)];
  let hands = 0;
  /** The error on the writer's other digits once these are learned. @param {typeof pool} taught */
  const after = async (taught) => {
    const hand = openHand(join(root, `${writer}-${hands++}`));
    await learn(hand, taught);
    const error = await errorOf(hand, rest);
    await hand.close();
    return error;
  };
  const chances = model.classify(Buffer.concat(pool.map(({ picture }) => picture)), pool.length);
  const columns = model.alphabet.length + 1;
  const glyphs = pool.map(({ picture }, i) => ({
    picture,
    confidence: Math.max(...chances.subarray(i * columns, (i + 1) * columns - 1)),
  }));
  const chosen = await chooseToAsk(base, glyphs, [], createEngine, labels);
  const drawn = async (count) => {
    const errors = [];
    for (let k = 0; k < draws; k++) errors.push(await after(shuffled(random, pool).slice(0, count)));
    return mean(errors);
  };
  const row = {
    before: await errorOf(untaught, rest),
    asked: await after(chosen.map((i) => pool[i])),
    random: await drawn(labels),
    twice: await drawn(2 * labels),
  };
  rows.push(row);
  if (process.argv.includes('--verbose')) console.error(writer, JSON.stringify(row));
}
await untaught.close();
rmSync(root, { recursive: true, force: true });
const error = (which) => rounded(mean(rows.map((row) => row[which])));
console.log(
  JSON.stringify({
    seed,
    writers: rows.length,
    labels,
    errorBefore: error('before'),
    asked: error('asked'),
    random: error('random'),
    randomTwice: error('twice'),
  }),
);
