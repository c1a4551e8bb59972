// Which of the samples that are to be added a hand has already, and which take the place of an earlier label.
import { expect, test } from 'vitest';
import { pagePlaceOf, sourceOnPage } from '../../src/hand/page-place.js';
import { outcomesOf, standsFor } from '../../src/hand/same-glyph.js';
import type { JournalEntry, NewSample, Sample } from '../../src/hand/store.js';

const bar = (from: number, value = 255) =>
  Uint8Array.from({ length: 784 }, (_, i) => (i % 28 >= from && i % 28 < from + 6 ? value : 0));
const added = (label: string, picture: Uint8Array, source = 'x.png'): NewSample => ({ label, picture, source });
const held = (id: string, label: string, picture: Uint8Array): Sample => ({ id, label, picture });
const saved = (ids: readonly string[], sources: readonly string[]): JournalEntry => ({
  at: '2026-01-01T00:00:00Z',
  event: 'samples',
  ids,
  sources,
});

test('crops and corrections name the same place on a photo', () => {
  const crop = pagePlaceOf('crops/page one_2_120_40_%2B.png');
  const fixed = pagePlaceOf(sourceOnPage('photos/page one.jpg', { x: 120.4, y: 39.6 }));
  expect(crop).toEqual({ photo: 'page one', path: 'crops/page one', box: { x: 120, y: 40 } });
  expect(fixed).toEqual({ photo: 'page one', path: 'photos/page one.jpg', box: { x: 120, y: 40 } });
  expect(pagePlaceOf(sourceOnPage('scan.pdf#2', { x: 1, y: 2 }))?.photo).toBe('scan-page2');
  expect(['digits/12_7.png', 'page.jpg', 'a.jpg, row 1, box 2'].map(pagePlaceOf)).toEqual(Array(3).fill(undefined));
});

test('the newest label of an equal picture holds', () => {
  const earlier = [held('000001', '3', bar(4)), held('000002', '8', bar(12))];
  const outcomes = outcomesOf([added('7', bar(4)), added('8', bar(12))], earlier, []);
  expect(outcomes).toEqual([
    { kind: 'new', replaces: [earlier[0]] },
    { kind: 'known', as: earlier[1], replaces: [] },
  ]);
});

test('two labels that an older hand holds of one picture become one', () => {
  const earlier = [held('000001', '3', bar(4)), held('000002', '7', bar(4))];
  expect(outcomesOf([added('7', bar(4))], earlier, [])).toEqual([
    { kind: 'known', as: earlier[1], replaces: [earlier[0]] },
  ]);
});

test('much the same picture of one place is the same glyph; elsewhere, or of another form, it is not', () => {
  const earlier = [held('000001', '3', bar(4))];
  const journal = [saved(['000001'], ['crops/page_1_100_50_3.png'])];
  const kinds = (source: string, picture: Uint8Array) =>
    outcomesOf([added('7', picture, source)], earlier, journal).map((each) => each.kind !== 'same' && each.replaces);
  expect(kinds('again/page_1_102_49_7.png', bar(4, 240))).toEqual([earlier]);
  expect(kinds('page.jpg, at 102 49', bar(4, 240))).toEqual([earlier]);
  expect(kinds('again/page_1_130_50_7.png', bar(4, 240))).toEqual([[]]);
  expect(kinds('again/other_1_100_50_7.png', bar(4, 240))).toEqual([[]]);
  expect(kinds('again/page_1_100_50_7.png', bar(14))).toEqual([[]]);
});

test('of two labels given at once the last one holds, and inherits what the first one replaced', () => {
  const earlier = [held('000001', '3', bar(4))];
  const outcomes = outcomesOf([added('7', bar(4)), added('9', bar(4)), added('9', bar(4))], earlier, []);
  expect(outcomes).toEqual([
    { kind: 'same', as: 1 },
    { kind: 'new', replaces: earlier },
    { kind: 'same', as: 1 },
  ]);
  expect([0, 1, 2].map((row) => standsFor(outcomes, row))).toEqual([1, 1, 1]);
  const back = outcomesOf([added('3', bar(4)), added('9', bar(4))], earlier, []);
  expect(back).toEqual([
    { kind: 'same', as: 1 },
    { kind: 'new', replaces: earlier },
  ]);
});
