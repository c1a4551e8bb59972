import { expect, test } from 'vitest';
import { partAtWalls } from '../../../src/numbers/hypotheses/parted-strokes.js';
import { findComponents } from '../../../src/strokes/components.js';
import type { Wall } from '../../../src/strokes/walls.js';
import { NO_WALLS } from '../../../src/strokes/walls.js';

/** A stroke down column 5, of `height` pixels, on a plane of 12 × 40. */
function strokeOf(height: number) {
  const data = new Uint8Array(12 * 40);
  for (let y = 2; y < 2 + height; y++) data.fill(255, y * 12 + 5, y * 12 + 7);
  const plane = { width: 12, height: 40, data };
  const { labels } = findComponents(plane, 128);
  const piece = { label: 1, box: { x: 5, y: 2, w: 2, h: height }, area: 2 * height, darkness: 100 };
  return { plane, strokes: { labels, pieces: [piece], walls: NO_WALLS, alone: new Map() } };
}
/** A rule across the page that sinks by a pixel halfway. */
const rule = (y: number): Wall => ({
  top: 0,
  bottom: 12,
  xs: Float32Array.from({ length: 12 }, (_, x) => y + (x > 5 ? 1 : 0)),
  width: 1,
});

test('a stroke of two rows is parted where the rule runs', () => {
  const { plane, strokes } = strokeOf(34);
  expect(partAtWalls(plane, strokes, [rule(18)], 16)?.[1]).toBe(1);
  expect(findComponents(plane, 128).list.length).toBe(2);
});

test('one as high as a digit stays whole, and so does one that the rule only touches', () => {
  const { plane, strokes } = strokeOf(20);
  expect(partAtWalls(plane, strokes, [rule(12)], 16)).toBeUndefined();
  const long = strokeOf(34);
  expect(partAtWalls(long.plane, long.strokes, [rule(4)], 16)).toBeUndefined();
});

test('a long stroke that crosses out several rows stays whole', () => {
  const { plane, strokes } = strokeOf(36);
  expect(partAtWalls(plane, strokes, [rule(18)], 12)).toBeUndefined();
});
