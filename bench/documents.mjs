#!/usr/bin/env node
// node bench/documents.mjs [--pages 60] [--seed 1] [--keep DIR] [--verbose]
// Reads generated documents whose layouts, digits and typefaces no model was trained on: tables, combs, forms and
// lists, and pages of print and words that hold no number. By layout: of the numbers there and read how many agree in
// place and text (2 × common / (there + read)), how many of those read are sure at 0.99 in one look and how many of
// these are wrong, and of the decimal marks in numbers whose digits are read rightly how many are. A number that is cut
// off by the picture's edge, or hidden, counts neither way. What slashes part, as in 9/10, counts as one number.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random as seeded } from '../dist/engine/random.js';
import { drawDocument } from '../dist/train/draw/documents/draw-document.js';
import { pixelClass } from '../dist/train/draw/documents/drawn-document.js';
import { documentMaterial } from '../scripts/document-material.mjs';
import { option, rounded } from './pages/score.mjs';
import { readFiles, writePicture } from './pages/write.mjs';

/** Layouts that training never draws, and two of its own that hold no number. */
const KINDS = { calendar: true, meterLog: true, examCover: true, stockList: true, printPage: false, words: false };
/** Pixels of a page: a phone's photo at working scale. */
const PAGE = { width: 900, height: 1200 };
const PROMISE = 0.99;

const count = Number(option('pages', '60'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-documents-'));
mkdirSync(folder, { recursive: true });

const material = await documentMaterial({ heldOut: true });
const kinds = Object.keys(KINDS);
const pages = [];
for (let index = 0; index < count; index++) {
  const kind = kinds[index % kinds.length];
  const drawn = drawDocument(seeded(seed * 100_003 + index), material, { ...PAGE, kind, heldOut: KINDS[kind] });
  const file = join(folder, `${kind}-${String(index).padStart(4, '0')}.png`);
  await writePicture({ width: drawn.width, height: drawn.height, channels: 1, data: drawn.grey }, file);
  pages.push({ file, kind, drawn });
}

/** Whether two boxes are of one number: they share more than a third of what they cover. */
function isSame(a, [x, y, w, h]) {
  const across = Math.min(a.x + a.w, x + w) - Math.max(a.x, x);
  const down = Math.min(a.y + a.h, y + h) - Math.max(a.y, y);
  if (across <= 0 || down <= 0) return false;
  return across * down > (a.w * a.h + w * h - across * down) / 3;
}

/** Whether most of a box's ink belongs to numbers that are cut off or hidden: nothing can be said about it. */
function isCutOff({ labels, width, numbers }, box) {
  const [x, y, w, h] = box;
  if (numbers.some((number) => isSame(number.box, box))) return false;
  let [number, other] = [0, 0];
  for (let v = y; v < y + h; v++)
    for (let u = x; u < x + w; u++) {
      const label = labels[v * width + u];
      if (label === pixelClass.number) number++;
      else if (label === pixelClass.writing || label === pixelClass.print || label === pixelClass.rule) other++;
    }
  const known = numbers.some(({ box: at }) => at.x < x + w && x < at.x + at.w && at.y < y + h && y < at.y + at.h);
  return !known && number > other;
}

const digitsOf = (text) => text.replaceAll(/[.,]/g, '');

/** What is read in the place of a number: one number, or those that slashes part, joined by them. */
function readIn(box, text, read) {
  const one = read.find((number) => isSame(box, number.box));
  if (!text.includes('/') || one) return one && { ...one, parts: [one] };
  const parts = read.filter(({ box: [x, y, w, h] }) => isWithin(box, x + w / 2, y + h / 2));
  if (parts.length === 0) return undefined;
  const confidence = Math.min(...parts.map((part) => part.confidence));
  return { text: parts.map((part) => part.text).join('/'), confidence, parts };
}

const isWithin = ({ x, y, w, h }, u, v) => u >= x && u < x + w && v >= y && v < y + h;
const by = Object.fromEntries(
  kinds.map((kind) => [kind, { pages: 0, there: 0, read: 0, right: 0, sure: 0, wrong: 0, marks: 0, marksRight: 0 }]),
);
const readings = await readFiles(pages.map(({ file }) => file));
for (const [k, { file, kind, drawn }] of pages.entries()) {
  if (readings[k].error) throw new Error(`${file}: ${readings[k].error.message}`);
  const read = readings[k].lines.flatMap(({ numbers }) => numbers).filter(({ box }) => !isCutOff(drawn, box));
  const sums = by[kind];
  sums.pages++;
  sums.read += read.length;
  sums.there += drawn.numbers.length;
  const matched = new Set();
  for (const { text: written, box } of drawn.numbers) {
    // A percent sign is a unit, and left out.
    const text = written.replace('%', '');
    const found = readIn(box, text, read);
    for (const part of found?.parts ?? []) matched.add(part);
    sums.read -= Math.max(0, (found?.parts.length ?? 1) - 1);
    if (found?.text === text) sums.right++;
    const marks = text.replaceAll(/[^.,]/g, '').length;
    if (found && marks > 0 && digitsOf(found.text) === digitsOf(text)) {
      sums.marks += marks;
      if (found.text === text) sums.marksRight += marks;
    }
    if (found && found.confidence >= PROMISE) {
      sums.sure++;
      if (found.text !== text) sums.wrong++;
    }
    if (found?.text !== text && process.argv.includes('--verbose'))
      console.log(`${file}: ${text} -> ${found?.text ?? ''}`);
  }
  for (const number of read) {
    if (matched.has(number)) continue;
    if (process.argv.includes('--verbose')) console.log(`${file}: nothing -> ${number.text}`);
    if (number.confidence < PROMISE) continue;
    sums.sure++;
    sums.wrong++;
  }
}
if (!keep) rmSync(folder, { recursive: true, force: true });
const told = ({ pages: number, there, read, right, sure, wrong, marks, marksRight }) => ({
  pages: number,
  numbers: rounded((2 * right) / Math.max(1, there + read)),
  promised: rounded(sure / Math.max(1, read)),
  wrongOfPromised: rounded(wrong / Math.max(1, sure)),
  ...(marks > 0 && { marks, marksRight: rounded(marksRight / marks) }),
});
console.log(
  JSON.stringify({
    seed,
    pages: count,
    ...Object.fromEntries(
      kinds.map((kind) => [
        kind,
        KINDS[kind]
          ? told(by[kind])
          : { pages: by[kind].pages, falseNumbersAPage: rounded(by[kind].read / by[kind].pages) },
      ]),
    ),
  }),
);
