#!/usr/bin/env node
// node bench/poison.mjs [--writers 4] [--shots 10] [--rounds 5] [--seed 1]
// How many wrong labels are told before they are learned: 0, 5 and 20 % of the labels of pendigits' test writers are
// flipped.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLabels, createEngine, decodeCheckpoint } from '../dist/core.js';
import { readLabelledFolders } from '../dist/node/index.js';
import { seeded, shuffled } from './pages/random.mjs';
import { option, rounded } from './pages/score.mjs';
import { writeSymbols } from './writers/draw.mjs';
import { pendigits } from './writers/strokes.mjs';

const digits = pendigits('tes');
const [wanted, shots, rounds] = [option('writers', '4'), option('shots', '10'), option('rounds', '5')].map(Number);
const seed = Number(option('seed', '1'));

const base = decodeCheckpoint(readFileSync(new URL('../models/digits.safetensors', import.meta.url)), 'the base');
const engines = async (...args) => createEngine(...args);
const root = mkdtempSync(join(tmpdir(), 'ownhand-poison-'));
const shares = [0, 0.05, 0.2];
const counts = shares.map(() => ({ samples: 0, flipped: 0, flagged: 0, hits: 0, named: 0 }));
for (const writer of [...new Set(digits.map((digit) => digit.writer))].slice(0, wanted)) {
  for (let round = 0; round < rounds; round++) {
    const random = seeded(seed * 7919 + Number(writer) * 101 + round);
    const own = shuffled(
      random,
      digits.filter((digit) => digit.writer === writer),
    );
    const folder = join(root, `${writer}-${round}`);
    const teach = [...'0123456789'].flatMap((label) => own.filter((digit) => digit.label === label).slice(0, shots));
    await writeSymbols(folder, teach);
    const { samples } = await readLabelledFolders([folder], true);
    for (const [k, share] of shares.entries()) {
      const bad = new Set(shuffled(random, samples).slice(0, Math.round(share * samples.length)));
      const given = samples.map((sample) =>
        bad.has(sample)
          ? { ...sample, label: String((Number(sample.label) + 1 + Math.floor(random() * 9)) % 10) }
          : sample,
      );
      const suspects = await checkLabels(base, [], given, engines);
      const truth = new Map([...bad].map((sample) => [sample.source, sample.label]));
      const hits = suspects.filter((suspect) => truth.has(suspect.source));
      const count = counts[k];
      count.samples += samples.length;
      count.flipped += bad.size;
      count.flagged += suspects.length;
      count.hits += hits.length;
      count.named += hits.filter((suspect) => truth.get(suspect.source) === suspect.looksLike).length;
    }
  }
}
rmSync(root, { recursive: true, force: true });
const rows = counts.map((count, k) => ({
  flippedShare: shares[k],
  ...count,
  ...(count.flipped > 0
    ? { precision: rounded(count.hits / count.flagged), recall: rounded(count.hits / count.flipped) }
    : { falseAlarms: rounded(count.flagged / count.samples) }),
}));
console.log(JSON.stringify({ writers: wanted, shots, rounds, rows }));
