// Symbols with their writers, from the shared folder's pen strokes, drawn as dark ink on light paper and normalised as `learn --reverse` does.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { pictureOfCrop } from '../../dist/node/samples/labelled-folder.js';

/** @typedef {{label: string, writer: string, strokes: number[][][]}} Written */
/** @typedef {import('../../dist/hand/store.js').NewSample} Sample */

const shared = resolve(process.env.OWNHAND_SHARED ?? '../shared');

/** The data's path, or a line and the end of the program where it is not there. @param {string} path */
function need(path) {
  const file = join(shared, path);
  if (existsSync(file)) return file;
  console.log(`skipped: ${file}, symbols with their writers, is not there`);
  process.exit(0);
}

/** Pendigits' writers: `tra` has 30, `tes` 14 others. @param {'tra' | 'tes'} part @returns {Written[]} */
export function pendigits(part) {
  /** @type {Written[]} */
  const digits = [];
  const text = gunzipSync(readFileSync(need(`data/pendigits/pendigits-orig.${part}.gz`))).toString('latin1');
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '.COMMENT') digits.push({ label: words[1], writer: words[2], strokes: [] });
    else if (words[0] === '.PEN_DOWN') digits.at(-1)?.strokes.push([]);
    else if (/^\s*-?\d+\s+-?\d+/.test(line))
      digits
        .at(-1)
        ?.strokes.at(-1)
        ?.push([Number(words[0]), -Number(words[1])]);
  }
  return digits;
}

/** CROHME's symbols, of writers with a name. @returns {Written[]} */
export function crohme() {
  return expressions().flatMap(({ writer, symbols }) =>
    writer && writer !== 'Unknown' ? symbols.map((symbol) => ({ ...symbol, writer })) : [],
  );
}

/** @returns {{writer: string, truth: string, symbols: {label: string, strokes: number[][][]}[]}[]} */
function expressions() {
  const lines = gunzipSync(readFileSync(need('data/crohme/expressions.jsonl.gz'))).toString();
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** @typedef {{text: string, height: number, strokes: number[][][]}} Number  as it was written; `height`: the middle height of its digits */

/** CROHME's numbers of two digits and more, with their points, commas and minus signs, out of expressions that stand on one line. @returns {Map<string, Number[]>} by writer */
export function numbersByWriter() {
  /** @type {Map<string, Number[]>} */
  const map = new Map();
  for (const { writer, truth, symbols } of expressions()) {
    if (!writer || writer === 'Unknown' || /\\(frac|sqrt)/.test(truth)) continue;
    const tokens = lineOf(truth);
    const placed = symbols.map(extent).sort((a, b) => a.left - b.left);
    if (tokens.length !== placed.length || placed.some(({ label }, k) => label !== tokens[k].token)) continue;
    const line = tokens.map(({ token, level }) => (level && /^[0-9.,-]$/.test(token) ? token : ' ')).join('');
    for (const {
      index,
      0: { length },
    } of line.matchAll(/-?\d[\d.,-]*\d|-\d/g)) {
      const run = placed.slice(index, index + length);
      const heights = run.filter(({ label }) => /\d/.test(label)).map(({ height }) => height);
      const number = {
        text: run.map(({ label }) => label).join(''),
        height: heights.sort((a, b) => a - b)[heights.length >> 1],
        strokes: run.flatMap(({ strokes }) => strokes),
      };
      if (map.has(writer)) map.get(writer)?.push(number);
      else map.set(writer, [number]);
    }
  }
  return map;
}

/** The symbols of a LaTeX expression, and which stand on its line, neither raised nor lowered. @param {string} truth */
function lineOf(truth) {
  let [depth, moved] = [0, false];
  return (truth.match(/\\[a-zA-Z]+|[^\s$]/g) ?? []).flatMap((token) => {
    const level = depth === 0 && !moved;
    moved = token === '^' || token === '_';
    if (token === '{') depth++;
    if (token === '}') depth--;
    return /[\^_{}]/.test(token) ? [] : [{ token, level }];
  });
}

/** @param {{label: string, strokes: number[][][]}} symbol */
function extent({ label, strokes }) {
  const points = strokes.flat();
  const ys = points.map(([, y]) => y);
  return { label, strokes, left: Math.min(...points.map(([x]) => x)), height: Math.max(...ys) - Math.min(...ys) };
}

/** A drawn symbol's 28×28 picture. @returns {Promise<(symbol: Written) => Sample>} */
export async function drawer() {
  const { drawStrokes } = await import(pathToFileURL(join(shared, 'bench/lib.mjs')).href);
  return ({ label, writer, strokes }) => {
    const data = drawStrokes(strokes.filter((stroke) => stroke.length > 0));
    const picture = pictureOfCrop({ width: 96, height: 96, channels: 1, data });
    if (!picture) throw new Error(`nothing drawn of a ${label} by ${writer}`);
    return { label, picture, source: writer };
  };
}

/** By writer, in the order they come. @template {{writer: string}} T @param {readonly T[]} all @returns {Map<string, T[]>} */
export function byWriter(all) {
  const map = new Map();
  for (const one of all) {
    const own = map.get(one.writer);
    if (own) own.push(one);
    else map.set(one.writer, [one]);
  }
  return map;
}

/** Up to `count` of each label. @param {readonly Written[]} all @param {number} count @returns {Written[]} */
export function ofEach(all, count) {
  const seen = new Map();
  return all.filter(({ label }) => {
    seen.set(label, (seen.get(label) ?? 0) + 1);
    return seen.get(label) <= count;
  });
}
