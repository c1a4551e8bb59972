import { expect, test } from 'vitest';
import { checkEdits } from '../../src/hand/check-edits.js';
import { editsByPhoto } from '../../src/hand/edits-by-photo.js';
import {
  addGlyph,
  cutGlyph,
  labelGlyph,
  markSign,
  placedEdit,
  splitNumber,
  withEdits,
} from '../../src/hand/page-edits.js';
import type { JournalEntry } from '../../src/hand/store.js';

const box = { x: 10, y: 20, w: 30, h: 40 };
const page = (photo: string, edits: unknown): JournalEntry =>
  ({ at: '2026-11-28T00:00:00Z', event: 'page', photo, source: 'a.png', edits }) as JournalEntry;

test('the last that the journal says of a photo counts, and nothing that is no edit', () => {
  const [one, two] = [labelGlyph(box, '7'), splitNumber(box)];
  const journal = [
    page('a', [one]),
    page('b', [one]),
    page('a', [one, two]),
    page('b', []),
    page('a', [{ kind: 'x' }]),
  ];
  expect([...editsByPhoto([...journal, page('c', undefined)])]).toEqual([['a', [one, two]]]);
});

test('a new label of a box takes the place of the earlier one, other edits stay', () => {
  const cut = cutGlyph(box, 22, ['1']);
  const edits = withEdits([labelGlyph(box, '7'), cut], [labelGlyph(box, '9'), splitNumber(box)]);
  expect(edits).toEqual([cut, labelGlyph(box, '9'), splitNumber(box)]);
});

test('a cut parts the box, and edits move with their boxes', () => {
  expect(cutGlyph(box, 22, ['1'])).toEqual({
    kind: 'glyphs',
    was: [box],
    are: [{ box: { ...box, w: 12 }, label: '1' }, { box: { ...box, x: 22, w: 18 } }],
  });
  const half = ({ x, y, w, h }: typeof box) => ({ x: x / 2, y: y / 2, w: w / 2, h: h / 2 });
  const small = { x: 5, y: 10, w: 15, h: 20 };
  expect([addGlyph(box, '1'), markSign(box, '.')].map((edit) => placedEdit(edit, half))).toEqual([
    addGlyph(small, '1'),
    markSign(small, '.'),
  ]);
});

test.each([
  [undefined],
  [{ kind: 'glyphs', was: [box] }],
  [{ kind: 'glyphs', was: [], are: [{ box, label: 7 }] }],
  [{ kind: 'glyphs', was: [[1, 2, 3, 4]], are: [] }],
  [{ kind: 'sign', box, label: '+' }],
  [{ kind: 'number', box: { ...box, w: Number.NaN }, begins: true }],
])('%j is no edit', (edit) => {
  expect(() => checkEdits([labelGlyph(box, '7'), edit])).toThrow(/^edit 1 is none: make edits by/);
});
