#!/usr/bin/env node
// node bench/signs.mjs [--pages 200] [--writers even|odd] [--seed 1] [--keep DIR] [--verbose]
// How points, commas and minus signs are read as people write them in numbers.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyCamera, photograph } from './pages/camera.mjs';
import { anyPaper, anyPen, blankSheet, layInk } from './pages/paper.mjs';
import { between, pick, seeded } from './pages/random.mjs';
import { found, mean, option, rounded } from './pages/score.mjs';
import { strokeMask } from './pages/strokes.mjs';
import { readFiles, writePicture } from './pages/write.mjs';
import { numbersByWriter } from './writers/strokes.mjs';

const LINES_A_PAGE = 4;
const count = Number(option('pages', '200'));
const seed = Number(option('seed', '1'));
const half = option('writers', '');
const keep = option('keep', '');
const verbose = process.argv.includes('--verbose');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-signs-'));
mkdirSync(folder, { recursive: true });

const writers = [...numbersByWriter()].filter((_, k) => !half || k % 2 === (half === 'odd' ? 1 : 0));
const numbers = writers.flatMap(([writer, own]) => own.map((number) => ({ ...number, writer })));
const bare = (/** @type {string} */ text) => text.replace(/[.,-]/g, '');
const withoutSign = (/** @type {string} */ text) => text === bare(text);
/** @type {((text: string) => boolean)[]} */
const kinds = [
  (text) => text.includes('.'),
  (text) => text.includes(','),
  (text) => text.includes('-') && !/[.,]/.test(text),
];

/**
 * A page of one writer's numbers, a line each, as they were written: one with a sign, each kind as often, then others.
 * @param {() => number} random
 */
function anyPage(random) {
  const kind = pick(random, kinds);
  const first = pick(
    random,
    numbers.filter(({ text }) => kind(text)),
  );
  const own = numbers.filter(({ writer }) => writer === first.writer);
  const plain = own.filter(({ text }) => withoutSign(text));
  const written = [
    first,
    ...Array.from({ length: LINES_A_PAGE - 1 }, (_, k) => pick(random, k % 2 || plain.length === 0 ? own : plain)),
  ];
  const size = between(random, 36, 110);
  const nib = size * between(random, 0.06, 0.14);
  const rows = written.map(({ height, strokes }) => {
    const paths = strokes.map((stroke) => stroke.flatMap(([x, y]) => [(x * size) / height, (y * size) / height]));
    return strokeMask(paths, nib);
  });
  const edge = Math.round(size * between(random, 0.7, 1.3));
  const gap = size * between(random, 0.5, 1.2);
  const width = Math.ceil(Math.max(4 * size, ...rows.map(({ mask }) => mask.width)) + 2 * edge);
  const height = Math.ceil(rows.reduce((sum, { mask }) => sum + mask.height + gap, 2 * edge));
  const sheet = blankSheet(width, height, anyPaper(random, size));
  const pen = anyPen(random);
  let y = edge;
  for (const { mask } of rows) {
    layInk(sheet, mask, Math.round(between(random, edge, width - edge - mask.width)), Math.round(y), pen);
    y += mask.height + gap;
  }
  return { page: photograph(sheet, anyCamera(random), random).photo, texts: written.map(({ text }) => text) };
}

const pages = [];
for (let index = 0; index < count; index++) {
  const random = seeded(seed * 100_003 + index);
  const { page, texts } = anyPage(random);
  const file = join(folder, `page-${String(index).padStart(4, '0')}.jpg`);
  await writePicture(page, file, Math.round(between(random, 65, 92)));
  pages.push({ file, texts });
}
const readings = await readFiles(pages.map(({ file }) => file));

/**
 * Lines read exactly, of those that pass.
 * @param {(text: string) => boolean} counts
 * @param {(text: string) => string} seen
 */
function exact(counts, seen = (text) => text) {
  const hits = pages.flatMap(({ texts }, k) => {
    const got = (readings[k].lines ?? []).map((/** @type {{text: string}} */ line) =>
      seen(line.text.replaceAll(' ', '')),
    );
    return found(texts.map(seen), got).filter((_, j) => counts(texts[j]));
  });
  return { lines: hits.length, exact: rounded(mean(hits.map(Number))) };
}

if (verbose) {
  for (const [k, { file, texts }] of pages.entries()) {
    const got = (readings[k].lines ?? []).map((/** @type {{text: string}} */ line) => line.text);
    if (got.join('/').replaceAll(' ', '') !== texts.join('/'))
      console.log(`${file}: ${texts.join('/')} -> ${got.join('/')}`);
  }
}
const result = {
  seed,
  pages: count,
  point: exact(kinds[0]),
  comma: exact(kinds[1]),
  pointOrComma: exact(
    (text) => /[.,]/.test(text),
    (text) => text.replaceAll(',', '.'),
  ),
  minus: exact(kinds[2]),
  withoutSign: exact(withoutSign),
  digitsRight: exact(() => true, bare),
};
console.log(JSON.stringify(result));
if (!keep) rmSync(folder, { recursive: true, force: true });
