// A page is turned where another way round reads better.
import { expect, test } from 'vitest';
import type { DigitsSeen } from '../../src/numbers/evidence/digits-upright.js';
import type { FoundGlyph, FoundPage } from '../../src/numbers/found.js';
import { bestTurn, mayBeTurned, turnedInk } from '../../src/numbers/ways-round.js';
import type { Ink } from '../../src/page/ink.js';
import { NO_WALLS } from '../../src/strokes/walls.js';

const view = { width: 40, height: 30, channels: 1 as const, data: new Uint8Array(1200).fill(220) };
const blank = { width: 40, height: 30, data: new Uint8Array(1200) };
const ink: Ink = { plane: blank, darkness: blank, contrast: blank, noise: 1, factor: 1, pen: 2 };

function page(count: number, unread: number): FoundPage {
  const box = { x: 0, y: 0, w: 25, h: 40 };
  const glyph = { box, candidate: { label: '0' }, cut: 1, chance: 0.99 } as unknown as FoundGlyph;
  return {
    lines: [Array.from({ length: count }, () => glyph)],
    walls: NO_WALLS,
    unread,
    words: 0,
    leftOut: [],
    bystanders: [],
  };
}

test('a page that reads well is tried no other way', () => {
  const never = (): FoundPage => {
    throw new Error('read again');
  };
  expect(bestTurn(view, ink, page(20, 1), { see: (each) => each, readInk: never })).toBeUndefined();
});

test('one that reads badly is tried by quarters, and the best is taken', () => {
  const tried: [number, number][] = [];
  const readings = [page(0, 20), page(20, 0), page(3, 17)];
  const readInk = ({ plane }: Ink): FoundPage => {
    tried.push([plane.width, plane.height]);
    return readings[tried.length - 1]!;
  };
  expect(bestTurn(view, ink, page(2, 18), { see: (each) => each, readInk })).toBeCloseTo(Math.PI, 12);
  expect(tried).toEqual([
    [30, 40],
    [40, 30],
    [30, 40],
  ]);
});

test('one that reads no better otherwise stays as it lies', () => {
  expect(bestTurn(view, ink, page(5, 15), { see: (each) => each, readInk: () => page(5, 15) })).toBeUndefined();
});

test('one that was made level is turned further only where that is clearly better', () => {
  const leaning = { ...ink, paper: { box: { x: 0, y: 0, w: 40, h: 30 }, lean: 0.3 } };
  const turnOf = (upsideDown: number): number | undefined => {
    const readings = [page(20, 0), page(0, 20), page(upsideDown, 0), page(0, 20)];
    return bestTurn(view, leaning, page(2, 18), { see: (each) => each, readInk: () => readings.shift()! });
  };
  expect(turnOf(21)).toBeCloseTo(-0.3, 12);
  expect(turnOf(30)).toBeCloseTo(Math.PI - 0.3, 12);
});

test('a turned view is looked at with the pen that is known', () => {
  const data = new Uint8Array(100 * 60).fill(220);
  for (let y = 20; y < 24; y++) data.fill(30, y * 100 + 10, y * 100 + 70);
  const wide = turnedInk({ width: 100, height: 60, channels: 1, data }, Math.PI / 2, { factor: 1 }).ink;
  const fine = turnedInk({ width: 100, height: 60, channels: 1, data }, Math.PI / 2, { factor: 1, pen: 1.5 }).ink;
  expect(fine.pen).toBeLessThan(wide.pen);
});

test('a long strip is what it is', () => {
  expect(mayBeTurned({ ...view, width: 900, height: 40 })).toBe(false);
  expect(mayBeTurned({ ...view, width: 40, height: 700 })).toBe(true);
  expect(
    bestTurn({ ...view, width: 900 }, ink, page(2, 18), { see: (each) => each, readInk: () => page(20, 0) }),
  ).toBeUndefined();
});

test('ink that was turned by a quarter lies on the view where it was', () => {
  const data = new Uint8Array(100 * 60).fill(220);
  for (let y = 20; y < 24; y++) data.fill(30, y * 100 + 10, y * 100 + 70);
  const { ink: turned, onView } = turnedInk({ width: 100, height: 60, channels: 1, data }, Math.PI / 2, { factor: 1 });
  expect([turned.plane.width, turned.plane.height]).toEqual([60, 100]);
  expect(turned.pen).toBeGreaterThan(2);
  const { x, y, w, h } = onView({ x: 60 - 24, y: 10, w: 4, h: 60 });
  expect([x, y, w, h].map(Math.round)).toEqual([10, 20, 60, 4]);
});

test('where digits are seen most clearly decides, and what is read only where that does not tell', () => {
  const [clear, dim]: DigitsSeen[] = [
    { voice: 90, sureness: 0.7 },
    { voice: 20, sureness: 0.4 },
  ];
  const asItLies = (each: Ink): boolean => each.plane === ink.plane;
  const isHalfTurned = (each: Ink): boolean => !asItLies(each) && each.plane.width === view.width;
  const never = (): FoundPage => {
    throw new Error('read again');
  };
  const see = (each: Ink): Ink => each;
  const turn = (digits: (ink: Ink) => DigitsSeen, found: FoundPage, readInk = never): number | undefined =>
    bestTurn(view, ink, found, { see, readInk, digits });
  expect(turn((each) => (isHalfTurned(each) ? clear! : dim!), page(20, 1))).toBeCloseTo(Math.PI, 12);
  expect(turn((each) => (asItLies(each) ? clear! : dim!), page(2, 18))).toBeUndefined();
  const readings = [page(0, 20), page(3, 17), page(20, 0)];
  expect(
    turn(
      () => dim!,
      page(2, 18),
      () => readings.shift()!,
    ),
  ).toBeCloseTo(1.5 * Math.PI, 12);
});
