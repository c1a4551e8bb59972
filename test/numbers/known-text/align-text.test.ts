// Alignment over lattices that are made up: what the text says decides between readings and between cuts.
import { expect, test } from 'vitest';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';
import { alignText, type PlacedLattice } from '../../../src/numbers/known-text/align-text.js';
import { textNumbers } from '../../../src/numbers/known-text/text-numbers.js';
import type { Edge } from '../../../src/numbers/lattice.js';
import type { Piece } from '../../../src/strokes/piece.js';

const digits = [...'0123456789'];

/** Pieces `from` to `to` as one symbol that is read as `label`, with a chance. */
function edge(from: number, to: number, label: string, chance = 0.99, symbol = 0.99): Edge {
  const verdict = new Float32Array(11).fill((symbol * (1 - chance)) / 9);
  verdict[Number(label)] = symbol * chance;
  verdict[10] = 1 - symbol;
  const box = { x: 10 * from, y: 0, w: 10 * (to - from) - 1, h: 20 };
  return { from, to, symbol, chance: symbol * chance, candidate: { verdict, box, symbol, label } as GlyphCandidate };
}

/** A line of as many pieces, full-sized. */
function line(count: number, edges: readonly Edge[], row = 0): PlacedLattice {
  const piece = (_: unknown, k: number): Piece => ({
    label: k + 1,
    box: { x: 10 * k, y: 20 * row, w: 9, h: 20 },
    area: 50,
    darkness: 100,
  });
  return { pieces: Array.from({ length: count }, piece), weights: new Array(count).fill(1), edges, row };
}

/** A line that reads as a text. */
const reads = (text: string, row = 0) =>
  line(
    text.length,
    [...text].map((label, k) => edge(k, k + 1, label)),
    row,
  );

const aligned = (lines: readonly PlacedLattice[], text: string) =>
  alignText(lines, textNumbers(text, digits).numbers, digits);
const labels = (lines: readonly PlacedLattice[], text: string) =>
  aligned(lines, text)
    .glyphs.map(({ label, candidate }) => `${label}@${candidate.box.x / 10}`)
    .join(' ');

test('the text corrects what is misread, however sure the reader is', () => {
  expect(labels([reads('12345')], '12745')).toBe('1@0 2@1 7@2 4@3 5@4');
});

test('the text says where a stroke is cut, and where two are one glyph', () => {
  const cut = [edge(0, 1, '1'), edge(1, 2, '0', 0.9, 0.4), edge(2, 3, '0', 0.9, 0.4), edge(1, 3, '8', 0.9, 0.9)];
  expect(labels([line(4, [...cut, edge(3, 4, '5')])], '1005')).toBe('1@0 0@1 0@2 5@3');
  expect(labels([line(4, [...cut, edge(3, 4, '5')])], '185')).toBe('1@0 8@1 5@3');
});

test('what the page has and the text does not is left over', () => {
  const { glyphs, extra } = aligned([reads('12345'), reads('987', 1), reads('60214', 2)], '12345 60214');
  expect(glyphs.map(({ label }) => label).join('')).toBe('1234560214');
  expect(extra.map(({ y }) => y)).toEqual([20, 20, 20]);
});

test('what the text has and the page does not gets no glyph', () => {
  const { glyphs, extra } = aligned([reads('12345'), reads('60214', 1)], '12345\n987\n60214');
  expect(glyphs.map(({ label, number }) => `${label}${number}`).join(' ')).toBe('10 20 30 40 50 62 02 22 12 42');
  expect(extra).toEqual([]);
});

test('a number that somebody else wrote down is not learned, its neighbours are', () => {
  expect(labels([reads('12345 '.trim()), reads('90817', 1), reads('60214', 2)], '12345\n32655\n60214')).toBe(
    '1@0 2@1 3@2 4@3 5@4 6@0 0@1 2@2 1@3 4@4',
  );
});

test('which of two equal digits is missing is not guessed', () => {
  expect(labels([reads('155')], '1555')).toBe('1@0');
});

test('the text of another page gives nothing', () => {
  expect(aligned([reads('9081'), reads('7755', 1)], '2364 1199').glyphs).toEqual([]);
});

test('a single digit that is misread is believed where the rest of the page agrees, not where much is missing', () => {
  const page = [reads('12345'), reads('7', 1), reads('60214', 2)];
  expect(labels(page, '12345\n9\n60214')).toContain('9@0');
  expect(labels(page, '12345\n9\n60214\n88776655443322')).not.toContain('9@0');
});
