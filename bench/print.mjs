#!/usr/bin/env node
// node bench/print.mjs [--pages 40] [--seed 1] [--keep DIR] [--verbose]
// Receipts and lists printed in typefaces that no model was trained on, photographed by a script, read with `--print`:
// how many of the printed numbers there and read agree as wholes and in order (2 × common / (there + read)), how many
// are called printed, and how many numbers are read on the same pages without `--print`, which is none.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random as seeded } from '../dist/engine/random.js';
import { anyView, look } from '../dist/train/draw/documents/camera.js';
import { anyDate, anyInteger } from '../dist/train/draw/documents/number-formats.js';
import { layPaper } from '../dist/train/draw/documents/paper.js';
import { anyPrint, anyWord, setText } from '../dist/train/draw/documents/printing.js';
import { expose } from '../dist/train/draw/documents/sensor.js';
import { surface } from '../dist/train/draw/documents/surface.js';
import { documentMaterial } from '../scripts/document-material.mjs';
import { found, option, rounded } from './pages/score.mjs';
import { readFiles, writePicture } from './pages/write.mjs';

/** Pixels of a page: a phone's photo at working scale. */
const PAGE = { width: 900, height: 700 };
/** Height of capitals, pixels, and of a line in capitals. */
const PRINT = { least: 14, most: 36, line: 2 };
const PAPER = 0.92;

const count = Number(option('pages', '40'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-print-'));
mkdirSync(folder, { recursive: true });
const { typefaces } = await documentMaterial({ heldOut: true });
const faces = typefaces.filter(
  ({ written, glyphs }) => !written && [...'0123456789.'].every((sign) => glyphs.has(sign)),
);
if (faces.length === 0) throw new Error('no typeface is held out that has digits and points');

/** What stands at the left and right of a line: words and numbers. */
function anyLine(random) {
  const way = random();
  const word = () => anyWord(random, true);
  if (way < 0.5) return [`${word()} ${word()}`, `${anyInteger(random, 1, 3)}.${anyInteger(random, 2, 2)}`];
  if (way < 0.65) return [word(), anyInteger(random, 1, 5)];
  if (way < 0.8) return [`${word()} ${anyDate(random, '.')}`, ''];
  return [`${anyInteger(random, 1, 3)} ${word()}`, anyInteger(random, 1, 4)];
}

/** The numbers of a text, left to right. */
const numbersIn = (text) => text.match(/\d[\d.]*/g) ?? [];

const pages = [];
for (let index = 0; index < count; index++) {
  const random = seeded(seed * 100_003 + index);
  const view = anyView(random, PAGE.width, PAGE.height, true);
  const on = surface(view.width, view.height);
  layPaper(random, on, undefined, PAPER);
  const capital = PRINT.least * (PRINT.most / PRINT.least) ** random();
  const print = { ...anyPrint(random, faces, capital, PAPER, false), slant: 0 };
  const [left, right] = [on.width * 0.15, on.width * 0.68];
  const want = [];
  for (let y = on.height * 0.18; y < on.height * 0.82; y += capital * PRINT.line) {
    const [text, number] = anyLine(random);
    const end = setText(on, text, left, y, print);
    want.push(...numbersIn(text));
    if (number === '' || end > right - capital) continue;
    setText(on, number, right, y, print);
    want.push(...numbersIn(number));
  }
  const seen = look(on, view, PAGE.width, PAGE.height);
  const exposure = { size: capital, pen: capital / 7, contrast: 0.7, dark: false, paper: PAPER };
  const data = expose(random, seen.grey, PAGE.width, PAGE.height, exposure);
  const file = join(folder, `${String(index).padStart(3, '0')}.png`);
  await writePicture({ ...PAGE, channels: 1, data }, file);
  pages.push({ file, want });
}

const files = pages.map(({ file }) => file);
const numbersOf = ({ lines }) => lines.flatMap(({ numbers }) => numbers);
const [printed, plain] = [await readFiles(files, ['--print']), await readFiles(files)];
let [there, read, right, inPrint, unasked] = [0, 0, 0, 0, 0];
for (const [k, { file, want }] of pages.entries()) {
  const numbers = numbersOf(printed[k]);
  there += want.length;
  read += numbers.length;
  right += found(
    want,
    numbers.map(({ text }) => text),
  ).filter(Boolean).length;
  inPrint += numbers.filter(({ print }) => print).length;
  unasked += numbersOf(plain[k]).length;
  if (process.argv.includes('--verbose'))
    console.log(
      `${file}: ${want.join(' ')} -> ${numbers.map(({ text, print }) => text + (print ? '' : '!')).join(' ')}`,
    );
}
if (!keep) rmSync(folder, { recursive: true, force: true });
console.log(
  JSON.stringify({
    pages: count,
    numbers: there,
    right: rounded((2 * right) / Math.max(1, there + read)),
    calledPrinted: rounded(inPrint / Math.max(1, read)),
    readUnaskedPerPage: rounded(unasked / count),
  }),
);
