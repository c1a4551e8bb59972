// Symbols with their writers, from the shared folder's pen strokes, drawn as dark ink on light paper and normalised as `learn --reverse` does.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { pictureOfCrop } from '../../dist/node/labelled-folder.js';

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
  const lines = gunzipSync(readFileSync(need('data/crohme/expressions.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  return lines.flatMap((line) => {
    const { writer, symbols } = JSON.parse(line);
    return writer && writer !== 'Unknown' ? symbols.map((symbol) => ({ ...symbol, writer })) : [];
  });
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
