import { expect, test } from 'vitest';
import type { FoundGlyph } from '../../src/numbers/found.js';
import type { Spaced } from '../../src/numbers/layout/spacing.js';
import { asSet, withoutRead, withPrinted } from '../../src/numbers/printed.js';
import type { LeftOut } from '../../src/reading.js';

/** Figures are 8 wide and 10 high, and stand 8 apart, as in print. */
function glyph(label: string, x: number, y = 0, sign?: string): FoundGlyph {
  return {
    candidate: { label } as FoundGlyph['candidate'],
    box: { x, y, w: 7, h: 10 },
    cut: 1,
    chance: 1,
    ...(sign && { sign: { label: sign, box: { x: x - 3, y: y + 8, w: 2, h: 2 } } as FoundGlyph['sign'] & object }),
  };
}
const line = (...places: readonly (readonly [label: string, x: number, sign?: string])[]) =>
  places.map(([label, x, sign]) => glyph(label, x, 0, sign));
const textOf = ({ members }: Spaced<FoundGlyph>): string =>
  members.map(({ candidate, sign }) => (sign?.label ?? '') + candidate.label).join('');
const texts = (rows: readonly (readonly Spaced<FoundGlyph>[])[]) => rows.map((row) => row.map(textOf).join(' '));
const spaced = (members: FoundGlyph[]): Spaced<FoundGlyph> => ({ members, spacing: 1, layout: 1 });

test('spaces part printed numbers; a point stands in one', () => {
  expect(texts(asSet([line(['1', 0], ['2', 8], ['4', 19], ['5', 27])], [], []))).toEqual(['12 45']);
  expect(texts(asSet([line(['1', 0], ['2', 12, '.'], ['5', 20])], [], []))).toEqual(['1.25']);
});

test('a point far from the digit before it is punctuation, a minus sign is its own', () => {
  expect(texts(asSet([line(['1', 0], ['2', 40, '.'])], [], []))).toEqual(['1 2']);
  expect(texts(asSet([line(['1', 0], ['2', 40, '-'])], [], []))).toEqual(['1 -2']);
});

test('a wall parts numbers', () => {
  const walls = [{ top: -20, bottom: 30, xs: new Array<number>(50).fill(7.5) }] as unknown as Parameters<
    typeof asSet
  >[1];
  expect(texts(asSet([line(['1', 0], ['2', 8])], [], []))).toEqual(['12']);
  expect(texts(asSet([line(['1', 0], ['2', 8])], walls, []))).toEqual(['1 2']);
});

test('the nearer a gap is to the limit, the less sure are the numbers beside it', () => {
  const spacing = (second: number): number => asSet([line(['1', 0], ['2', second])], [], [])[0]![0]!.spacing;
  expect(spacing(8)).toBeGreaterThan(0.98);
  expect(spacing(10.5)).toBeCloseTo(0.5, 5);
  expect(spacing(14)).toBeGreaterThan(0.98);
});

test('what touches a letter is part of its word', () => {
  const letter = (x: number): LeftOut => ({ box: { x, y: 0, w: 8, h: 10 }, reason: 'words' });
  expect(texts(asSet([line(['4', 9])], [], [letter(0)]))).toEqual(['']);
  expect(texts(asSet([line(['4', 12])], [], [letter(0)]))).toEqual(['4']);
});

test('printed numbers join the row that they stand in, and others make rows of their own', () => {
  const written = [[spaced([glyph('7', 50, 100)])], [spaced([glyph('8', 50, 200)])]];
  const printed = [[spaced([glyph('1', 0, 102)]), spaced([glyph('9', 90, 98)])], [spaced([glyph('2', 0, 150)])]];
  expect(texts(withPrinted(written, printed))).toEqual(['1 7 9', '2', '8']);
});

test('ink that is read both ways is handwriting, or print where that makes a longer number of it', () => {
  const written = [[spaced([glyph('7', 50)])]];
  expect(texts(withPrinted(written, [[spaced([glyph('1', 51)])]]))).toEqual(['7']);
  expect(texts(withPrinted(written, [[spaced([glyph('2', 42), glyph('1', 51)])]]))).toEqual(['21']);
});

test('what was read as print is not left out', () => {
  const leftOut: LeftOut[] = [
    { box: { x: 0, y: 0, w: 7, h: 10 }, reason: 'print' },
    { box: { x: 30, y: 0, w: 7, h: 10 }, reason: 'print' },
  ];
  expect(withoutRead(leftOut, [[spaced([{ ...glyph('1', 0), print: true }])]])).toEqual([leftOut[1]]);
  expect(withoutRead(leftOut, [[spaced([glyph('1', 0)])]])).toEqual(leftOut);
});
