import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { type Canvas, inkBox } from '../../../src/train/draw/pen.js';
import { typefaceDigits } from '../../../src/train/draw/typeface-digits.js';
import { decodeTypefaces, encodeTypefaces } from '../../../src/train/draw/typefaces.js';
import { typesetLetter, typesetPiece, typesetWord } from '../../../src/train/draw/typeset.js';

const bytes = gunzipSync(readFileSync(new URL('../../../models/training/typefaces.gz', import.meta.url)));
const faces = decodeTypefaces(bytes);

describe('the typefaces that travel with the package', () => {
  test('are many, most of them as written, each with all digits and small letters', () => {
    expect(faces.length).toBeGreaterThan(40);
    expect(faces.filter(({ written }) => written).length).toBeGreaterThan(30);
    for (const { glyphs } of faces)
      for (const symbol of '0123456789abcdefghijklmnopqrstuvwxyz') expect(glyphs.has(symbol)).toBe(true);
  });

  test('are written as they are read', () => {
    expect(Buffer.compare(encodeTypefaces(faces), bytes)).toBe(0);
  });

  test.each([1, 7, 100, 5000])('cut off by %d bytes, they are refused', (short) => {
    expect(() => decodeTypefaces(bytes.subarray(0, bytes.length - short))).toThrow(/install ownhand again/);
  });
});

test('digits of typefaces come under their labels, written ones more often', () => {
  const one = typefaceDigits(faces.filter(({ written }) => written).slice(0, 1), random(1));
  const other = typefaceDigits(faces.filter(({ written }) => !written).slice(0, 1), random(1));
  expect(one.count).toBeGreaterThan(other.count);
  for (const { labels, pictures } of [one, other]) {
    expect(new Set(labels).size).toBe(10);
    for (let i = 0; i < labels.length; i++)
      expect(Math.max(...pictures.subarray(i * 784, (i + 1) * 784))).toBeGreaterThan(200);
  }
});

describe('lettering', () => {
  const inked = (of: Canvas) => inkBox(of) ?? { w: 0, h: 0 };
  const draw = random(3);

  test('has ink, and words are wider than letters', () => {
    const letters = Array.from({ length: 60 }, () => inked(typesetLetter(faces, draw)));
    const words = Array.from({ length: 60 }, () => inked(typesetWord(faces, draw)));
    for (const { w, h } of [...letters, ...words]) expect(Math.min(w, h)).toBeGreaterThan(2);
    const mean = (of: { w: number; h: number }[]) => of.reduce((sum, { w, h }) => sum + w / h, 0) / of.length;
    expect(mean(words)).toBeGreaterThan(1.5 * mean(letters));
  });

  test('pieces of words are no slim bars, which would be a 1', () => {
    const pieces = Array.from({ length: 80 }, () => typesetPiece(faces, draw)).filter((piece) => piece !== undefined);
    expect(pieces.length).toBeGreaterThan(20);
    for (const piece of pieces) {
      const { w, h } = inked(piece);
      expect(w).toBeGreaterThan(0.5 * h);
    }
  });
});
