import { expect, test } from 'vitest';
import { cutGlyph, joinGlyphs, labelGlyph, markSign, removeGlyph } from '../../src/hand/page-edits.js';
import { givenIn, glyphAt, readOtherwise, withoutLabels } from '../../src/insight/given-glyphs.js';
import type { ReadGlyph, Reading } from '../../src/reading.js';

const box = (x: number, w = 10) => ({ x, y: 0, w, h: 20 });
const glyph = (label: string, x: number): ReadGlyph => ({
  label,
  confidence: 1,
  box: box(x),
  alternatives: [],
  picture: new Uint8Array(784),
});
const glyphs = [glyph('4', 0), glyph('7', 20), { ...glyph('.', 32), sign: true as const }];
const reading: Reading = {
  width: 100,
  height: 20,
  text: '47',
  lines: [{ text: '47', numbers: [{ text: '47', confidence: 1, box: box(0, 42), glyphs }] }],
  tables: [],
  leftOut: [],
};

test('labels are held against what stands in their boxes', () => {
  expect(glyphAt(reading, { ...box(1), y: 1 })?.label).toBe('4');
  expect(glyphAt(reading, box(32))).toBeUndefined();
  const given = [
    { box: box(0), label: '4' },
    { box: box(20), label: '9' },
    { box: box(60), label: '1' },
  ];
  expect(readOtherwise(reading, given)).toEqual([
    { box: box(20), label: '9', readAs: '7' },
    { box: box(60), label: '1', readAs: '' },
  ]);
});

test('the last label of a box counts, and none of a glyph that became another', () => {
  const labels = (...edits: Parameters<typeof givenIn>[0]) =>
    givenIn(edits).map(({ label, box: { x } }) => `${label}@${x}`);
  expect(labels(labelGlyph(box(0), '4'), labelGlyph(box(20), '7'), labelGlyph(box(0), '9'))).toEqual(['7@20', '9@0']);
  expect(labels(labelGlyph(box(0), '4'), joinGlyphs([box(0), box(12)], '8'))).toEqual(['8@0']);
  expect(labels(labelGlyph(box(0, 30), '4'), cutGlyph(box(0, 30), 15, ['1', undefined]))).toEqual(['1@0']);
  expect(labels(labelGlyph(box(0), '4'), removeGlyph(box(0)))).toEqual([]);
  expect(labels(labelGlyph(box(0), '4'), markSign(box(0), '-'))).toEqual([]);
});

test('without labels, glyphs stay where they are said to be', () => {
  const edits = [joinGlyphs([box(0), box(12)], '8'), markSign(box(30), '-')];
  expect(withoutLabels(edits)).toEqual([joinGlyphs([box(0), box(12)]), markSign(box(30), '-')]);
});
