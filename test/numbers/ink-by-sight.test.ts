// Where strokes drown in a page's grain, ink is what the page model sees.
import { expect, test } from 'vitest';
import { inkClasses, type PageSight } from '../../src/model/sight/page-model.js';
import { inkBySight } from '../../src/numbers/ink-by-sight.js';
import type { SeenInk } from '../../src/numbers/seen-ink.js';
import { INK_EDGE } from '../../src/page/ink.js';

const [WIDTH, HEIGHT] = [60, 40];
/** Contrast of the paper, and of what is written on it. */
const [GROUND, WRITTEN] = [40, 90];
const isStroke = (at: number): boolean => at % WIDTH >= 20 && at % WIDTH < 30;

/** A page with a broad stroke, of whose pixels `found` as a share are ink, and grain that is ink beside it. */
function page(found: number): SeenInk {
  const plane = (value: (at: number) => number) => ({
    width: WIDTH,
    height: HEIGHT,
    data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => value(at)),
  });
  const isFound = (at: number): boolean => Math.floor(at / WIDTH) < found * HEIGHT;
  const ink = plane((at) => (isStroke(at) ? (isFound(at) ? 255 : 0) : at % 7 === 0 ? 255 : 0));
  const none = new Uint8Array(WIDTH * HEIGHT);
  const sight: PageSight = {
    ...(Object.fromEntries(inkClasses.map((kind) => [kind, none])) as unknown as PageSight),
    number: plane((at) => (isStroke(at) ? 250 : 5)).data,
    paper: plane((at) => (isStroke(at) ? 5 : 250)).data,
    cell: plane((at) => (isStroke(at) ? 0 : 6)).data,
  };
  return {
    plane: ink,
    darkness: plane((at) => (ink.data[at] ? 30 : 0)),
    contrast: plane((at) => (isStroke(at) ? WRITTEN : GROUND)),
    noise: 20,
    factor: 1,
    pen: 3,
    sight,
  };
}

test('what is seen becomes the ink, and the grain beside it is gone', () => {
  const ink = inkBySight(page(0.3))!;
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    expect(ink.plane.data[at]! >= INK_EDGE).toBe(isStroke(at));
    expect(ink.darkness.data[at]! > 0).toBe(isStroke(at));
  }
  // A stroke is as dark as it stands out of its paper.
  expect(ink.darkness.data[WIDTH * (HEIGHT - 1) + 25]).toBe(WRITTEN - GROUND);
  expect(ink.noise).toBe(0);
});

test('ink that holds what is seen stays as it is', () => {
  expect(inkBySight(page(0.95))).toBeUndefined();
});

test('a page that no model has seen stays as it is', () => {
  const { sight: _, ...unseen } = page(0.3);
  expect(inkBySight(unseen)).toBeUndefined();
});
