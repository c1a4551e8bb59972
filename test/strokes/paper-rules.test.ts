// Lines of ruled paper are taken out of the ink; bars that a hand drew stay.
import { expect, test } from 'vitest';
import { findInk, INK_EDGE } from '../../src/page/ink.js';
import { withoutPaperRules } from '../../src/strokes/paper-rules.js';

const [width, height] = [320, 240];

/** A page on which `lines` are ruled, and a 7 above a bar is written. */
function page(lines: readonly number[], ruled: number) {
  const data = new Uint8Array(width * height).fill(235);
  const dark = (x: number, y: number, value: number): void => {
    data[y * width + x] = Math.min(data[y * width + x]!, value);
  };
  for (const y of lines) for (let x = 0; x < width; x++) for (let k = 0; k < 2; k++) dark(x, y + k, ruled);
  for (let k = 0; k < 6; k++) {
    for (let x = 120; x < 170; x++) dark(x, 60 + k, 40);
    for (let y = 60; y < 130; y++) dark(165 - Math.round((y - 60) / 3) + k, y, 40);
    for (let x = 90; x < 230; x++) dark(x, 150 + k, 40);
  }
  return { width, height, channels: 1 as const, data };
}

const inkAt = ({ plane }: ReturnType<typeof findInk>, x: number, y: number): boolean =>
  plane.data[y * width + x]! >= INK_EDGE;

test('ruled lines go, also where they cross a stroke, and the bar stays', () => {
  const ink = findInk(page([30, 100, 170], 190));
  expect(inkAt(ink, 20, 100)).toBe(true);
  const left = withoutPaperRules(ink);
  for (const y of [30, 100, 170]) expect(inkAt(left, 20, y)).toBe(false);
  expect(inkAt(left, 300, 101)).toBe(false);
  for (const x of [100, 160, 220]) expect(inkAt(left, x, 152)).toBe(true);
  expect(inkAt(left, 155, 100)).toBe(true);
  expect(left.pen).toBeGreaterThan(4);
});

test('lines as dark as what is written are bars', () => {
  const ink = findInk(page([30, 200], 45));
  expect(withoutPaperRules(ink)).toBe(ink);
});

test('a page without lines stays as it is', () => {
  const ink = findInk(page([], 0));
  expect(withoutPaperRules(ink)).toBe(ink);
});
