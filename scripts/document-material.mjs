// What drawn documents are made of, for scripts and benches: MNIST's digits, open typefaces, and, where a folder of it
// is given, the pens of UCI's pendigits (Alimoglu & Alpaydin 1998, training writers).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { part } from '../dist/glyph/labelled-pictures.js';
import { loadMnistPart } from '../dist/node/models/mnist.js';
import { printTypefaces, typefaces } from './typefaces-file.mjs';

/** Digits from the end of MNIST's training part and every sixth typeface are held out from training. */
const HELD_OUT = { digits: 5000, typefaces: 6 };

/**
 * The part of the digits, typefaces and pens that training uses, or the part that is held out from it.
 * @param {{heldOut?: boolean, pens?: string}} [options] `pens` is a folder that holds pendigits-orig.tra.gz
 * @returns {Promise<import('../dist/train/draw/documents/drawn-document.js').Material>}
 */
export async function documentMaterial({ heldOut = false, pens } = {}) {
  const digits = await loadMnistPart('train');
  const from = digits.count - HELD_OUT.digits;
  const kept = [...typefaces(), ...printTypefaces()].filter((_, k) => (k % HELD_OUT.typefaces === 0) === heldOut);
  const penDigits = pens ? readPens(pens).filter(({ writer }) => writer > 25 === heldOut) : [];
  return {
    digits: heldOut ? part(digits, from) : part(digits, 0, from),
    typefaces: kept,
    ...(penDigits.length > 0 ? { penDigits } : {}),
  };
}

/** Digits as strokes, from the UNIPEN file of pendigits. */
function readPens(folder) {
  const file = join(folder, 'pendigits-orig.tra.gz');
  if (!existsSync(file)) return [];
  const digits = [];
  for (const segment of gunzipSync(readFileSync(file)).toString('latin1').split('.SEGMENT DIGIT').slice(1)) {
    const label = Number(/"(\d)"/.exec(segment)?.[1]);
    const writer = Number(/\.COMMENT\s+\d+\s+(\d+)/.exec(segment)?.[1]);
    const strokes = [...segment.matchAll(/\.PEN_DOWN([\s\d-]*)/g)]
      .map(([, points]) => points.trim().split(/\s+/).map(Number))
      .map((points) => points.map((value, k) => (k % 2 ? -value : value)))
      .filter((points) => points.length >= 2 && points.length % 2 === 0);
    if (strokes.length > 0) digits.push({ label, writer, strokes });
  }
  return digits;
}
