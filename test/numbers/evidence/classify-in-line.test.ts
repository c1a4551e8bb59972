import { expect, test } from 'vitest';
import { classifyInLine } from '../../../src/numbers/evidence/classify-in-line.js';
import { type GlyphCandidate, likeliest } from '../../../src/numbers/hypotheses/classify-pieces.js';
import type { Segmented } from '../../../src/numbers/hypotheses/segment.js';

const alphabet = ['1', '7', '+'];
const ink = { width: 60, height: 30, data: new Uint8Array(1800) };

import { NO_WALLS } from '../../../src/strokes/walls.js';

const pieces = [0, 1, 2].map((k) => ({ label: k + 1, box: { x: 20 * k, y: 5, w: 6, h: 20 }, area: 60, darkness: 100 }));
const runs = [
  { from: 0, to: 1, pieces: [pieces[0]!] },
  { from: 1, to: 2, pieces: [pieces[1]!] },
  { from: 2, to: 3, pieces: [pieces[2]!] },
  { from: 1, to: 3, pieces: [pieces[1]!, pieces[2]!] },
];
const scale = { height: 20, darkness: 100 };
const segmented: Segmented = {
  ink: { plane: ink, darkness: ink, contrast: ink, noise: 1, factor: 1, pen: 2 },
  labels: new Int32Array(1800),
  walls: NO_WALLS,
  scale,
  odds: 1,
  print: [],
  leftOut: [],
  bystanders: [],
  words: 0,
  signs: [],
  doubtedSigns: [],
  alone: new Map(),
  lines: [{ pieces, strokes: [0, 1, 2], weights: [1, 1, 1], own: scale, runs }],
};
const candidate = (verdict: readonly number[]): GlyphCandidate => ({
  pieces: [],
  box: { x: 0, y: 5, w: 6, h: 20 },
  picture: new Uint8Array(784),
  verdict: Float32Array.from(verdict),
  symbol: 1 - verdict[3]!,
  ...likeliest(Float32Array.from(verdict), alphabet),
});
/** Sure that everything is a 7, whole with a chance of 0.8. */
const wholes = {
  alphabet: ['7', '1'],
  classify: (_: Uint8Array, count: number) =>
    Float32Array.from({ length: 3 * count }, (_, k) => [0.79, 0.01, 0.2][k % 3]!),
};

test('only what competes for pieces is looked at in its line, and both witnesses weigh', () => {
  const one = [0.6, 0.2, 0.1, 0.1];
  const judged = classifyInLine(segmented, [one, one, one, one].map(candidate), alphabet, wholes);
  expect(judged.map(({ whole }) => whole?.toFixed(2))).toEqual([undefined, '0.80', '0.80', '0.80']);
  expect(judged.map((each) => each.candidate.best)).toEqual([0, 1, 1, 1]);
  // The digits share what they had before; what it does not know keeps its chance.
  const { verdict } = judged[3]!.candidate;
  expect(verdict[0]! + verdict[1]!).toBeCloseTo(0.8);
  expect(verdict[2]).toBeCloseTo(0.1);
});

test('a symbol that a hand has taught is not its to judge', () => {
  const plus = [0.1, 0.1, 0.7, 0.1];
  const judged = classifyInLine(segmented, [plus, plus, plus, plus].map(candidate), alphabet, wholes);
  expect(judged.every(({ whole, candidate: { best } }) => whole === undefined && best === 2)).toBe(true);
});
