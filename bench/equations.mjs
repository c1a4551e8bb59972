#!/usr/bin/env node
// node bench/equations.mjs [--expressions N] [--only photos|writers|time]
// How well equations are read, needs the models of equations. The last line is JSON:
// - photos: labelled pictures of equations, as `ownhand read --latex` reads them: exact, tokenError
// - writers: expressions of CROHME's writers that the models have not seen, drawn as photos: exact, by number of
//   symbols, and of those that use the digits and `+ - = \leq \neq \geq < > \alpha \beta \lambda x y` alone; of all
//   symbols those found in their place, and with their label; of all relations those that are right; ms a picture
// - time: ms that one equation of 25 symbols takes in a process that has read some: the median and the slowest
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { random } from '../dist/engine/random.js';
import { equationsReading } from '../dist/equations/equations-reading.js';
import { toRows } from '../dist/equations/finding/to-rows.js';
import { latexForm } from '../dist/equations/forms/latex.js';
import { findEquations } from '../dist/equations/read-equations.js';
import { equationModels } from '../dist/node/equations/equation-models.js';
import { parseExpressions, partOfWriter } from '../dist/train/equations/crohme.js';
import { drawExpression } from '../dist/train/equations/draw-expression.js';
import { mustExist, sharedFolder } from './data/shared-folder.mjs';
import { boxOfMask, rightParts } from './label-graphs.mjs';
import { rounded } from './pages/score.mjs';
import { jsonLines, ownhand } from './pages/write.mjs';

const { values } = parseArgs({
  options: { expressions: { type: 'string', default: '613' }, only: { type: 'string' } },
});
const SAME = new Map([
  ['\\le', '\\leq'],
  ['\\ge', '\\geq'],
  ['\\ne', '\\neq'],
  ['<', '\\lt'],
  ['>', '\\gt'],
]);

/** @param {string} latex spaces and needless braces do not count */
const tokens = (latex) =>
  (latex.replace(/([\^_])\{(\w)\}/g, '$1$2').match(/\\[a-zA-Z]+|\S/g) ?? []).map((token) => SAME.get(token) ?? token);

/** The changes that make one list the other (Levenshtein 1966). @param {string[]} a @param {string[]} b */
function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, token] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (token === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** @param {string} latex @param {string} truth */
const score = (latex, truth) => {
  const [got, wanted] = [tokens(latex), tokens(truth)];
  return { exact: got.join(' ') === wanted.join(' '), error: Math.min(1, edits(wanted, got) / wanted.length) };
};

/** @param {{exact: boolean, error: number}[]} scores */
const summed = (scores) => ({
  equations: scores.length,
  exact: rounded(scores.filter(({ exact }) => exact).length / Math.max(1, scores.length)),
  tokenError: rounded(scores.reduce((sum, { error }) => sum + error, 0) / Math.max(1, scores.length)),
});

async function photos() {
  const folder = mustExist(join(sharedFolder, 'data/he2latex'), 'pictures of equations with labels.tsv');
  const rows = readFileSync(join(folder, 'labels.tsv'), 'utf8').trim().split('\n').slice(1);
  const truth = rows.map((line) => /** @type {[string, string]} */ (line.split('\t')));
  const files = truth.map(([file]) => join(folder, 'files', file));
  const { out } = await ownhand(['read', ...files, '--latex', '--json']);
  const read = jsonLines(out);
  return summed(truth.map(([, latex], k) => score(read[k]?.latex ?? '', latex)));
}

/** Expressions by writers that the models have not seen. */
function unseenExpressions() {
  const file = mustExist(join(sharedFolder, 'data/crohme/expressions.jsonl.gz'), "CROHME's expressions");
  const all = parseExpressions(gunzipSync(readFileSync(file)).toString());
  return all.filter(({ writer }) => partOfWriter(writer) === 'test');
}

async function time() {
  const long = unseenExpressions().filter(({ symbols }) => symbols.length >= 24 && symbols.length <= 26);
  const models = await equationModels();
  const draw = random(78);
  const pages = long.map((expression) => drawExpression(expression, draw).page);
  for (const page of pages.slice(0, 5)) findEquations(page, models);
  const times = pages.map((page) => {
    const start = performance.now();
    findEquations(page, models);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  return {
    equations: times.length,
    median: Math.round(times[times.length >> 1] ?? 0),
    slowest: Math.round(times.at(-1) ?? 0),
  };
}

async function writers() {
  const unseen = unseenExpressions().slice(0, Number(values.expressions));
  const models = await equationModels();
  const draw = random(77);
  const original = /^([0-9xy=+-]|\\(leq|neq|geq|lt|gt|alpha|beta|lambda))$/;
  let milliseconds = 0;
  const scores = unseen.map((expression) => {
    const { page, masks } = drawExpression(expression, draw);
    const start = performance.now();
    const found = findEquations(page, models);
    milliseconds += performance.now() - start;
    const labels = expression.symbols.map(({ label }) => label);
    const laid = {
      parents: expression.layout.map(({ parent }) => parent),
      relations: expression.layout.map(({ relation }) => relation),
    };
    const box = { x: 0, y: 0, w: 1, h: 1 };
    const symbols = labels.map((label) => ({ label, confidence: 1, box, alternatives: [] }));
    const row = toRows(labels, { ...laid, gain: 0 })[0]?.row ?? [];
    const truth = latexForm({ symbols, row }).latex;
    const plain = labels.every((label) => original.test(label));
    const right = found
      .flatMap((each) => each.expression.symbols.map(({ label }) => label))
      .sort()
      .join(' ');
    const allLabels = right === [...labels].sort().join(' ');
    const parts = rightParts({ labels, boxes: masks.map(boxOfMask), layout: expression.layout }, found);
    return { ...score(equationsReading(found, page).latex, truth), symbols: labels.length, plain, allLabels, parts };
  });

  /** @param {number} from @param {number} to */
  const ofLength = (from, to) => summed(scores.filter(({ symbols }) => symbols >= from && symbols <= to)).exact;
  /** @param {'symbols' | 'inPlace' | 'labelled' | 'relations' | 'related'} part */
  const count = (part) => scores.reduce((sum, { parts }) => sum + parts[part], 0);
  return {
    ...summed(scores),
    symbolsInPlace: rounded(count('inPlace') / count('symbols')),
    symbolsRight: rounded(count('labelled') / count('symbols')),
    relationsRight: rounded(count('related') / count('relations')),
    allSymbolsRight: rounded(scores.filter(({ allLabels }) => allLabels).length / Math.max(1, scores.length)),
    exactBySymbols: {
      '1-5': ofLength(1, 5),
      '6-10': ofLength(6, 10),
      '11-20': ofLength(11, 20),
      '21+': ofLength(21, 999),
    },
    originalSymbols: summed(scores.filter(({ plain }) => plain)),
    milliseconds: Math.round(milliseconds / Math.max(1, scores.length)),
  };
}

const parts = { photos, writers, time };
const result = {};
for (const [name, measure] of Object.entries(parts))
  if (!values.only || values.only === name) Object.assign(result, { [name]: await measure() });
console.log(JSON.stringify(result));
