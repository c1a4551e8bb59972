import { expect, test } from 'vitest';
import { withoutWords } from '../../../src/numbers/evidence/words.js';
import { groupLines } from '../../../src/numbers/layout/lines.js';
import { splitNumbers } from '../../../src/numbers/layout/spacing.js';

const glyph = (
  name: string,
  x: number,
  y: number,
  w = 20,
  h = 30,
): { name: string; box: { x: number; y: number; w: number; h: number } } => ({
  name,
  box: { x, y, w, h },
});
const names = (groups: readonly (readonly { name: string }[])[]): string[] =>
  groups.map((group) => group.map((g) => g.name).join(''));

test('two lines, top to bottom, left to right, whatever the order given', () => {
  const items = [glyph('d', 60, 62), glyph('b', 62, 4), glyph('c', 20, 60), glyph('a', 18, 0)];
  expect(names(groupLines(items))).toEqual(['ab', 'cd']);
});

test('follows a line that slopes by more than its height', () => {
  const upper = Array.from({ length: 20 }, (_, i) => glyph('u', 30 * i, 4 * i));
  const lower = Array.from({ length: 20 }, (_, i) => glyph('l', 30 * i, 50 + 4 * i));
  expect(names(groupLines([...upper, ...lower]))).toEqual(['u'.repeat(20), 'l'.repeat(20)]);
});

test('follows a line that changes size, and one with wide gaps', () => {
  expect(names(groupLines([glyph('1', 0, 20, 10, 20), glyph('2', 30, 10, 30, 44), glyph('3', 80, 0, 40, 60)]))).toEqual(
    ['123'],
  );
  expect(names(groupLines([glyph('1', 0, 0), glyph('2', 900, 6)]))).toEqual(['12']);
});

test('a rule between two rows that stand closely parts them, though they overlap', () => {
  const items = [glyph('a', 0, 0), glyph('b', 40, 14), glyph('c', 80, 0)];
  expect(names(groupLines(items))).toEqual(['abc']);
  const rule = {
    top: 0,
    bottom: 120,
    xs: Float32Array.from({ length: 120 }, (_, x) => (x < 25 ? 31 : x < 70 ? 13 : 31)),
    width: 1,
  };
  expect(names(groupLines(items, [rule]))).toEqual(['ac', 'b']);
});

const numbers = (glyphs: Parameters<typeof splitNumbers<ReturnType<typeof glyph>>>[0][number]) =>
  splitNumbers([glyphs])[0]!.map(({ members }) => members);

test('even spacing is one number, a clearly wider gap parts two', () => {
  const at = (xs: readonly number[]) => xs.map((x, i) => glyph(String(i), x, 0));
  expect(names(numbers(at([0, 25, 50, 75])))).toEqual(['0123']);
  expect(names(numbers(at([0, 38, 76, 114])))).toEqual(['0123']);
  expect(names(numbers(at([0, 25, 90, 115, 180, 205])))).toEqual(['01', '23', '45']);
  expect(splitNumbers([[]])).toEqual([[]]);
});

const sureness = ({ spacing, layout }: { spacing: number; layout: number }): number => spacing * layout;

test('a gap that is neither close nor wide makes a number doubtful', () => {
  const at = (xs: readonly number[]) => xs.map((x, i) => glyph(String(i), x, 0));
  const [clear] = splitNumbers([at([0, 25, 50, 75])])[0]!;
  expect(clear!.spacing).toBeGreaterThan(0.99);
  // Some gap between these parts one number from two; just there nobody knows.
  const doubts = Array.from({ length: 60 }, (_, k) => sureness(splitNumbers([at([0, 25, 50, 75 + k])])[0]![0]!));
  expect(Math.min(...doubts)).toBeLessThan(0.7);
  expect(doubts.at(-1)).toBeGreaterThan(0.95);
});

test('what looks like a digit in a word is left out, a letter behind a number is not its end', () => {
  const word = withoutWords([glyph('0', 25, 0)], [glyph('t', 0, 0).box, glyph('t', 50, 0).box], 30);
  expect(word).toEqual([]);
  const number = [glyph('5', 0, 0), glyph('0', 25, 0), glyph('8', 50, 0)];
  expect(withoutWords(number, [glyph('R', 75, 0).box], 30)).toEqual(number);
  const apart = [glyph('7', 200, 0)];
  expect(withoutWords(apart, [glyph('x', 0, 0).box, glyph('y', 25, 0).box], 30)).toEqual(apart);
});
