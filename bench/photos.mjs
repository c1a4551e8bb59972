#!/usr/bin/env node
// node bench/photos.mjs [FOLDER] [--tier NAME] [--verbose]
// How well photos are read. It reads every labelled photo of FOLDER and scores the readings tier by tier:
// - digitError: edit distance over all labels of a page, over their number, at most 1; spaces and lines are ignored
// - pageExact: share of the pages with every line right and in order; spaces are ignored
// - numbers: 2 × numbers that agree, in order, over numbers there and numbers read
// - promised: share of the numbers read that are called sure under `--promise 0.99`
// - wrongOfPromised: share of those that do not stand on the page
// The first three are averaged within a writer, then over writers. bench/README.md says what a FOLDER holds.
import { parseArgs } from 'node:util';
import { dataFolder, linesOf, linesRead, readLabels, sameLines } from './data/labelled-folder.mjs';
import { edits, found, mean, rounded } from './pages/score.mjs';
import { readFiles } from './pages/write.mjs';
import { byWriter } from './writers/strokes.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tier: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const rows = readLabels(dataFolder(positionals[0], 'photos'), values.tier);
const started = performance.now();
const readings = await readFiles(
  rows.map(({ file }) => file),
  ['--promise', '0.99'],
);
const seconds = (performance.now() - started) / 1000;

/** Digits in boxes, or so far apart that nobody can tell numbers by their spacing. @param {string} kind */
const hasNoSpacing = (kind) => kind === 'comb' || kind === 'apart';

/** One page against its label. @param {import('./data/labelled-folder.mjs').Labelled} row @param {any} reading */
function scored(row, reading) {
  const [want, got] = [linesOf(row), linesRead(reading)];
  const [wanted, length] = [want.join(''), want.join('').length];
  const exact = sameLines(got, want);
  const there = row.reading.split(/[ /]+/);
  /** @type {{text: string, sure: boolean}[]} */
  const read = (reading.lines ?? []).flatMap((/** @type {any} */ line) => line.numbers);
  const hits = found(
    read.map(({ text }) => text),
    there,
  );
  const numbers = (2 * hits.filter(Boolean).length) / (there.length + read.length);
  const counted = !hasNoSpacing(row.kind);
  if (values.verbose && (!exact || (counted && numbers < 1))) {
    const lines = exact ? reading.lines.map((/** @type {any} */ line) => line.text) : got;
    const told = reading.error ? JSON.stringify(reading.error) : lines.join('/') || '(nothing)';
    console.log(`${row.tier} ${row.name}: ${exact ? row.reading : want.join('/')} -> ${told}`);
  }
  const sure = read.map((number, k) => (number.sure ? hits[k] : undefined)).filter((hit) => hit !== undefined);
  return {
    writer: row.writer,
    digitError: reading.error ? 1 : Math.min(1, edits(got.join(''), wanted) / length),
    exact: Number(exact),
    numbers: counted ? numbers : undefined,
    read: counted ? read.length : 0,
    sure: counted ? sure.length : 0,
    wrong: counted ? sure.filter((hit) => !hit).length : 0,
  };
}

/** @type {Record<string, object>} */
const result = {};
for (const tier of new Set(rows.map((row) => row.tier))) {
  const pages = rows.flatMap((row, k) => (row.tier === tier ? [scored(row, readings[k])] : []));
  const writers = [...byWriter(pages).values()];
  /** Mean over writers of their own means. @param {'digitError' | 'exact' | 'numbers'} which */
  const over = (which) => {
    const known = writers.map((own) => own.map((page) => page[which]).filter((value) => value !== undefined));
    return rounded(mean(known.filter((own) => own.length > 0).map(mean)));
  };
  /** @param {'read' | 'sure' | 'wrong'} which */
  const sum = (which) => pages.reduce((total, page) => total + page[which], 0);
  result[tier] = {
    writers: writers.length,
    images: pages.length,
    digitError: over('digitError'),
    pageExact: over('exact'),
    numbers: over('numbers'),
    promised: rounded(sum('sure') / Math.max(1, sum('read')), 3),
    wrongOfPromised: rounded(sum('wrong') / Math.max(1, sum('sure')), 3),
  };
}
console.log(JSON.stringify({ ...result, secondsPerImage: rounded(seconds / rows.length, 3) }));
