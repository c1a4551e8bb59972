#!/usr/bin/env node
// node bench/hands-source.mjs FILE.jsonl.gz [--least 60] [--seed 1]
// Writes the digits of CROHME's writers into a file that `hands.mjs --source` takes, of those who wrote so many digits
// or more. The writers come in an order drawn at random, so that the first few of them are a fair choice. The data are
// not the project's: keep the file outside of the repository.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { seeded, shuffled } from './pages/random.mjs';
import { option } from './pages/score.mjs';
import { byWriter, crohme } from './writers/strokes.mjs';

const [, , file] = process.argv;
if (!file?.endsWith('.jsonl.gz')) {
  console.error('name the file to write, ending in .jsonl.gz');
  process.exit(2);
}
const [least, seed] = [option('least', '60'), option('seed', '1')].map(Number);
const digits = crohme().filter(({ label }) => /^\d$/.test(label));
const writers = shuffled(
  seeded(seed),
  [...byWriter(digits).values()].filter((own) => own.length >= least),
);
const lines = writers.flat().map(({ label, writer, strokes }) => JSON.stringify({ label, writer, strokes }));
writeFileSync(file, gzipSync(`${lines.join('\n')}\n`));
console.log(JSON.stringify({ file, writers: writers.length, digits: lines.length, least, seed }));
