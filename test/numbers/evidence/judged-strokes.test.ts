import { expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import type { Helpers } from '../../../src/model/classifier.js';
import { inkClasses, type PageSight } from '../../../src/model/sight/page-model.js';
import { symbolClasses } from '../../../src/model/sight/symbol-model.js';
import type { InkKinds } from '../../../src/numbers/evidence/ink-kinds.js';
import { describeStrokes, judgeStrokes, leastOfNumber } from '../../../src/numbers/evidence/judged-strokes.js';
import { strokeFeatureCount } from '../../../src/numbers/evidence/stroke-features.js';
import type { ClassifiedStrokes, GlyphCandidate } from '../../../src/numbers/hypotheses/classify-pieces.js';
import type { Piece } from '../../../src/strokes/piece.js';
import { NO_WALLS } from '../../../src/strokes/walls.js';

const [WIDTH, HEIGHT] = [210, 60];

/** Strokes in these boxes, all sure symbols with this label. */
function strokes(boxes: readonly Box[], label = '3'): ClassifiedStrokes {
  const pieces = boxes.map((box, k): Piece => ({ label: k + 1, box, area: 60, darkness: 100 }));
  const alone = new Map(
    pieces.map((piece): [Piece, GlyphCandidate] => [
      piece,
      {
        pieces: [piece],
        box: piece.box,
        picture: new Uint8Array(784),
        verdict: Float32Array.from([0.97, 0.02, 0.01]),
        symbol: 0.99,
        best: 0,
        label,
      },
    ]),
  );
  return { labels: new Int32Array(WIDTH * HEIGHT), pieces, walls: NO_WALLS, alone };
}

const kindsOf =
  (kinds: (box: Box) => Partial<InkKinds>) =>
  ([piece]: readonly Piece[]): InkKinds => ({
    ...(Object.fromEntries(inkClasses.map((kind) => [kind, 0])) as Record<(typeof inkClasses)[number], number>),
    ...kinds(piece!.box),
  });
const sight = Object.fromEntries(inkClasses.map((kind) => [kind, new Uint8Array(WIDTH * HEIGHT)])) as PageSight;
const darkness = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) };
const lettering = { letters: (_: Uint8Array, count: number) => new Float32Array(count).fill(0.1) };
const box = (x: number): Box => ({ x, y: 10, w: 14, h: 24 });
const rowOf = (rows: Uint8Array, k: number) => rows.subarray(k * strokeFeatureCount, (k + 1) * strokeFeatureCount);

test('a stroke is described by itself, by what stands beside it and by its page', () => {
  const page = strokes([box(10), box(30), box(150)]);
  const kinds = kindsOf(() => ({ number: 0.8, print: 0.2 }));
  const rows = describeStrokes(page, kinds, sight, darkness, { lettering })!;
  expect(rows).toHaveLength(3 * strokeFeatureCount);
  // The first two have each other for neighbours, the third stands alone.
  expect(rowOf(rows, 0)).not.toEqual(rowOf(rows, 2));
  const printed = kindsOf(({ x }) => (x === 30 ? { print: 1 } : { number: 0.8, print: 0.2 }));
  const beside = describeStrokes(page, printed, sight, darkness, { lettering })!;
  expect(rowOf(beside, 0)).not.toEqual(rowOf(rows, 0));
});

test('without the judge, or what describes strokes, nothing is said of them', () => {
  const page = strokes([box(10)]);
  const kinds = kindsOf(() => ({ number: 1 }));
  const judge = { classify: (_: Uint8Array, count: number) => new Float32Array(count * 4).fill(0.25) };
  expect(judgeStrokes(page, kinds, sight, darkness, { lettering }).size).toBe(0);
  expect(judgeStrokes(page, kinds, sight, darkness, { strokes: judge }).size).toBe(0);
  expect(judgeStrokes(page, kinds, sight, darkness, { strokes: judge, lettering }).size).toBe(1);
});

test('digits that are seen in the place of a stroke make it likelier a number, and words less likely', () => {
  const page = strokes(Array.from({ length: 13 }, (_, k) => box(15 * k)));
  const strokesHelper = { classify: (_: Uint8Array, count: number) => new Float32Array(count * 4).fill(0.25) };
  const helpers: Helpers = { lettering, strokes: strokesHelper };
  const kinds = kindsOf(() => ({ number: 0.5 }));
  const with3 = (chance: number): number => {
    const seen = Float64Array.from(symbolClasses, (label) => (label === '3' ? chance : 0));
    return [...judgeStrokes(page, kinds, sight, darkness, helpers, () => seen).values()][0]!.number;
  };
  const alone = [...judgeStrokes(page, kinds, sight, darkness, helpers).values()][0]!.number;
  expect(with3(0.99)).toBeGreaterThan(alone + 0.2);
  expect(with3(0.01)).toBeLessThan(alone - 0.1);
});

test('where hardly any of few strokes is taken for a digit, all are likelier; else they stay as judged', () => {
  const page = strokes([box(10), box(60), box(110)]);
  const kinds = kindsOf(() => ({ number: 0.5 }));
  const chances = (numbers: readonly number[]): number[] => {
    const helpers: Helpers = {
      lettering,
      strokes: { classify: () => Float32Array.from(numbers.flatMap((p) => [p, 0, 1 - p, 0])) },
    };
    return [...judgeStrokes(page, kinds, sight, darkness, helpers).values()].map(({ number }) => number);
  };
  const doubted = chances([0.1, 0.1, 0.1]);
  expect(doubted.every((chance) => chance > 0.3 && chance < 0.6)).toBe(true);
  const many = strokes(Array.from({ length: 13 }, (_, k) => box(15 * k)));
  const doubt = { classify: (_: Uint8Array, count: number) => new Float32Array(count * 4).fill(0.25) };
  for (const { number } of judgeStrokes(many, kinds, sight, darkness, { lettering, strokes: doubt }).values())
    expect(number).toBeCloseTo(0.25);
  const [, , print] = chances([0.9, 0.95, 0.02]);
  expect(print).toBeCloseTo(0.02);
  for (const each of judgeStrokes(page, kinds, sight, darkness, {
    lettering,
    strokes: { classify: () => new Float32Array(12).fill(0.25) },
  }).values())
    expect(each.number + each.writing + each.print + each.other).toBeCloseTo(1);
});

test('a stroke is held against what is usual on its page', () => {
  const least = (...chances: readonly number[]) =>
    leastOfNumber(
      new Map(
        chances.map((number, k) => [
          { label: k + 1, box: box(k), area: 1, darkness: 1 },
          { number, writing: 1 - number, print: 0, other: 0 },
        ]),
      ),
    );
  const [unsure, sure, surest] = [least(0.2, 0.3, 0.4), least(0.9, 0.95, 0.97), least(0.99, 0.995, 0.999)];
  expect(unsure).toBeLessThan(0.1);
  expect(sure).toBeGreaterThan(unsure);
  expect(sure).toBeLessThan(0.3);
  expect(surest).toBeGreaterThan(sure);
  expect(surest).toBeLessThanOrEqual(0.4);
  expect(least()).toBe(unsure);
  // A few strokes of a page of words that look a little like numbers.
  expect(least(0.3, ...Array.from({ length: 30 }, () => 0.02))).toBeGreaterThan(0.3);
});
