#!/usr/bin/env node
// node bench/calibration.mjs [--promise 0.99]
// How far confidences can be trusted, on MNIST's test digits, on the digits of the 14 pendigits test writers, and on
// the shared folder's photos. It measures the expected calibration error (15 bins) of single glyphs and of whole
// numbers, and what a promise keeps: the share of the photos' numbers that it covers, and of those the wrong ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibrationError } from '../dist/model/calibration.js';
import { dataFolder, readLabels } from './data/labelled-folder.mjs';
import { found, option, rounded } from './pages/score.mjs';
import { jsonLines, ownhand, readFiles } from './pages/write.mjs';
import { writeSymbols } from './writers/draw.mjs';
import { pendigits } from './writers/strokes.mjs';

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

/**
 * Numbers of a tier's photos against their labels: a number is right where it stands, whole and in order, on the page.
 * @param {string} tier
 */
async function photos(tier) {
  const rows = readLabels(dataFolder(undefined, 'photos'), tier);
  const readings = await readFiles(
    rows.map(({ file }) => file),
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
await writeSymbols(drawn, pendigits('tes'));
const result = {
  promise,
  mnist: await evaluated(['--mnist']),
  writers: await evaluated([drawn, '--reverse']),
  core: await photos('core'),
  hard: await photos('hard'),
};
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify(result));
