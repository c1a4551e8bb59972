// From the strokes of a page to pieces and runs, the same for photos and for lines that training composes.
import { expect, test } from 'vitest';
import { cutAndJoin, isBody, isFragment, strokesOfLines } from '../../../src/numbers/hypotheses/cut-and-join.js';
import { findComponents } from '../../../src/strokes/components.js';
import { type Piece, piecesOf } from '../../../src/strokes/piece.js';
import { plane } from '../../page/matrix.js';

const scale = { height: 12, darkness: 200 };

/** The lines of a picture whose digits are 12 pixels high; those that begin in a column of `sure` are symbols alone. */
function linesOf(picture: readonly string[], sure: readonly number[] = []) {
  const written = plane(picture, 200);
  const ink = { plane: written, darkness: written, contrast: written, noise: 1, factor: 1, pen: 2 };
  const components = findComponents(written, 1);
  const pieces = piecesOf(components, ink);
  const bodies = pieces.filter((piece) => isBody(piece, scale));
  const fragments = pieces.filter((piece) => !bodies.includes(piece) && isFragment(piece, scale, ink.pen));
  const lines = strokesOfLines({ bodies, fragments }, scale.height).map((strokes) => ({ strokes, own: scale }));
  const cut = { ink, labels: components.labels, nextLabel: pieces.length + 1 };
  return cutAndJoin(lines, cut, ({ box }) => sure.includes(box.x));
}

const pair = [
  '.11111.11111....11',
  '11...111...11...11',
  '11...111...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '11...1.1...11...11',
  '.11111.11111....11',
];

test('two rings that touch are cut, the bar beside them, narrower than two digits, is not', () => {
  const [line] = linesOf(pair);
  expect(line!.pieces.at(-1)!.box).toEqual({ x: 16, y: 0, w: 2, h: 12 });
  expect(line!.pieces.length).toBeGreaterThanOrEqual(3);
  // Their whole stays among the hypotheses.
  const widths = line!.runs.map(({ pieces }) => {
    const left = Math.min(...pieces.map(({ box }) => box.x));
    return Math.max(...pieces.map(({ box }) => box.x + box.w)) - left;
  });
  expect(widths).toContain(13);
  expect(new Set(line!.pieces.map(({ label }) => label)).size).toBe(line!.pieces.length);
  // Slices know their stroke.
  const bar = line!.strokes.at(-1);
  expect(line!.strokes.slice(0, -1).every((stroke) => stroke === line!.strokes[0] && stroke !== bar)).toBe(true);
});

test('what is surely a symbol by itself is not cut, nor joined with another', () => {
  const [line] = linesOf(pair, [0, 16]);
  expect(line!.pieces.map(({ box }) => box.w)).toEqual([13, 2]);
  expect(line!.runs.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('a smudge that fills its box is not cut', () => {
  const [line] = linesOf(Array.from({ length: 12 }, () => '1'.repeat(16)));
  expect(line!.pieces).toHaveLength(1);
});

test('a fragment joins the line that it lies in, and hardly matters if it is small', () => {
  const picture = [...pair.map((row) => `${row}......`)];
  picture[0] = `${pair[0]}.1111.`;
  picture[1] = `${pair[1]}.1111.`;
  const [line] = linesOf(picture, [0, 16]);
  expect(line!.pieces.map(({ box }) => box.h)).toEqual([12, 12, 2]);
  expect(line!.weights.slice(0, 2)).toEqual([1, 1]);
  expect(line!.weights[2]).toBeCloseTo((4 / 6) ** 2);
});

test('bodies are as high as digits or several, fragments are smaller; neither is much fainter', () => {
  const piece = (w: number, h: number, darkness = 200): Piece => ({
    label: 1,
    box: { x: 0, y: 0, w, h },
    area: w * h,
    darkness,
  });
  expect([5, 12, 48].map((h) => isBody(piece(8, h), scale))).toEqual([true, true, true]);
  expect([4, 49].map((h) => isBody(piece(8, h), scale))).toEqual([false, false]);
  expect(isBody(piece(8, 12, 20), scale)).toBe(false);
  expect(isFragment(piece(8, 2), scale, 2)).toBe(true);
  expect(isFragment(piece(1, 1), scale, 2)).toBe(false);
  expect(isFragment(piece(19, 2), scale, 2)).toBe(false);
  expect(isFragment(piece(8, 2, 50), scale, 2)).toBe(false);
});
