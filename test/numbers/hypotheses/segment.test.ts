// Words and signs are set apart; what is left becomes lines of hypotheses.
import { expect, test } from 'vitest';
import type { Classifier, Lettering } from '../../../src/model/classifier.js';
import { type Segmented, segment } from '../../../src/numbers/hypotheses/segment.js';
import type { Ink } from '../../../src/page/ink.js';

/** Takes all for a 0. */
const believer: Classifier = {
  alphabet: ['0'],
  classify: (_, count) => Float32Array.from({ length: 2 * count }, (__, i) => (i % 2 ? 0.01 : 0.99)),
};

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Rings, drawn with a pen 4 wide, and filled blocks on [120, 400] pixels of paper. */
function inkOf(rings: readonly Shape[], blocks: readonly Shape[] = []): Ink {
  const [width, height] = [400, 120];
  const data = new Uint8Array(width * height);
  for (const { x, y, w, h } of rings)
    for (let v = y; v < y + h; v++)
      for (let u = x; u < x + w; u++)
        if (Math.min(u - x, x + w - 1 - u, v - y, y + h - 1 - v) < 4) data[v * width + u] = 255;
  for (const { x, y, w, h } of blocks) for (let v = y; v < y + h; v++) data.fill(255, v * width + x, v * width + x + w);
  const plane = { width, height, data };
  return { plane, darkness: { ...plane, data: data.map((v) => v >> 1) }, contrast: plane, noise: 1, factor: 1, pen: 4 };
}
const ring = (x: number, y = 20): Shape => ({ x, y, w: 26, h: 40 });

/** What may be read in ink that holds something. */
function segmented(...given: Parameters<typeof segment>): Segmented {
  const found = segment(...given);
  if (!found.lines) throw new Error('nothing may be read');
  return found;
}

test('a blank page has no hypotheses', () => {
  expect(segment({ ...inkOf([]), pen: 0 }, believer)).toEqual({ leftOut: [] });
  expect(segment(inkOf([]), believer)).toEqual({ leftOut: [] });
});

test('rings in a row are a line of digits, as high as they are', () => {
  const found = segmented(inkOf([ring(20), ring(60), ring(100)]), believer);
  expect(found.scale).toEqual({ height: 40, darkness: 127 });
  expect(found.lines.map(({ pieces }) => pieces.map(({ box }) => box.x))).toEqual([[20, 60, 100]]);
  // All are surely symbols, so none is joined with another.
  expect(found.lines[0]!.runs).toHaveLength(3);
  expect(found.odds).toBeGreaterThan(1);
});

test('a point between digits is a sign and in no line; it is told by its size and place', () => {
  const found = segmented(inkOf([ring(20), ring(70)], [{ x: 54, y: 54, w: 7, h: 7 }]), believer);
  expect(found.signs.map(({ label, box }) => [label, box.x])).toEqual([['.', 54]]);
  expect(found.lines.map(({ pieces }) => pieces.length)).toEqual([2]);
});

test('strokes that are letters are left out of the lines and counted', () => {
  const lettering: Lettering = { letters: (_, count) => new Float32Array(count).fill(0.99) };
  const found = segmented(inkOf([ring(20), ring(70), ring(120), ring(170)]), believer, { lettering });
  expect(found.words).toBe(4);
  expect(found.lines).toEqual([]);
});

test('strokes that look whole may be parts of one where the hand writes so, and wide ones several where its digits touch', () => {
  const apart = { ...believer, habits: { apart: { '0': 0.3 }, touching: 1 } };
  const near = inkOf([ring(20), ring(48), ring(120)]);
  const joined = (judge: Classifier) =>
    segmented(near, judge)
      .lines[0]!.runs.filter(({ pieces }) => pieces.length > 1)
      .map(({ from, to }) => [from, to]);
  expect(joined(believer)).toEqual([]);
  expect(joined(apart)).toEqual([[0, 2]]);
  // Two rings that share a side are one stroke, wide for a digit of their height.
  const touching = { ...believer, habits: { apart: {}, touching: 3 } };
  const pair = inkOf([ring(20), ring(42), ring(120), ring(170)]);
  const pieces = (judge: Classifier) => segmented(pair, judge).lines[0]!.pieces.length;
  expect(pieces(believer)).toBe(3);
  expect(pieces(touching)).toBeGreaterThan(3);
});
