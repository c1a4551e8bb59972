// A few digits beside much ink that is none are there by chance.
import { expect, test } from 'vitest';
import { withoutChance } from '../../../src/numbers/evidence/chance-finds.js';
import type { FoundGlyph } from '../../../src/numbers/found.js';
import type { GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';

/** A glyph of 100 pixels, 100 dark: its ink is 10,000. */
function glyph(best: number, chance = 0.99, ofNumber?: number): FoundGlyph {
  const box = { x: 0, y: 0, w: 20, h: 30 };
  const candidate = {
    box,
    label: String(best),
    pieces: [{ label: 1, box, area: 100, darkness: 100 }],
  } as unknown as GlyphCandidate;
  return { candidate, box, cut: 1, chance, ...(ofNumber !== undefined && { ofNumber }) };
}

const line = (count: number, best = 0, chance?: number): FoundGlyph[] =>
  Array.from({ length: count }, () => glyph(best, chance));
/** How many glyphs of each line stay, where the page has so many glyphs' ink. */
const kept = (lines: readonly FoundGlyph[][], ink: number): number[] =>
  withoutChance(lines, ink * 10_000).map(({ length }) => length);

test('a digit by itself is one on a page of hardly anything else, not among a hundred other strokes', () => {
  expect(kept([line(1)], 1.2)).toEqual([1]);
  expect(kept([line(1, 1)], 1.2)).toEqual([1]);
  expect(kept([line(1)], 100)).toEqual([0]);
});

test('a line of sure digits stands among many words, one of doubtful ones or of 1s does not', () => {
  expect(kept([line(5), [], line(2, 0, 0.6), line(3, 1)], 150)).toEqual([5, 0, 0, 0]);
});

test('on a page of numbers even a doubtful one stays', () => {
  expect(kept([line(6), line(6), line(1, 1, 0.55)], 30)).toEqual([6, 6, 1]);
});

test('single digits among much other ink stay where their strokes were judged to be of numbers', () => {
  expect(kept([[glyph(7, 0.99, 0.95)], [glyph(4, 0.99, 0.3)], [glyph(1, 0.9, 0.9)]], 100)).toEqual([1, 0, 1]);
});
