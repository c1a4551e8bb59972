import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { barred, flagged, opened, withForms } from '../../../src/train/draw/digit-forms.js';

const blank = () => new Uint8Array(784);
/** A bar from (x0, 4) to (x1, 23), three pixels wide. */
function bar(x0: number, x1: number): Uint8Array {
  const picture = blank();
  for (let y = 4; y < 24; y++) {
    const x = Math.round(x0 + ((x1 - x0) * (y - 4)) / 19);
    for (let dx = -1; dx <= 1; dx++) picture[y * 28 + x + dx] = 255;
  }
  return picture;
}
function ring(): Uint8Array {
  const picture = blank();
  for (let y = 0; y < 28; y++)
    for (let x = 0; x < 28; x++)
      if (Math.abs(Math.hypot(x - 13.5, (y - 13.5) * 0.9) - 8) < 1.6) picture[y * 28 + x] = 255;
  return picture;
}
const ink = (picture: Uint8Array) => picture.reduce((sum, v) => sum + v, 0) / 255;
const half = (picture: Uint8Array, left: boolean, rows: readonly [number, number]) => {
  let sum = 0;
  for (let y = rows[0]; y < rows[1]; y++)
    for (let x = left ? 0 : 14; x < (left ? 14 : 28); x++) sum += picture[y * 28 + x]!;
  return sum / 255;
};
/** Holes and background: regions of paper that are not joined. */
function regions(picture: Uint8Array): number {
  const seen = new Uint8Array(784);
  let count = 0;
  for (let start = 0; start < 784; start++) {
    if (seen[start] || picture[start]! >= 128) continue;
    count++;
    const todo = [start];
    seen[start] = 1;
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [x, y] = [(at % 28) + dx, Math.floor(at / 28) + dy];
        const next = y * 28 + x;
        if (x < 0 || y < 0 || x > 27 || y > 27 || seen[next] || picture[next]! >= 128) continue;
        seen[next] = 1;
        todo.push(next);
      }
    }
  }
  return count;
}

/** The leftmost written column of some rows. */
function leftmost(picture: Uint8Array, rows: readonly [number, number]): number {
  for (let x = 0; x < 28; x++) for (let y = rows[0]; y < rows[1]; y++) if (picture[y * 28 + x]! >= 128) return x;
  return 28;
}

test('a flag reaches out to the left of an upright 1, in its upper half', () => {
  const draw = random(1);
  const reach = Array.from({ length: 50 }, () => {
    const picture = flagged(bar(14, 14), draw)!;
    return leftmost(picture, [15, 18]) - leftmost(picture, [0, 14]);
  });
  // A short and steep flag may end within the stem's width, but never reaches to the other side.
  expect(Math.min(...reach)).toBeGreaterThanOrEqual(0);
  expect(reach.reduce((sum, x) => sum + x, 0) / 50).toBeGreaterThan(2);
});

test('a 1 that leans far is left alone: with a flag it would be a 7', () => {
  expect(flagged(bar(21, 6), random(1))).toBeUndefined();
});

test('a bar crosses the stem of a 7', () => {
  const seven = bar(18, 10);
  for (let x = 8; x < 19; x++) for (let y = 4; y < 7; y++) seven[y * 28 + x] = 255;
  const crossed = barred(seven, random(2))!;
  expect(half(crossed, true, [10, 18]) + half(crossed, false, [10, 18])).toBeGreaterThan(
    half(seven, true, [10, 18]) + half(seven, false, [10, 18]) + 5,
  );
});

test('an opened 0 has no hole', () => {
  expect(regions(ring())).toBe(2);
  expect(regions(opened(ring(), random(3))!)).toBe(1);
});

test('the forms come beside the digits, under their labels', () => {
  const count = 400;
  const pictures = new Uint8Array(count * 784);
  for (let i = 0; i < count; i++) pictures.set(i % 2 ? bar(14, 14) : ring(), i * 784);
  const all = withForms(
    { count, pictures, labels: Uint8Array.from({ length: count }, (_, i) => i % 2) },
    random(4),
    1000,
  );
  const ones = all.labels.reduce((sum, label) => sum + (label === 1 ? 1 : 0), 0);
  expect(ones - 200).toBeGreaterThan(70);
  expect(ones - 200).toBeLessThan(130);
  expect(all.count - ones - 200).toBeGreaterThan(5);
  for (let i = 0; i < all.count; i++) expect(ink(all.pictures.subarray(i * 784, (i + 1) * 784))).toBeGreaterThan(20);
});
