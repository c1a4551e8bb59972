#!/usr/bin/env node
// node bench/sums.mjs [--pages 200] [--seed 1] [--keep DIR] [--verbose]
// Sums and subtractions written below each other, with carries, by hands that nothing was trained on: MNIST's test
// digits on plain, ruled and squared paper. The last line is JSON.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyCamera, photograph } from './pages/camera.mjs';
import { mnist } from './pages/digits.mjs';
import { hand } from './pages/hand.mjs';
import { drawn } from './pages/ink.mjs';
import { anyPaper, anyPen, blankSheet, layInk } from './pages/paper.mjs';
import { between, normal, seeded, whole } from './pages/random.mjs';
import { edits, mean, option, rounded } from './pages/score.mjs';
import { strokeMask } from './pages/strokes.mjs';
import { readFiles, writePicture } from './pages/write.mjs';

const count = Number(option('pages', '200'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-sums-'));
mkdirSync(folder, { recursive: true });
const digits = mnist('t10k');
const papers = /** @type {const} */ (['plain', 'ruled', 'squared']);

/** @typedef {{terms: number[], total: number, sign: '+' | '-'}} Sum */

/**
 * Two terms, several terms, or a subtraction.
 * @param {() => number} random
 * @param {number} shape
 * @returns {Sum}
 */
function anySum(random, shape) {
  const length = whole(random, 2, 4);
  const term = () => whole(random, 10 ** (length - 1), 10 ** length - 1);
  if (shape === 2) {
    const [less, more] = [term(), term()].sort((a, b) => a - b);
    return { terms: [more, less], total: more - less, sign: '-' };
  }
  const terms = Array.from({ length: shape === 0 ? 2 : whole(random, 3, 4) }, term);
  return { terms, total: terms.reduce((a, b) => a + b), sign: '+' };
}

/** What is carried into each place, units first. @param {Sum} sum */
function carriesOf({ terms, sign }) {
  const carries = [0];
  for (let place = 0; sign === '+' && place < 5; place++) {
    const column = terms.reduce((sum, term) => sum + (Math.floor(term / 10 ** place) % 10), carries[place]);
    carries.push(Math.floor(column / 10));
  }
  return carries;
}

/** A photo of a sum. @param {() => number} random @param {Sum} sum @param {'plain' | 'ruled' | 'squared'} kind */
function drawSum(random, sum, kind) {
  const size = between(random, 44, 100);
  const nib = size * between(random, 0.06, 0.13);
  const writer = hand(digits, random);
  const pitch = size * between(random, 0.95, 1.25);
  const rowGap = size * between(random, 1.35, 1.7);
  const { terms, total, sign } = sum;
  const columns = Math.max(...[...terms, total].map((value) => String(value).length)) + 1;
  const edge = size * between(random, 0.8, 1.4);
  const hasCarries = sign === '+' && random() < 0.7;
  const width = Math.ceil(columns * pitch + 2 * edge);
  const height = Math.ceil((terms.length + 1.9) * rowGap + 2 * edge);
  const sheet = blankSheet(width, height, anyPaper(random, size, { kind }));
  const pen = anyPen(random);
  const right = width - edge - pitch / 2;
  /** @param {string} label @param {number} place @param {number} baseline @param {number} high */
  const digit = (label, place, baseline, high) => {
    const mask = drawn(writer.field(label, random, (92 * nib) / high), {
      height: high * (1 + 0.05 * normal(random)),
      slant: (writer.slant ?? 0) + 0.03 * normal(random),
      turn: 0.02 * normal(random),
      stretch: 1,
    });
    const x = right - place * pitch + 0.05 * size * normal(random) - mask.width / 2;
    layInk(sheet, mask, Math.round(x), Math.round(baseline - mask.height + 0.04 * size * normal(random)), pen);
  };
  /** @param {number} value @param {number} baseline */
  const number = (value, baseline) => {
    for (const [place, label] of [...String(value)].reverse().entries()) digit(label, place, baseline, size);
  };
  /** @param {number[][]} paths */
  const stroke = (paths) => {
    const { mask, x, y } = strokeMask(paths, nib);
    layInk(sheet, mask, Math.round(x), Math.round(y), pen);
  };
  let baseline = edge + (hasCarries ? 0.75 * size : 0) + size;
  if (hasCarries)
    for (const [place, carry] of carriesOf(sum).entries())
      if (carry > 0) digit(String(carry), place, baseline - 1.15 * size, 0.45 * size);
  for (const [k, term] of terms.entries()) {
    number(term, baseline);
    if (k === terms.length - 1) {
      const [x, y] = [right - (columns - 1) * pitch + 0.05 * size * normal(random), baseline - 0.45 * size];
      const arm = size * between(random, 0.22, 0.32);
      const across = [x - arm, y + 0.02 * size * normal(random), x + arm, y];
      stroke(sign === '+' ? [across, [x, y - arm, x + 0.02 * size, y + arm]] : [across]);
    }
    baseline += rowGap;
  }
  const level = baseline - rowGap + 0.22 * rowGap;
  stroke([[edge * 0.8, level, width - edge * 0.7, level + 0.03 * size * normal(random)]]);
  number(total, baseline + 0.12 * rowGap);
  return photograph(sheet, anyCamera(random), random).photo;
}

const pages = [];
for (let index = 0; index < count; index++) {
  const random = seeded(seed * 100_003 + index);
  const sum = anySum(random, index % 3);
  const file = join(folder, `sum-${String(index).padStart(4, '0')}.jpg`);
  await writePicture(drawSum(random, sum, papers[Math.floor(index / 3) % 3]), file, whole(random, 70, 92));
  const sign = sum.sign === '-' ? '−' : '+';
  pages.push({ file, shape: index % 3, text: `${sum.terms.join(` ${sign} `)} = ${sum.total}` });
}
const readings = await readFiles(
  pages.map(({ file }) => file),
  ['--latex'],
);
const bare = (/** @type {string} */ text) => text.replace(/\D/g, '');
const scores = pages.map(({ file, shape, text }, k) => {
  const got = readings[k].text ?? '';
  const isWhole = got === text;
  // A sum that was read wrongly and says that it does not hold is flagged.
  const isFlagged = (readings[k].equations ?? []).some((/** @type {{holds?: boolean}} */ { holds }) => holds === false);
  if (!isWhole && process.argv.includes('--verbose'))
    console.log(`${file}: ${text} -> ${got.replaceAll('\n', ' / ')}${isFlagged ? ' (flagged)' : ''}`);
  const right = 1 - Math.min(1, edits(bare(text), bare(got)) / bare(text).length);
  return { shape, right, whole: isWhole, safe: isWhole || isFlagged };
});
const share = (/** @type {(score: typeof scores[number]) => number | boolean} */ of, all = scores) =>
  rounded(mean(all.map((score) => Number(of(score)))));
const ofShape = (/** @type {number} */ shape) =>
  share(
    ({ whole: isWhole }) => isWhole,
    scores.filter((score) => score.shape === shape),
  );
console.log(
  JSON.stringify({
    seed,
    sums: count,
    digits: share(({ right }) => right),
    whole: share((score) => score.whole),
    wholeOrFlagged: share(({ safe }) => safe),
    twoTerms: ofShape(0),
    severalTerms: ofShape(1),
    subtractions: ofShape(2),
  }),
);
if (!keep) rmSync(folder, { recursive: true, force: true });
