#!/usr/bin/env node
// node bench/tables.mjs [FOLDER] [--verbose]
// How well tables are read, cell by cell. It reads every photo of FOLDER whose cells are written down, by `read --csv`:
// - cells: 2 × cells whose text stands in its row and column, over cells there and cells read; empty ones do not count
// - digits: the same with rows and columns forgotten, which is what is lost to reading alone
// Both are averaged over tables. bench/README.md says what a FOLDER holds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cellsAnywhere, cellsInPlace, cellsOf } from './data/cells.mjs';
import { dataFolder } from './data/labelled-folder.mjs';
import { mustExist } from './data/shared-folder.mjs';
import { mean, rounded } from './pages/score.mjs';
import { ownhand } from './pages/write.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false } },
});
const folder = dataFolder(positionals[0], 'pages');
const written = mustExist(join(folder, 'cells'), 'a CSV file for each table');

const scores = [];
for (const name of readdirSync(written).sort()) {
  if (!name.endsWith('.csv')) continue;
  const photo = name.slice(0, -'.csv'.length);
  const there = cellsOf(readFileSync(join(written, name), 'utf8'));
  const { code, out, err } = await ownhand(['read', join(folder, 'files', photo), '--csv']);
  if (code !== 0) console.error(`${photo}: ${err.slice(-500)}`);
  // A question mark stands behind what is unsure.
  const read = cellsOf(out).map((cell) => ({ ...cell, text: cell.text.replace(/\?$/, '') }));
  const all = there.length + read.length || 1;
  const score = { cells: (2 * cellsInPlace(there, read)) / all, digits: (2 * cellsAnywhere(there, read)) / all };
  scores.push(score);
  if (values.verbose) console.log(`${photo}: cells ${score.cells.toFixed(2)}, digits ${score.digits.toFixed(2)}`);
}
/** @param {'cells' | 'digits'} which */
const over = (which) => rounded(mean(scores.map((score) => score[which])));
console.log(JSON.stringify({ tables: scores.length, cells: over('cells'), digits: over('digits') }));
