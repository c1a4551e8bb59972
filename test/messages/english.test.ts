// The sentences themselves: counts, shares and times as people write them.
import { expect, test } from 'vitest';
import { english } from '../../src/messages/english.js';

test('one is not many', () => {
  expect(english.learn.saved(1, 0, 0, 'ada')).toBe('saved 1 new sample in the hand ada');
  expect(english.learn.saved(2, 1, 3, 'ada')).toBe(
    'saved 2 new samples in the hand ada; 1 earlier label of the same glyphs replaced; 3 known already',
  );
  expect(english.learn.saved(0, 0, 3, 'ada')).toBe('saved no new samples in the hand ada; 3 known already');
  expect(english.labels.tooFew('€', 1, 5)).toMatch(/1 of it is too few/);
  expect(english.labels.tooFew('€', 2, 5)).toMatch(/2 of it are too few/);
});

test('shares have a space before the sign', () => {
  expect(english.percent(0.99625)).toBe('99.63 %');
  expect(english.percent(0.5, 0)).toBe('50 %');
});

test('times are in minutes from a minute on', () => {
  const trained = (seconds: number) => english.train.trained('a', 1, 10, 2, seconds).split(', ').at(-1);
  expect([59, 61, Number.NaN].map(trained)).toEqual(['59 s', '1 min 1 s', '?']);
});

test('a few of many are named, and that there are more', () => {
  expect(english.history.fromPlaces(['a', 'b'], 2)).toBe(' from a, b');
  expect(english.history.fromPlaces(['a', 'b', 'c'], 5)).toBe(' from a, b, c, … (5)');
  const suspect = { id: '000001', label: '7', looksLike: '1' };
  expect(english.labels.suspectEarlier(1, [suspect])).toMatch(/^warning: 1 earlier label may.*000001 \(1, not 7\?\); /);
  expect(english.labels.suspectEarlier(9, [suspect])).toMatch(/^warning: 9 earlier labels may.*\?\), …; /);
});
