import { expect, test } from 'vitest';
import type { JournalEntry } from '../../src/hand/store.js';
import { placeOf, sourceOf } from '../../src/sheet/box-place.js';
import { withKnown } from '../../src/sheet/known-samples.js';

const bar = (from: number, value = 255) =>
  Uint8Array.from({ length: 784 }, (_, i) => (i % 28 >= from && i % 28 < from + 4 ? value : 0));
const sample = (label: string, picture: Uint8Array, source: string) => ({ label, picture, source });

test('a source leads back to its photo and box', () => {
  expect(placeOf(sourceOf('my, photos/a b.jpg', { row: 12, column: 3 }))).toEqual({
    photo: 'my, photos/a b.jpg',
    row: 12,
    column: 3,
  });
  expect(placeOf('crops/page_1_2_3_7.png')).toBeUndefined();
});

test('the same box photographed twice keeps its first picture; what is new or elsewhere stays', () => {
  const first = bar(10);
  const journal: readonly JournalEntry[] = [
    {
      at: '2026-01-01T00:00:00.000Z',
      event: 'samples',
      ids: ['000001', '000002'],
      sources: ['a.jpg, row 1, box 2', 'crops/x_7.png'],
    },
  ];
  const earlier = [
    { id: '000001', label: '7', picture: first },
    { id: '000002', label: '7', picture: bar(4) },
  ];
  const again = bar(10, 230);
  const added = [
    sample('7', again, 'b.jpg, row 1, box 2'),
    sample('1', again, 'b.jpg, row 1, box 2'),
    sample('7', again, 'b.jpg, row 1, box 3'),
    sample('7', bar(14), 'b.jpg, row 1, box 2'),
    sample('7', bar(4, 240), 'crops/x_7.png'),
    sample('7', again, 'c.jpg, row 1, box 3'),
  ];
  const known = withKnown(added, earlier, journal);
  expect(known[0]!.picture).toBe(first);
  expect(known[0]!.source).toBe('b.jpg, row 1, box 2');
  expect(known.slice(1, 5)).toEqual(added.slice(1, 5));
  expect(known[5]!.picture).toBe(again);
});
