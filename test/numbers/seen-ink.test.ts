// What the page model sees is laid onto the ink, whatever its scale and however it is turned.
import { expect, test } from 'vitest';
import { inkClasses, type PageModel, type PageSight } from '../../src/model/sight/page-model.js';
import { handwrittenOdds, kindsIn } from '../../src/numbers/evidence/ink-kinds.js';
import type { ClassifiedStrokes } from '../../src/numbers/hypotheses/classify-pieces.js';
import { penOfNumbers, quarterTurnedInk, seenInk } from '../../src/numbers/seen-ink.js';
import type { Plane } from '../../src/page/image.js';
import type { Ink } from '../../src/page/ink.js';
import { NO_WALLS } from '../../src/strokes/walls.js';

/** Takes what is darker than `from` for numbers, on whatever scale it is asked. */
const model: PageModel = {
  see({ width, height, data }: Plane): PageSight {
    const sight = Object.fromEntries(inkClasses.map((kind) => [kind, new Uint8Array(width * height)]));
    data.forEach((value, at) => {
      sight[value > 100 ? 'number' : 'paper']![at] = 255;
    });
    return sight as PageSight;
  },
};

const strokesOf = (height: number) =>
  ({
    labels: new Int32Array(0),
    pieces: [],
    walls: NO_WALLS,
    alone: new Map([
      [{}, { symbol: 1, box: { x: 0, y: 0, w: height / 2, h: height }, pieces: [{ area: 9, darkness: 9 }] }],
    ]),
  }) as unknown as ClassifiedStrokes;

function inkOf(width: number, height: number, isInk: (x: number, y: number) => boolean): Ink {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    isInk(i % width, Math.floor(i / width)) ? 255 : 0,
  );
  const plane = { width, height, data };
  return { plane, darkness: plane, contrast: plane, noise: 1, factor: 1, pen: 8 };
}

test('small writing is looked at as it is, large writing smaller, and both come back at the scale of the ink', () => {
  const ink = inkOf(96, 64, (x) => x >= 32 && x < 64);
  for (const height of [20, 120]) {
    const { sight } = seenInk(ink, model, strokesOf(height));
    expect(sight!.number).toHaveLength(96 * 64);
    expect(sight!.number[40 + 96 * 30]).toBe(255);
    expect(sight!.number[10 + 96 * 30]).toBe(0);
  }
});

test('a quarter turn turns what was seen with the ink', () => {
  const turned = quarterTurnedInk(
    seenInk(
      inkOf(30, 20, (x, y) => x < 5 && y < 5),
      model,
      strokesOf(10),
    ),
    1,
  );
  expect([turned.plane.width, turned.plane.height]).toEqual([20, 30]);
  expect(turned.sight!.number[19]).toBe(255);
  expect(turned.sight!.number[0]).toBe(0);
});

test('the pen of numbers is told from that of all ink', () => {
  const ink = inkOf(200, 100, (x, y) => (x > 10 && x < 13) || (x > 100 && x < 180 && y > 5 && y < 95));
  const seen = seenInk(ink, { see: (page) => onlyLeft(model.see(page), page.width) }, strokesOf(40));
  expect(penOfNumbers(seen)).toBeGreaterThan(1);
  expect(penOfNumbers(seen)).toBeLessThan(4);
});

function onlyLeft(sight: PageSight, width: number): PageSight {
  const number = sight.number.map((value, at) => (at % width < 50 ? value : 0));
  return { ...sight, number };
}

test('print speaks against a piece, handwriting for it, and each counts by its pixels', () => {
  const labels = Int32Array.from([1, 1, 1, 2, 2, 0]);
  const none = new Uint8Array(6);
  const sight: PageSight = {
    ...{ paper: none, writing: none, rule: none, cell: none },
    number: Uint8Array.from([255, 255, 0, 0, 0, 0]),
    print: Uint8Array.from([0, 0, 255, 255, 255, 255]),
  };
  const piece = (label: number, x: number, w: number) => ({ label, box: { x, y: 0, w, h: 1 }, area: w, darkness: 1 });
  const [written, printed] = [piece(1, 0, 3), piece(2, 3, 2)];
  const kinds = kindsIn(() => labels, 6, sight);
  expect(kinds([written]).number).toBeCloseTo(2 / 3, 6);
  expect(kinds([written, printed]).number).toBeCloseTo(2 / 5, 6);
  expect(handwrittenOdds(kinds([written]))).toBeGreaterThan(0);
  expect(handwrittenOdds(kinds([printed]))).toBeLessThan(-3);
});
