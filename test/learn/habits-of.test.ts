// A hand's habits are counted from what it has: samples in strokes that stand apart, and strokes that a person has cut.
import { expect, test } from 'vitest';
import { cutGlyph, joinGlyphs, labelGlyph, type PageEdit } from '../../src/hand/page-edits.js';
import type { JournalEntry } from '../../src/hand/store.js';
import { habitsOf, strokesOf } from '../../src/learn/habits-of.js';
import { habitOdds, USUALLY_APART } from '../../src/model/learned/habits.js';

/** A picture with bars of ink from each of these columns on, three pixels wide and ten high. */
function bars(...columns: readonly number[]): Uint8Array {
  const picture = new Uint8Array(784);
  for (const x of columns) for (let y = 9; y < 19; y++) picture.fill(200, 28 * y + x, 28 * y + x + 3);
  return picture;
}
const samples = (label: string, pictures: readonly Uint8Array[]) =>
  pictures.map((picture, k) => ({ id: `${label}${k}`, label, picture }));
const box = { x: 10, y: 10, w: 40, h: 30 };
const page = (...edits: readonly PageEdit[]): JournalEntry => ({
  at: '',
  event: 'page',
  photo: 'a',
  source: 'a',
  edits,
});

test('strokes that stand apart are told from one, and specks are none', () => {
  const speck = bars(8);
  speck[0] = 255;
  expect([bars(), bars(8), bars(8, 14), bars(8, 11), speck].map(strokesOf)).toEqual([0, 1, 2, 1, 1]);
});

test('a hand whose glyphs hang together and whose strokes nobody has cut has no habits', () => {
  const whole = samples('5', [bars(8), bars(9), bars(10)]);
  expect(habitsOf(whole, [page(labelGlyph(box, '5'))])).toBeUndefined();
});

test('what a person has joined counts where the samples are too small to show it', () => {
  const whole = samples('5', [bars(8), bars(9), bars(10)]);
  const joined = page(joinGlyphs([box, { ...box, x: 60 }], '5'));
  expect(habitsOf(whole, [joined])?.apart['5']).toBeGreaterThan(USUALLY_APART);
  expect(habitsOf(whole, [joined])?.touching).toBe(1);
});

test('the more of a label come in strokes that stand apart, the likelier that is; other labels are not touched', () => {
  const some = habitsOf([...samples('5', [bars(8, 14), bars(8)]), ...samples('1', [bars(8)])], [])!;
  const more = habitsOf(samples('5', [bars(8, 14), bars(8, 15), bars(7, 14)]), [])!;
  expect(Object.keys(some.apart)).toEqual(['5']);
  expect(some.apart['5']).toBeGreaterThan(USUALLY_APART);
  expect(more.apart['5']).toBeGreaterThan(some.apart['5']!);
  const [joined, alone] = [
    { strokes: 2, isPart: false, isCut: false },
    { strokes: 1, isPart: false, isCut: false },
  ];
  expect(habitOdds(more, '5', joined)).toBeGreaterThan(1);
  expect(habitOdds(more, '5', alone)).toBeLessThan(0);
  expect([habitOdds(more, '1', joined), habitOdds(more, '1', alone)]).toEqual([0, 0]);
});

test('strokes that were cut speak for parts and against wholes; edits that were taken back do not count', () => {
  const cut = page(cutGlyph(box, 30, ['1', '2']));
  const { touching } = habitsOf([], [cut])!;
  expect(touching).toBeGreaterThan(1);
  const habits = { apart: {}, touching };
  expect(habitOdds(habits, '1', { strokes: 1, isPart: true, isCut: false })).toBeCloseTo(Math.log(touching));
  expect(habitOdds(habits, '4', { strokes: 1, isPart: false, isCut: true })).toBeCloseTo(-Math.log(touching));
  expect(habitsOf([], [cut, page()])).toBeUndefined();
});
