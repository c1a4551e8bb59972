#!/usr/bin/env node
// node bench/calibration.mjs [--promise 0.99]     how far confidences can be trusted: MNIST test digits, the 14 pendigits test writers, real photos
// Expected calibration error (15 bins) of single glyphs and of whole numbers, and what a promise keeps: the share of the photos' numbers that it
// covers, and of those the share that is wrong. Needs the shared folder.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { calibrationError } from '../dist/model/calibration.js';
import { found, option, rounded } from './pages/score.mjs';
import { jsonLines, ownhand, readFiles } from './pages/write.mjs';
import { pendigits } from './writers/strokes.mjs';

const shared = process.env.OWNHAND_SHARED ?? join(import.meta.dirname, '../../shared');
const { drawStrokes, writePng, tsv } = await import(pathToFileURL(join(shared, 'bench/lib.mjs')).href);
const promise = Number(option('promise', '0.99'));
const root = mkdtempSync(join(tmpdir(), 'ownhand-calibration-'));
const hand = join(root, 'hand');

/** @param {string[]} args */
async function evaluated(args) {
  const { code, err, out } = await ownhand(['eval', ...args, '--json', '--hand', hand]);
  if (code !== 0) throw new Error(`eval ended with ${code}: ${err.slice(-500)}`);
  const { samples, accuracy, calibrationError } = jsonLines(out).at(-1);
  return { samples, accuracy, calibrationError: rounded(calibrationError) };
}

/** The test writers' digits, drawn as dark ink on light paper. @param {string} folder */
function drawWriters(folder) {
  mkdirSync(folder);
  for (const [k, { label, strokes }] of pendigits('tes').entries())
    writePng(
      join(folder, `s${String(k).padStart(5, '0')}_${label}.png`),
      96,
      96,
      drawStrokes(strokes.filter((stroke) => stroke.length > 0)),
    );
}

/** Numbers of the tier's photos against their labels: a number is right when it stands, whole and in order, among the page's. @param {string} tier */
async function photos(tier) {
  const folder = join(shared, 'data/photos');
  const rows = tsv(join(folder, 'labels.tsv')).filter((/** @type {{tier: string}} */ row) => row.tier === tier);
  const readings = await readFiles(
    rows.map((/** @type {{file: string}} */ { file }) => join(folder, 'files', file)),
    ['--promise', String(promise), '--hand', hand],
  );
  const [confidences, right, sure, ofGlyphs, rightGlyphs] = [[], [], [], [], []].map(
    (each) => /** @type {any[]} */ (each),
  );
  for (const [k, { lines = [] }] of readings.entries()) {
    const numbers = lines.flatMap((/** @type {{numbers: object[]}} */ line) => line.numbers);
    const hits = found(
      numbers.map((/** @type {{text: string}} */ { text }) => text),
      rows[k].reading.split(/[ /]+/),
    );
    const glyphs = numbers.flatMap(
      (/** @type {{glyphs: {label: string, confidence: number}[]}} */ number) => number.glyphs,
    );
    ofGlyphs.push(...glyphs.map(({ confidence }) => confidence));
    rightGlyphs.push(
      ...found(
        glyphs.map(({ label }) => label),
        [...rows[k].reading.replaceAll(/[ /]/g, '')],
      ),
    );
    for (const [i, number] of numbers.entries()) {
      confidences.push(number.confidence);
      right.push(hits[i]);
      sure.push(number.sure);
    }
  }
  const promised = sure.filter(Boolean).length;
  return {
    glyphs: ofGlyphs.length,
    rightGlyphs: rounded(rightGlyphs.filter(Boolean).length / ofGlyphs.length),
    calibrationErrorOfGlyphs: rounded(calibrationError(ofGlyphs, rightGlyphs)),
    numbers: right.length,
    right: rounded(right.filter(Boolean).length / right.length),
    calibrationError: rounded(calibrationError(confidences, right)),
    promised: rounded(promised / right.length),
    wrongOfPromised: rounded(sure.filter((each, i) => each && !right[i]).length / Math.max(1, promised)),
  };
}

const drawn = join(root, 'writers');
drawWriters(drawn);
const result = {
  promise,
  mnist: await evaluated(['--mnist']),
  writers: await evaluated([drawn, '--reverse']),
  core: await photos('core'),
  hard: await photos('hard'),
};
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify(result));
