#!/usr/bin/env node
// node bench/habits.mjs [--build FOLDER] [--hands 8] [--next 3] [--seed 1] [--part tes|tra] [--verbose]
// What joins and cuts on one page are worth on the next ones of the same hand. `broken` are hands of pendigits that
// write 5s and 4s in two strokes, drawn so that these stand apart. `touching` are hands most of whose digits touch.
// One page of each is put right as a person would: glyphs that were torn are joined, those that hang together are cut,
// wrong labels are given, and all of its glyphs are learned. Told are the digits that are read wrongly on the next
// pages: before, and after. FOLDER is the build of ownhand that reads and learns. Default: this one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { anyNumber, composePage } from './pages/compose.mjs';
import { digitField } from './pages/ink.mjs';
import { between, pick, seeded, shuffled, whole } from './pages/random.mjs';
import { edits, mean, option, rounded } from './pages/score.mjs';
import { writePicture } from './pages/write.mjs';
import { byWriter, drawnSample, pendigits } from './writers/strokes.mjs';

const [hands, next, seed] = [option('hands', '8'), option('next', '3'), option('seed', '1')].map(Number);
const verbose = process.argv.includes('--verbose');
const build = resolve(option('build', join(import.meta.dirname, '..')));
/** @type {typeof import('../dist/node/index.js')} */
const { cutGlyph, editPage, joinGlyphs, labelGlyph, learn, openHand, read } = await import(
  pathToFileURL(join(build, 'dist/node/index.js')).href
);
/** Strokes are moved apart by this share of the digit's height. */
const APART = 0.28;
/** The share of what two boxes cover together that makes them one, and of a box that lies within another. */
const [SAME, WITHIN] = [0.5, 0.6];
/** The labels whose strokes are drawn apart. */
const BROKEN = '45';

const root = mkdtempSync(join(tmpdir(), 'ownhand-habits-'));
const untaught = openHand(join(root, 'untaught'));

/** @typedef {import('./pages/compose.mjs').TrueGlyph} TrueGlyph */
/** @typedef {{file: string, truth: TrueGlyph[], text: string}} Written */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */

/** A digit whose second stroke stands apart from its first. @param {import('./writers/strokes.mjs').Written} digit */
function tornApart(digit) {
  const [first = [], second = [], ...others] = digit.strokes.filter((stroke) => stroke.length > 0);
  const ys = digit.strokes.flat().map(([, y = 0]) => y);
  const away = APART * (Math.max(...ys) - Math.min(...ys));
  const [dx, dy] = digit.label === '5' ? [0.5 * away, -away] : [away, 0];
  return { ...digit, strokes: [first, second.map(([x = 0, y = 0]) => [x + dx, y + dy]), ...others] };
}

/**
 * A page of one hand's digits.
 * @param {Map<string, Uint8Array[]>} forms @param {() => number} random @param {string} name @param {number} touching
 * @param {string} often labels that come often
 * @returns {Promise<Written>}
 */
async function written(forms, random, name, touching, often) {
  const any = (/** @type {number} */ length) =>
    Array.from(anyNumber(random, length), (digit) => (often && random() < 0.3 ? pick(random, [...often]) : digit)).join(
      '',
    );
  const lines = Array.from({ length: 6 }, () => Array.from({ length: 2 }, () => any(whole(random, 2, 5))));
  const page = composePage(random, {
    lines,
    size: between(random, 50, 80),
    touching,
    writer: { field: (label, random, pen) => digitField(pick(random, forms.get(label) ?? []), pen) },
  });
  const file = join(root, `${name}.jpg`);
  await writePicture(page, file);
  return { file, truth: page.truth.lines.flatMap(({ glyphs }) => glyphs), text: lines.flat().join('') };
}

const asBox = (/** @type {[number, number, number, number]} */ [x, y, w, h]) => ({ x, y, w, h });

/** @param {Box} a @param {Box} b */
function common(a, b) {
  const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

const within = (/** @type {Box} */ a, /** @type {Box} */ b) => common(a, b) / (a.w * a.h);

/** @param {import('../dist/node/index.js').Hand} hand @param {string} file */
const glyphsOf = async (hand, file) =>
  (await read(hand, file)).lines.flatMap(({ numbers }) => numbers.flatMap(({ glyphs }) => glyphs));

/**
 * What somebody puts right on a page: of each true glyph what was found of it.
 * @param {import('../dist/node/index.js').Hand} hand @param {Written} page
 */
async function putRight(hand, { file, truth }) {
  const found = await glyphsOf(hand, file);
  const said = { joins: 0, cuts: 0, labels: 0 };
  /** @type {import('../dist/node/index.js').PageEdit[]} */
  const given = [];
  for (const { label, box } of truth) {
    const here = asBox(box);
    const parts = found.filter((glyph) => within(glyph.box, here) > WITHIN);
    const [only] = parts;
    if (parts.length > 1) {
      said.joins++;
      given.push(
        joinGlyphs(
          parts.map((glyph) => glyph.box),
          label,
        ),
      );
    } else if (only && within(here, only.box) < WITHIN && within(here, only.box) > 0.2) {
      // The hat of it was left out: the box is drawn around all of it.
      said.joins++;
      given.push({ kind: 'glyphs', was: [only.box], are: [{ box: here, label }] });
    } else if (only && only.label !== label) {
      said.labels++;
      given.push(labelGlyph(only.box, label));
    }
  }
  for (const glyph of found) {
    const parts = truth.filter(({ box }) => within(asBox(box), glyph.box) > WITHIN);
    const [left, right] = parts.sort((a, b) => a.box[0] - b.box[0]);
    if (parts.length !== 2 || !left || !right) continue;
    said.cuts++;
    given.push(
      cutGlyph(glyph.box, Math.round((left.box[0] + left.box[2] + right.box[0]) / 2), [left.label, right.label]),
    );
  }
  await editPage(hand, file, given);
  return said;
}

/** All glyphs of a page that stand where a true one does, with its label. */
async function samplesOf(/** @type {import('../dist/node/index.js').Hand} */ hand, /** @type {Written} */ page) {
  return (await glyphsOf(hand, page.file)).flatMap(({ box, picture }) => {
    const one = page.truth.find((glyph) => {
      const there = asBox(glyph.box);
      return common(there, box) > SAME * (there.w * there.h + box.w * box.h - common(there, box));
    });
    return one ? [{ label: one.label, picture, source: `${page.file}, at ${box.x} ${box.y}` }] : [];
  });
}

/** @param {import('../dist/node/index.js').Hand} hand @param {readonly Written[]} pages */
async function errorsOf(hand, pages) {
  const each = [];
  for (const { file, text } of pages)
    each.push(edits((await read(hand, file)).text.replace(/\s/g, ''), text) / text.length);
  return mean(each);
}

const all = [...byWriter(pendigits(option('part', 'tes') === 'tra' ? 'tra' : 'tes'))];
const inTwo = (/** @type {import('./writers/strokes.mjs').Written} */ { label, strokes }) =>
  BROKEN.includes(label) && strokes.filter((stroke) => stroke.length > 2).length === 2;
const groups = {
  broken: { writers: all.filter(([, own]) => own.filter(inTwo).length >= 20), touching: 0, often: BROKEN },
  touching: { writers: all, touching: 0.6, often: '' },
};
/** @type {Record<string, object>} */
const result = {};
for (const [name, { writers, touching, often }] of Object.entries(groups)) {
  const rows = [];
  for (const [writer, own] of writers.slice(0, hands)) {
    const random = seeded(seed * 7919 + Number(writer));
    const digits = shuffled(random, own).filter(
      (digit) => name !== 'broken' || !BROKEN.includes(digit.label) || inTwo(digit),
    );
    const forms = (/** @type {number} */ parity) => {
      /** @type {Map<string, Uint8Array[]>} */
      const map = new Map();
      for (const [k, digit] of digits.entries()) {
        if (k % 2 !== parity) continue;
        const drawn = drawnSample(name === 'broken' && inTwo(digit) ? tornApart(digit) : digit).picture;
        map.set(digit.label, [...(map.get(digit.label) ?? []), drawn]);
      }
      return map;
    };
    const [teaching, other] = [forms(0), forms(1)];
    if ([teaching, other].some(({ size }) => size < 10)) continue;
    const lesson = await written(teaching, random, `${name}-${writer}`, touching, often);
    const pages = [];
    for (let k = 0; k < next; k++) pages.push(await written(other, random, `${name}-${writer}-${k}`, touching, often));
    const hand = openHand(join(root, `${name}-hand-${writer}`));
    const said = await putRight(hand, lesson);
    const { learned, reason } = await learn(hand, await samplesOf(hand, lesson));
    const row = { before: await errorsOf(untaught, pages), after: await errorsOf(hand, pages), ...said };
    if (verbose) console.error(JSON.stringify({ name, writer, learned, reason, ...row }));
    rows.push(row);
    await hand.close();
  }
  const sum = (/** @type {'joins' | 'cuts' | 'labels'} */ key) => rows.reduce((count, row) => count + row[key], 0);
  result[name] = {
    hands: rows.length,
    joins: sum('joins'),
    cuts: sum('cuts'),
    labels: sum('labels'),
    errorBefore: rounded(mean(rows.map(({ before }) => before))),
    errorAfter: rounded(mean(rows.map(({ after }) => after))),
  };
}
await untaught.close();
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ seed, next, ...result }));
