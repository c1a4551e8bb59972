// Symbols with their writers, from files of pen strokes.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pictureOfCrop } from '../../dist/node/samples/glyph-picture.js';
import { mustExist, sharedFolder } from '../data/shared-folder.mjs';
import { drawStrokes } from './draw.mjs';

/** @typedef {{label: string, writer: string, strokes: number[][][]}} Written */
/** @typedef {import('../../dist/hand/store.js').NewSample} Sample */

/** The text of a gzipped file. @param {string} path @param {BufferEncoding} encoding */
const unzipped = (path, encoding) =>
  gunzipSync(readFileSync(mustExist(path, 'symbols with their writers'))).toString(encoding);

/** Pendigits' writers: `tra` has 30, `tes` 14 others. @param {'tra' | 'tes'} part @returns {Written[]} */
export const pendigits = (part) => uniPen(join(sharedFolder, `data/pendigits/pendigits-orig.${part}.gz`));

/**
 * Symbols from a gzipped file: pendigits' own format, or, where the name ends in `.jsonl.gz`, one symbol a line.
 * @param {string} path
 * @returns {Written[]}
 */
export function writtenFrom(path) {
  const file = resolve(path);
  return file.endsWith('.jsonl.gz') ? jsonLinesOf(file) : uniPen(file);
}

/** @param {string} file */
const jsonLinesOf = (file) =>
  unzipped(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Pen strokes as pendigits has them (UNIPEN; Guyon et al. 1994). Its y points up. @param {string} file */
function uniPen(file) {
  /** @type {Written[]} */
  const digits = [];
  for (const line of unzipped(file, 'latin1').split('\n')) {
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
const expressions = () => jsonLinesOf(join(sharedFolder, 'data/crohme/expressions.jsonl.gz'));

/**
 * A number as it was written.
 * @typedef {object} WrittenNumber
 * @property {string} text
 * @property {number} height the middle height of its digits
 * @property {number[][][]} strokes
 */

/**
 * CROHME's numbers of two digits and more, with their points, commas and minus signs, by writer. They are taken out of
 * expressions that stand on one line.
 * @returns {Map<string, WrittenNumber[]>}
 */
export function numbersByWriter() {
  /** @type {Map<string, WrittenNumber[]>} */
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

/**
 * A symbol's 28×28 picture, drawn as dark ink on light paper and normalised as `learn --reverse` does.
 * @param {Written} symbol
 * @returns {Sample}
 */
export function drawnSample({ label, writer, strokes }) {
  const picture = pictureOfCrop(drawStrokes(strokes.filter((stroke) => stroke.length > 0)));
  if (!picture) throw new Error(`nothing drawn of a ${label} by ${writer}`);
  return { label, picture, source: writer };
}

/**
 * By writer, in the order they come.
 * @template {{writer: string}} T
 * @param {readonly T[]} all
 * @returns {Map<string, T[]>}
 */
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
