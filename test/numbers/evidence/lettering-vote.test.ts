import { expect, test } from 'vitest';
import { strokesOfWords } from '../../../src/numbers/evidence/lettering-vote.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';
import type { Piece } from '../../../src/strokes/piece.js';

/** A stroke 20 high whose picture says how likely it is a letter, in percent. */
function stroke(x: number, letter: number, w = 12): { piece: Piece; candidate: GlyphCandidate } {
  const box = { x, y: 0, w, h: 20 };
  const piece = { label: x, box, area: 50, darkness: 100 };
  const verdict = new Float32Array(11);
  return {
    piece,
    candidate: {
      pieces: [piece],
      box,
      picture: new Uint8Array(784).fill(letter),
      verdict,
      symbol: 1,
      best: 0,
      label: '0',
    },
  };
}
const lettering = {
  letters: (pictures: Uint8Array, count: number) =>
    Float32Array.from({ length: count }, (_, k) => pictures[784 * k]! / 100),
};
function wordsAmong(...lines: { piece: Piece; candidate: GlyphCandidate }[][]): number[] {
  const alone = new Map(lines.flat().map(({ piece, candidate }) => [piece, candidate]));
  const found = strokesOfWords(
    lines.map((line) => line.map(({ piece }) => piece)),
    alone,
    20,
    lettering,
  );
  return [...found].map(({ box }) => box.x).sort((a, b) => a - b);
}

test('the sure letters of a word outvote those that look like digits', () => {
  expect(wordsAmong([stroke(0, 50), stroke(14, 98), stroke(28, 30), stroke(42, 95)])).toEqual([0, 14, 28, 42]);
});

test('a number beside a word stays', () => {
  expect(wordsAmong([stroke(0, 97), stroke(14, 97), stroke(28, 60), stroke(80, 3), stroke(94, 10)])).toEqual([
    0, 14, 28,
  ]);
});

test('one odd digit does not make a word of a number', () => {
  expect(wordsAmong([stroke(0, 2), stroke(14, 96), stroke(28, 5)])).toEqual([]);
});

test('a doubtful stroke is a letter among words and a digit among numbers', () => {
  const doubtful = stroke(200, 70);
  const rows = (letter: number) =>
    Array.from({ length: 6 }, (_, k) => [stroke(1000 * k + 300, letter), stroke(1000 * k + 314, letter)]);
  expect(wordsAmong([doubtful], ...rows(98))).toContain(200);
  expect(wordsAmong([doubtful], ...rows(2))).toEqual([]);
});

test('one long stroke among numbers is digits that touch, among words a word', () => {
  const joined = stroke(200, 99.9, 70);
  const rows = (letter: number) =>
    Array.from({ length: 8 }, (_, k) => [stroke(1000 * k + 400, letter), stroke(1000 * k + 414, letter)]);
  expect(wordsAmong([joined], ...rows(2))).toEqual([]);
  expect(wordsAmong([joined], ...rows(98))).toContain(200);
});

test('bars have no voice, and a page of nothing else has no words', () => {
  expect(wordsAmong([stroke(0, 99, 3), stroke(10, 99, 3)])).toEqual([]);
  expect(wordsAmong()).toEqual([]);
});
