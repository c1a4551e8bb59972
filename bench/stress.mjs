#!/usr/bin/env node
// node bench/stress.mjs [FOLDER] [--tier core] [--only NAME] [--verbose]
// How much a photo may change before it is read otherwise. Every photo of FOLDER that is read without an error is taken
// again in ways that a person hardly notices while reading (bench/data/retake.mjs), and read again:
// - kept: share of those pages that are still read without an error
// - digitError: edit distance over all labels of a page, over their number, at most 1
// Both are averaged within a writer, then over writers. bench/README.md says what a FOLDER holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, linesOf, linesRead, readLabels, sameLines } from './data/labelled-folder.mjs';
import { retakes } from './data/retake.mjs';
import { edits, mean, rounded } from './pages/score.mjs';
import { readFiles } from './pages/write.mjs';
import { byWriter } from './writers/strokes.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tier: { type: 'string', default: 'core' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
if (values.only !== undefined && !(values.only in retakes)) {
  console.error(`--only ${values.only}: it is one of ${Object.keys(retakes).join(', ')}`);
  process.exit(2);
}
const rows = readLabels(dataFolder(positionals[0], 'photos'), values.tier);
const scratch = mkdtempSync(join(tmpdir(), 'ownhand-stress-'));

/** All photos taken again in one way, and read. @param {string} name */
async function scored(name) {
  const files = [];
  for (const [k, { file }] of rows.entries()) {
    const taken = join(scratch, `${k}.png`);
    await (await retakes[name](file)).png({ compressionLevel: 1 }).toFile(taken);
    files.push(taken);
  }
  const readings = await readFiles(files);
  return rows.map((row, k) => {
    const [want, got] = [linesOf(row), linesRead(readings[k])];
    const wanted = want.join('');
    return {
      writer: row.writer,
      name: row.name,
      want: want.join('/'),
      got: got.join('/'),
      exact: sameLines(got, want),
      error: Math.min(1, edits(got.join(''), wanted) / wanted.length),
    };
  });
}

const first = await scored('same');
/** @type {Record<string, {kept: number, digitError: number}>} */
const result = {};
for (const name of Object.keys(retakes)) {
  if (name === 'same' || (values.only !== undefined && name !== values.only)) continue;
  const pages = (await scored(name)).filter((page, k) => {
    // Nobody can tell which way up a lone digit stands.
    return first[k].exact && !(name === 'quarter' && page.want.length < 3);
  });
  if (values.verbose) {
    for (const { name: file, want, got, exact } of pages)
      if (!exact) console.log(`${name} ${file}: ${want} -> ${got || '(nothing)'}`);
  }
  const writers = [...byWriter(pages).values()];
  result[name] = {
    kept: rounded(mean(writers.map((own) => mean(own.map(({ exact }) => Number(exact))))), 3),
    digitError: rounded(mean(writers.map((own) => mean(own.map(({ error }) => error))))),
  };
}
rmSync(scratch, { recursive: true, force: true });
const pages = first.filter(({ exact }) => exact).length;
const kept = rounded(mean(Object.values(result).map((each) => each.kept)), 3);
console.log(JSON.stringify({ pages, kept, ...result }));
