#!/usr/bin/env node
// node bench/teach.mjs [--hands 10] [--pages 2] [--least 0.05] [--touching 0.25] [--seed 1] [--verbose]
// Hands are taught by pages whose text is known: how many of the aligned glyphs get the right label, and how the next
// pages are read, against a person who labels every glyph that was cut rightly. The hands are those of pendigits'
// writers that are read worst, and each page that teaches is one whose first reading has that share of errors or more.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learn, openHand, read, readWithText } from '../dist/node/index.js';
import { anyNumber, composePage } from './pages/compose.mjs';
import { digitField } from './pages/ink.mjs';
import { between, pick, seeded, shuffled } from './pages/random.mjs';
import { edits, mean, option, rounded } from './pages/score.mjs';
import { writePicture } from './pages/write.mjs';
import { errorOf } from './writers/score.mjs';
import { byWriter, drawnSample, pendigits } from './writers/strokes.mjs';

const [hands, pages, least, touching, seed] = [
  option('hands', '10'),
  option('pages', '2'),
  option('least', '0.05'),
  option('touching', '0.25'),
  option('seed', '1'),
].map(Number);
const verbose = process.argv.includes('--verbose');
/** Pages that are read before and after, and how often a page is drawn anew until it reads badly enough. */
const [NEXT, DRAWS] = [3, 40];
/** Two boxes are of one glyph from this share of what they cover together on. */
const SAME = 0.5;

const root = mkdtempSync(join(tmpdir(), 'ownhand-teach-'));
const untaught = openHand(join(root, 'untaught'));

/** @typedef {import('./pages/compose.mjs').Page['truth']} Truth */
/** @typedef {{file: string, truth: Truth, text: string}} Written */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */

/**
 * A page of one hand's digits.
 * @param {Map<string, Uint8Array[]>} forms
 * @param {() => number} random
 * @param {string} name
 * @returns {Promise<Written>}
 */
async function written(forms, random, name) {
  const lines = Array.from({ length: 6 }, () =>
    Array.from({ length: 2 }, () => anyNumber(random, Math.floor(between(random, 2, 6)))),
  );
  const size = between(random, 40, 70);
  const page = composePage(random, {
    lines,
    size,
    touching,
    writer: { field: (label, next, pen) => digitField(pick(next, forms.get(label) ?? []), pen) },
  });
  const file = join(root, `${name}.jpg`);
  await writePicture(page, file);
  return { file, truth: page.truth, text: lines.map((line) => line.join(' ')).join('\n') };
}

/** @param {import('../dist/node/index.js').Hand} hand @param {Written} page */
async function errorsOf(hand, { file, text }) {
  const want = text.replace(/\s/g, '');
  return edits((await read(hand, file)).text.replace(/\s/g, ''), want) / want.length;
}

/** The label of the true glyph in a box; undefined where none lies there. @param {Truth} truth @param {Box} box */
function labelAt(truth, box) {
  for (const { label, box: own } of truth.lines.flatMap(({ glyphs }) => glyphs)) {
    const [x, y, w, h] = own;
    const across = Math.min(x + w, box.x + box.w) - Math.max(x, box.x);
    const down = Math.min(y + h, box.y + box.h) - Math.max(y, box.y);
    const common = Math.max(0, across) * Math.max(0, down);
    if (common > SAME * (w * h + box.w * box.h - common)) return label;
  }
  return undefined;
}

const writers = [...byWriter([...pendigits('tra'), ...pendigits('tes')])].map(([writer, own]) => ({
  writer,
  samples: shuffled(seeded(seed * 7919 + Number(writer)), own).map(drawnSample),
}));
const ranked = [];
for (const each of writers) ranked.push({ ...each, error: await errorOf(untaught, each.samples) });
ranked.sort((a, b) => b.error - a.error);

/** @type {{label: string, source: string}[]} */
let wrong = [];
let [aligned, digits, taughtPages] = [0, 0, 0];
/** @type {{first: number, before: number, taught: number, byHand: number}[]} */
const rows = [];
for (const { writer, samples } of ranked.slice(0, hands)) {
  const random = seeded(seed * 104_729 + Number(writer));
  /** @param {number} parity */
  const formsOf = (parity) => {
    const forms = new Map();
    for (const { label, picture } of samples.filter((_, k) => k % 2 === parity))
      forms.set(label, [...(forms.get(label) ?? []), picture]);
    return forms;
  };
  const [teaching, other] = [formsOf(0), formsOf(1)];
  const taught = [];
  for (let k = 0; k < DRAWS && taught.length < pages; k++) {
    const page = await written(teaching, random, `${writer}-${k}`);
    const first = await errorsOf(untaught, page);
    if (first >= least) taught.push({ ...page, first });
  }
  const next = [];
  for (let k = 0; k < NEXT; k++) next.push(await written(other, random, `${writer}-next-${k}`));
  const [hand, byHand] = ['taught', 'by-hand'].map((name) => openHand(join(root, `${name}-${writer}`)));
  const [own, labelled] = [[], []];
  for (const { file, text, truth } of taught) {
    const known = await readWithText(hand, file, text);
    aligned += known.glyphs.length;
    digits += known.digits;
    const mistaken = known.glyphs.filter(({ label, box }) => labelAt(truth, box) !== label);
    wrong = [...wrong, ...mistaken.map(({ label, box }) => ({ label, source: `${file} ${box.x} ${box.y}` }))];
    own.push(...known.samples);
    for (const { box, picture } of (await read(byHand, file)).lines.flatMap(({ numbers }) =>
      numbers.flatMap(({ glyphs }) => glyphs),
    )) {
      const label = labelAt(truth, box);
      if (label !== undefined) labelled.push({ label, picture, source: `${file}, at ${box.x} ${box.y}` });
    }
  }
  if (taught.length === 0) continue;
  taughtPages += taught.length;
  const results = [await learn(hand, own), await learn(byHand, labelled)];
  const errors = async (/** @type {import('../dist/node/index.js').Hand} */ reader) => {
    const each = [];
    for (const page of next) each.push(await errorsOf(reader, page));
    return mean(each);
  };
  const row = {
    first: mean(taught.map(({ first }) => first)),
    before: await errors(untaught),
    taught: await errors(hand),
    byHand: await errors(byHand),
  };
  if (verbose) console.error(JSON.stringify({ writer, ...row, reasons: results.map(({ reason }) => reason) }));
  rows.push(row);
  for (const each of [hand, byHand]) await each.close();
}
if (verbose) for (const { label, source } of wrong) console.error(`${source}: not a ${label}`);
await untaught.close();
const mean4 = (/** @type {'first' | 'before' | 'taught' | 'byHand'} */ key) =>
  rounded(mean(rows.map((row) => row[key])));
console.log(
  JSON.stringify({
    seed,
    hands: rows.length,
    pages: taughtPages,
    firstError: mean4('first'),
    digits,
    aligned,
    alignedRight: rounded(1 - wrong.length / Math.max(1, aligned)),
    nextPages: rows.length * NEXT,
    nextErrorBefore: mean4('before'),
    nextErrorTaught: mean4('taught'),
    nextErrorByHand: mean4('byHand'),
  }),
);
rmSync(root, { recursive: true, force: true });
