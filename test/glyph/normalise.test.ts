import { expect, test } from 'vitest';
import type { Box } from '../../src/geometry/box.js';
import { CHAMFER, distanceTo } from '../../src/glyph/distance.js';
import { normalise } from '../../src/glyph/normalise.js';
import { pictureSide } from '../../src/glyph/picture.js';
import type { Plane } from '../../src/page/image.js';

/** A ring and the pen it is drawn with, in a plane with room around it. */
function ring(size: number, pen: number): { plane: Plane; box: Box } {
  const side = size + 6;
  const data = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const off = Math.abs(Math.hypot((x + 0.5 - side / 2) * 1.3, y + 0.5 - side / 2) - (size - pen) / 2);
      data[y * side + x] = Math.round(255 * Math.min(1, Math.max(0, pen / 2 + 0.5 - off)));
    }
  }
  let [left, right, top, bottom] = [side, -1, side, -1];
  data.forEach((v, i) => {
    if (v < 128) return;
    const [x, y] = [i % side, Math.floor(i / side)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  return {
    plane: { width: side, height: side, data },
    box: { x: left, y: top, w: right - left + 1, h: bottom - top + 1 },
  };
}

function extent(picture: Uint8Array): { w: number; h: number; ink: number; x: number; y: number } {
  let [left, right, top, bottom, ink, sx, sy] = [pictureSide, -1, pictureSide, -1, 0, 0, 0];
  picture.forEach((v, i) => {
    const [x, y] = [i % pictureSide, Math.floor(i / pictureSide)];
    ink += v / 255;
    sx += (v / 255) * x;
    sy += (v / 255) * y;
    if (v < 128) return;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  return { w: right - left + 1, h: bottom - top + 1, ink, x: sx / ink, y: sy / ink };
}

test('the ink fills twenty pixels, keeps its aspect and is centred by its mass', () => {
  const { plane, box } = ring(60, 7);
  const { w, h, x, y } = extent(normalise(plane, box, 128));
  expect(h).toBeGreaterThanOrEqual(19);
  expect(h).toBeLessThanOrEqual(21);
  expect(w / h).toBeGreaterThan(0.7);
  expect(w / h).toBeLessThan(0.85);
  expect(Math.abs(x - 13.5)).toBeLessThan(0.25);
  expect(Math.abs(y - 13.5)).toBeLessThan(0.25);
});

test('pencil and marker come out much closer than they went in', () => {
  const [thin, thick] = [3, 12].map((pen) => {
    const { plane, box } = ring(60, pen);
    return extent(normalise(plane, box, 128)).ink;
  });
  expect(thick! / thin!).toBeLessThan(1.9);
  expect(thick! / thin!).toBeGreaterThan(1.1);
});

test('the size of the crop does not matter', () => {
  const [small, large] = [24, 240].map((size) => {
    const { plane, box } = ring(size, size / 8);
    return normalise(plane, box, 128);
  });
  const apart = small!.reduce((sum, v, i) => sum + Math.abs(v - large![i]!), 0) / (255 * extent(large!).ink);
  expect(apart).toBeLessThan(0.15);
});

test('a dot stays a dot, nothing stays nothing', () => {
  const plane = { width: 12, height: 12, data: new Uint8Array(144) };
  expect(normalise(plane, { x: 0, y: 0, w: 12, h: 12 }, 128).every((v) => v === 0)).toBe(true);
  plane.data[5 * 12 + 5] = 255;
  const dot = extent(normalise(plane, { x: 5, y: 5, w: 1, h: 1 }, 128));
  expect(dot.w).toBeGreaterThan(5);
  expect(Math.abs(dot.w - dot.h)).toBeLessThanOrEqual(1);
});

test('chamfer distance of a row', () => {
  expect([...distanceTo(Uint8Array.of(0, 1, 1, 1, 1), 5, 1, 0)].map((d) => d / CHAMFER)).toEqual([0, 1, 2, 3, 4]);
});

test('chamfer distance is within 3 % of the Euclidean', () => {
  const side = 41;
  const mask = new Uint8Array(side * side);
  mask[20 * side + 20] = 1;
  distanceTo(mask, side, side, 1).forEach((d, i) => {
    const exact = Math.hypot((i % side) - 20, Math.floor(i / side) - 20);
    expect(Math.abs(d / CHAMFER - exact)).toBeLessThanOrEqual(0.03 * exact + 1e-9);
  });
});

test('ink that ends at the rim of its plane is drawn as if there were paper around it', () => {
  const { plane, box } = ring(18, 4);
  const data = new Uint8Array(box.w * box.h);
  for (let y = 0; y < box.h; y++)
    for (let x = 0; x < box.w; x++) data[y * box.w + x] = plane.data[(box.y + y) * plane.width + box.x + x]!;
  const bare = plane.data.map((value) => (value < 128 ? 0 : value));
  const tight = normalise(
    { width: box.w, height: box.h, data: data.map((value) => (value < 128 ? 0 : value)) },
    { x: 0, y: 0, w: box.w, h: box.h },
    128,
  );
  expect(tight).toEqual(normalise({ ...plane, data: bare }, box, 128));
});
