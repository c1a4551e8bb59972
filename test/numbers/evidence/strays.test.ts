// What stands apart must look like the rest of the writing.
import { expect, test } from 'vitest';
import { withoutStrays } from '../../../src/numbers/evidence/strays.js';
import type { FoundGlyph } from '../../../src/numbers/found.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';

const scale = { height: 40, darkness: 100 };

function glyph(x: number, y: number, w: number, darkness: number, best = 0): FoundGlyph {
  const box = { x, y, w, h: 40 };
  const candidate = {
    box,
    label: String(best),
    pieces: [{ label: 1, box, area: 100, darkness }],
  } as unknown as GlyphCandidate;
  return { candidate, box, cut: 1, chance: 0.99 };
}

const line = (y: number, darkness = 100): FoundGlyph[] => [0, 1, 2, 3].map((k) => glyph(40 + 40 * k, y, 25, darkness));
const kept = (lines: readonly FoundGlyph[][], unread = 0, rules = { area: 0, ink: 0 }): number[] =>
  withoutStrays(lines, { page: scale, width: 600, height: 400, unread, rules }).map((of) => of.length);

test('a faint bar on the border before a line is no digit, a dark one is', () => {
  expect(
    kept([
      [glyph(0, 20, 6, 50, 1), ...line(20)],
      [glyph(0, 90, 6, 95, 1), ...line(90)],
    ]),
  ).toEqual([4, 5]);
});

test('what stands apart behind a line is a digit where it is as dark as its nearest', () => {
  expect(
    kept([
      [...line(20), glyph(400, 20, 25, 45)],
      [...line(90), glyph(400, 90, 25, 90)],
    ]),
  ).toEqual([4, 5]);
  expect(kept([[...line(20, 45), glyph(400, 20, 25, 45)]])).toEqual([5]);
});

test('a glyph by itself on a page with lines is as dark as they are, and inside the picture', () => {
  expect(kept([line(20), [glyph(200, 90, 25, 40)], [glyph(200, 160, 25, 95)], [glyph(0, 230, 25, 95)]])).toEqual([
    4, 0, 1, 0,
  ]);
});

test('1s of many heights and nothing else are pieces of rules; of one height they are a page of 1s', () => {
  const ones = (heights: readonly number[]): FoundGlyph[] =>
    heights.map((h, k) => {
      const one = glyph(60 + 50 * k, 20, 6, 100, 1);
      const box = { ...one.box, h };
      return { ...one, box, candidate: { ...one.candidate, box } };
    });
  expect(kept([ones([10, 40, 18, 90, 25, 60])])).toEqual([]);
  expect(kept([ones([40, 42, 38, 41, 44, 90])])).toEqual([6]);
  // Among other digits they may be what they look like.
  expect(
    kept([[...line(20), ...ones([10, 40, 90]).map((one) => ({ ...one, box: { ...one.box, x: one.box.x + 150 } }))]])[0],
  ).toBeGreaterThan(4);
});

test('a few 1s among more strokes that are no digits are strokes of letters; with another digit they may be a number', () => {
  const ones = [glyph(60, 20, 6, 100, 1), glyph(90, 20, 6, 100, 1)];
  expect(kept([ones], 5)).toEqual([]);
  expect(kept([ones], 1)).toEqual([2]);
  expect(kept([[...ones, glyph(120, 20, 25, 100)]], 5)).toEqual([3]);
});

test('a picture of one glyph has nothing to compare with', () => {
  expect(kept([[glyph(0, 20, 25, 40)]])).toEqual([1]);
});

test('a bar that runs out of a picture without lines is the end of a rule', () => {
  expect(kept([[glyph(60, 0, 6, 100, 1)], [glyph(200, 20, 6, 100, 1)]])).toEqual([0, 1]);
  expect(kept([[glyph(60, 0, 25, 100)]])).toEqual([1]);
});

test('a page of tiny 1s is grain, unless other digits as small stand among them', () => {
  const tiny = (best: number) => (k: number) => {
    const one = glyph(40 + 60 * k, 20 + 30 * (k % 5), best === 1 ? 2 : 6, 100, best);
    const box = { ...one.box, h: 8 };
    return [{ ...one, box, candidate: { ...one.candidate, box } }];
  };
  const ones = [0, 1, 2, 3, 4].map(tiny(1));
  expect(kept([...ones, [5].flatMap(tiny(0))])).toEqual([]);
  const numbers = [[...ones.slice(0, 2).flat(), ...[2, 3, 4].flatMap(tiny(0))]];
  expect(kept(numbers)).toEqual([5]);
});

test('the ends of rules above and below make no line, whatever their number', () => {
  const ends = [0, 1, 2, 3].map((k) => glyph(60 + 100 * k, 0, 4, 100, 1));
  expect(kept([ends])).toEqual([0]);
  expect(kept([line(120)])).toEqual([4]);
});

test('1s among rules as dark are what is left of a table; among fainter ones, or with another digit, they are 1s', () => {
  const ones = [1, 2, 3].map((k) => glyph(100 * k, 100, 6, 100, 1));
  expect(kept([ones], 0, { area: 900, ink: 90_000 })).toEqual([]);
  expect(kept([ones], 0, { area: 900, ink: 45_000 })).toEqual([3]);
  expect(kept([[...ones.slice(0, 2), glyph(330, 100, 25, 100)]], 0, { area: 900, ink: 90_000 })).toEqual([3]);
});
