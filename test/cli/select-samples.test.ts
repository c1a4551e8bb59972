// Which samples a command means: by id, by session, by where they came from, by label, by the step that they came with.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  lastSession,
  samplesById,
  samplesFrom,
  samplesLabelled,
  samplesOfSession,
  samplesOfStep,
} from '../../src/cli/select-samples.js';
import type { JournalEntry, Sample } from '../../src/hand/store.js';

const at = '2026-01-01T00:00:00Z';
const picture = new Uint8Array(784);
const samples: readonly Sample[] = ['7', '3', '7', '1', '9'].map((label, i) => ({
  id: String(i + 1 + (i > 2 ? 8 : 0)).padStart(6, '0'),
  label,
  picture,
}));
const change = { samples: 1, before: 0, after: 1 };
const saved = (ids: readonly string[], sources: readonly string[]): JournalEntry => ({
  at,
  event: 'samples',
  ids,
  sources,
});
const learned = (checkpoint: number, parent: number): JournalEntry => ({
  at,
  event: 'learned',
  checkpoint,
  parent,
  samples: 1,
  own: change,
  rehearsal: change,
});
const journal: readonly JournalEntry[] = [
  saved(['000001', '000002'], ['crops/page_1_20_30_7.png', 'page.jpg, at 9 9']),
  learned(1, 0),
  saved(['000003'], ['sheet.jpg, row 1, box 2']),
  saved(['000012'], ['crops/12_1.png']),
  learned(2, 1),
  saved(['000013'], ['more/13_9.png']),
  saved(['000020'], ['gone.png']),
];
const ids = (found: readonly Sample[]) => found.map(({ id }) => Number(id));

test('an id is known by its beginning or its number, where that is one sample', () => {
  expect(ids(samplesById(samples, ['000002', '12', '00001'.concat('3')], 'ada'))).toEqual([2, 12, 13]);
  expect(() => samplesById(samples, ['00001'], 'ada')).toThrow(/00001 may be 000012, 000013; give more of it/);
  expect(() => samplesById(samples, ['999999'], 'ada')).toThrow(
    /the hand ada has no sample 999999; nothing was deleted/,
  );
  expect(() => samplesById(samples, [''], 'ada')).toThrow(/no sample/);
});

test('sessions are counted from 1; the last is the last of which something is left', () => {
  expect(ids(samplesOfSession(samples, journal, 1, 'ada'))).toEqual([1, 2]);
  expect(lastSession(samples, journal, 'ada')).toBe(4);
  expect(() => samplesOfSession(samples, journal, 5, 'ada')).toThrow(/no sample of session 5 is left/);
  expect(() => samplesOfSession(samples, journal, 6, 'ada')).toThrow(/no session 6; `ownhand history` lists 5/);
  expect(() => lastSession([], journal, 'ada')).toThrow(/no session whose samples/);
});

test('a source is a photo, a picture or a folder', () => {
  expect(ids(samplesFrom(samples, journal, 'page.jpg'))).toEqual([2]);
  expect(ids(samplesFrom(samples, journal, 'crops/page'))).toEqual([1]);
  expect(ids(samplesFrom(samples, journal, './crops/'))).toEqual([1, 12]);
  expect(ids(samplesFrom(samples, journal, join(process.cwd(), 'sheet.jpg')))).toEqual([3]);
  expect(() => samplesFrom(samples, journal, 'crop')).toThrow(/no sample is from crop;/);
});

test('a label is all samples of it', () => {
  expect(ids(samplesLabelled(samples, '7'))).toEqual([1, 3]);
  expect(() => samplesLabelled(samples, '4')).toThrow(/no sample has the label 4/);
});

test('the samples of a step are those saved since the one before it', () => {
  const { sessions, samples: found } = samplesOfStep(samples, journal, 2);
  expect([sessions, ids(found)]).toEqual([
    [2, 3],
    [3, 12],
  ]);
  expect(samplesOfStep(samples, journal, 9).samples).toEqual([]);
});
