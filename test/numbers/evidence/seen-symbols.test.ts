// What the symbol model sees is a second opinion of which digit some pieces are.
import { expect, test } from 'vitest';
import { SYMBOL_CELL, symbolClasses } from '../../../src/model/sight/symbol-model.js';
import {
  chanceBySymbols,
  numberSeen,
  signBySymbols,
  symbolsIn,
  withDigits,
  withSeen,
} from '../../../src/numbers/evidence/seen-symbols.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';

const place = (label: string): number => (symbolClasses as readonly string[]).indexOf(label);
const seenAs = (chances: Readonly<Record<string, number>>): Float64Array =>
  Float64Array.from(symbolClasses, (label) => chances[label] ?? 0);

/** Two pieces side by side in cells of which the left one is a 3 and the right one a 5. */
function twoPieces(factor: number) {
  const side = SYMBOL_CELL * factor;
  const labels = new Int32Array(2 * side * side);
  for (let at = 0; at < labels.length; at++) labels[at] = at % (2 * side) < side ? 1 : 2;
  const chances = new Uint8Array(symbolClasses.length * 2);
  chances[2 * place('3')] = 255;
  chances[2 * place('5') + 1] = 255;
  const pieces = [1, 2].map((label) => ({
    label,
    box: { x: (label - 1) * side, y: 0, w: side, h: side },
    area: side * side,
    darkness: 100,
  }));
  return { of: symbolsIn(() => labels, 2 * side, { width: 2, height: 1, chances }, factor), pieces };
}

test.each([1, 3])('each piece has the symbols of its own cells, on a page seen %i times smaller', (factor) => {
  const { of, pieces } = twoPieces(factor);
  const [left, right] = pieces;
  expect(of([left!])[place('3')]).toBeCloseTo(1);
  expect(of([right!])[place('3')]).toBe(0);
  const both = of(pieces);
  expect(both[place('3')]).toBeCloseTo(0.5);
  expect(both[place('5')]).toBeCloseTo(0.5);
});

test.each([1, 2])('where digits are clearly seen, on a page seen %i times smaller, a number is as likely', (factor) => {
  const chances = new Uint8Array(symbolClasses.length * 2);
  for (const label of ['6', '8']) chances[2 * place(label)] = 100;
  chances[2 * place('6') + 1] = 100;
  const side = SYMBOL_CELL * factor;
  const number = new Uint8Array(2 * side * side).fill(20);
  number[0] = 240;
  const both = withDigits(number, 2 * side, { width: 2, height: 1, chances }, factor);
  expect(both[0]).toBe(240);
  expect([side - 1, 2 * side * (side - 1)].map((at) => both[at])).toEqual([200, 200]);
  expect([side, 2 * side * side - 1].map((at) => both[at])).toEqual([20, 20]);
  expect(number[1]).toBe(20);
});

const candidate = (chances: readonly number[]): GlyphCandidate => ({
  pieces: [],
  box: { x: 0, y: 0, w: 1, h: 1 },
  picture: new Uint8Array(784),
  verdict: Float32Array.from(chances),
  symbol: 1 - chances.at(-1)!,
  best: 0,
  label: '1',
});

test('two opinions of a digit make one, and what is no digit keeps its chance', () => {
  const alphabet = ['1', '7', 'x'];
  const doubtful = candidate([0.5, 0.3, 0.1, 0.1]);
  const seven = withSeen(doubtful, seenAs({ 7: 0.9 }), alphabet);
  expect(seven.label).toBe('7');
  expect(seven.verdict[2]).toBeCloseTo(0.1);
  expect(seven.verdict[0]! + seven.verdict[1]!).toBeCloseTo(0.8);
});

test('a reader that is sure is outvoted only where what it reads is not seen at all, and then nothing is sure', () => {
  const sure = candidate([0.999, 0.0005, 0, 0.0005]);
  const read = (seen: Parameters<typeof seenAs>[0]) => withSeen(sure, seenAs(seen), ['1', '7', 'x']);
  expect(read({ 7: 0.8, 1: 0.1 }).label).toBe('1');
  expect(read({ 7: 0.1 }).label).toBe('1');
  const outvoted = read({ 7: 0.9 });
  expect(outvoted.label).toBe('7');
  expect(outvoted.trust! * outvoted.verdict[1]!).toBeLessThan(0.5);
});

test('where nothing is seen, the verdict stays', () => {
  const { verdict } = withSeen(candidate([0.6, 0.3, 0, 0.1]), seenAs({ paper: 1 }), ['1', '7', 'x']);
  expect([...verdict].map((chance) => +chance.toFixed(2))).toEqual([0.6, 0.3, 0, 0.1]);
});

test('what is read as a hand that was taught hears no second opinion', () => {
  const seen = seenAs({ 7: 0.9 });
  const taught = withSeen({ ...candidate([0.6, 0.3, 0, 0.1]), ofHand: 1 }, seen, ['1', '7', 'x']);
  expect([...taught.verdict].map((chance) => +chance.toFixed(2))).toEqual([0.6, 0.3, 0, 0.1]);
  expect(withSeen({ ...candidate([0.6, 0.3, 0, 0.1]), ofHand: 0 }, seen, ['1', '7', 'x']).label).toBe('7');
});

test('a confidence believes half of what a second opinion adds, and all that it takes away', () => {
  const agreed = withSeen(candidate([0.5, 0.3, 0, 0.2]), seenAs({ 1: 0.9 }), ['1', '7', 'x']);
  expect(agreed.trust! * agreed.verdict[0]!).toBeCloseTo((0.5 + agreed.verdict[0]!) / 2);
  const doubted = withSeen(candidate([0.9, 0.05, 0, 0.05]), seenAs({ 7: 0.2, 1: 0.1 }), ['1', '7', 'x']);
  expect([doubted.label, doubted.trust]).toEqual(['1', 1]);
  expect(doubted.verdict[0]).toBeLessThan(0.9);
});

test('a sign that is seen speaks for one, a faint one neither way, and what is not seen little against it', () => {
  expect(signBySymbols(seenAs({ sign: 0.9 }))).toBeGreaterThan(8);
  expect(signBySymbols(seenAs({ sign: 0.09, paper: 0.9 }))).toBeCloseTo(1);
  expect(signBySymbols(seenAs({ 4: 1 }))).toBe(0.5);
});

test('what has the shape of a digit is none where none is seen, but for what a hand was taught', () => {
  const cross = candidate([0.9, 0.05, 0, 0.05]);
  expect(numberSeen(seenAs({ 1: 0.4, sign: 0.5, writing: 0.1 }))).toBeCloseTo(0.9);
  expect(chanceBySymbols(cross, seenAs({ 1: 0.4, 7: 0.5 }))).toBeGreaterThan(0.99);
  expect(chanceBySymbols(cross, seenAs({ writing: 0.95, 7: 0.05 }))).toBeLessThan(0.01);
  // Clean writing with a broad pen seems printed.
  expect(chanceBySymbols(cross, seenAs({ print: 0.95, 7: 0.05 }))).toBeGreaterThan(0.99);
  expect(chanceBySymbols({ ...cross, ofHand: 1 }, seenAs({ writing: 1 }))).toBe(1);
  expect(chanceBySymbols({ ...cross, label: '+' }, seenAs({ writing: 1 }))).toBe(1);
});
