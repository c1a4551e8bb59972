// Which way a page lies is told by how surely it reads.
import { expect, test } from 'vitest';
import type { FoundGlyph, FoundPage } from '../../../src/numbers/found.js';
import { isAsGood, isBetter, isDoubtful, turnsFor } from '../../../src/numbers/layout/orientation.js';
import { NO_WALLS } from '../../../src/strokes/walls.js';

function page(count: number, chance: number, unread = 0, label = '0', w = 25, words = 0): FoundPage {
  const glyph = { box: { x: 0, y: 0, w, h: 40 }, candidate: { label }, cut: 1, chance } as unknown as FoundGlyph;
  return {
    lines: [Array.from({ length: count }, () => glyph)],
    walls: NO_WALLS,
    unread,
    words,
    leftOut: [],
    bystanders: [],
  };
}
/** A page with so many glyphs and strokes in words. */
function lettered(count: number, words: number, unread = 0): FoundPage {
  return page(count, 0.99, unread, '0', 25, words);
}

test('a page of which little is read is doubtful, one that is read or has hardly a stroke is not', () => {
  expect(isDoubtful(page(5, 0.9, 20))).toBe(true);
  expect(isDoubtful(page(20, 0.99, 2))).toBe(false);
  expect(isDoubtful(page(1, 0.9, 2))).toBe(false);
});

test('what looks like words may be digits upside down, but is turned only where nearly all of it reads then', () => {
  expect(isDoubtful(lettered(11, 89))).toBe(true);
  expect(isDoubtful(lettered(30, 20))).toBe(false);
  expect(isBetter(lettered(100, 0), lettered(11, 89), true)).toBe(true);
  // Letters on their side, some of which pass for digits.
  expect(isBetter(lettered(70, 90, 40), lettered(1, 183, 11), true)).toBe(false);
  // A table of words and numbers that lies wrongly is unread, not words.
  expect(isBetter(lettered(40, 60, 7), lettered(0, 40, 110), true)).toBe(true);
});

test('a page that reads throughout, but hardly a digit of it surely, is doubtful', () => {
  expect(isDoubtful(page(10, 0.95))).toBe(true);
  expect(isDoubtful(page(10, 0.99))).toBe(false);
});

test('fewer glyphs that are sure beat more that are not', () => {
  expect(isBetter(page(20, 0.98, 2), page(30, 0.7, 30), true)).toBe(true);
  expect(isBetter(page(30, 0.7, 30), page(20, 0.98, 2), true)).toBe(false);
});

test('a turn must be clearly better than the page as it lies', () => {
  expect(isBetter(page(21, 0.99), page(20, 0.99), true)).toBe(false);
  expect(isBetter(page(21, 0.99), page(20, 0.99), false)).toBe(true);
});

test('glyphs whose ink is likely no number say less for a turn', () => {
  const unlike = page(30, 0.99);
  const ofWords = { ...unlike, lines: unlike.lines.map((line) => line.map((glyph) => ({ ...glyph, ofNumber: 0.5 }))) };
  expect([unlike, ofWords].map((turned) => isBetter(turned, page(20, 0.99), true))).toEqual([true, false]);
});

test('a turn that shows nothing but 1s is never better: rules and edges make them', () => {
  expect(isBetter(page(40, 0.99, 0, '1'), page(0, 0, 40), true)).toBe(false);
  expect(isBetter(page(40, 0.99, 0, '0', 6), page(0, 0, 40), true)).toBe(false);
  expect(isBetter(page(40, 0.99), page(0, 0, 40), true)).toBe(true);
});

test('a page that leans is tried along its direction too', () => {
  expect(turnsFor(0.01)).toEqual({ level: 0, quarters: [1, 2, 3] });
  expect(turnsFor(0.2)).toEqual({ level: -0.2, quarters: [0, 1, 2, 3] });
});

test('lines made level must read nearly as well as before', () => {
  expect(isAsGood(page(20, 0.99), page(20, 0.99))).toBe(true);
  expect(isAsGood(page(19, 0.99), page(20, 0.99))).toBe(true);
  expect(isAsGood(page(16, 0.99), page(20, 0.99))).toBe(false);
  expect(isAsGood(page(20, 0.97), page(20, 0.99))).toBe(false);
});
