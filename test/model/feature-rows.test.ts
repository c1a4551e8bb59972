import { expect, test } from 'vitest';
import { cosines, directions, meanRow } from '../../src/model/feature-rows.js';

const width = 7;
const rows = (n: number, seed: number): Float32Array =>
  Float32Array.from({ length: n * width }, (_, i) => Math.sin(seed + 12.9898 * i * (1 + seed)));

test.each([1, 3, 4, 5, 8, 11])('cosines of every pair, %i on one side', (m) => {
  const [a, b] = [rows(3, 1), rows(m, 2)].map((each) => directions(each, meanRow(each, width))) as [
    Float32Array,
    Float32Array,
  ];
  const expected = [0, 1, 2].flatMap((i) =>
    Array.from({ length: m }, (_, j) =>
      Array.from({ length: width }, (_, d) => a[i * width + d]! * b[j * width + d]!).reduce((sum, x) => sum + x, 0),
    ),
  );
  const found = cosines(a, b, width);
  expect(found).toHaveLength(3 * m);
  for (const [k, value] of found.entries()) expect(value).toBeCloseTo(expected[k]!, 5);
});

test('a direction is itself', () => {
  const a = directions(rows(5, 3), new Float64Array(width));
  const found = cosines(a, a, width);
  for (let i = 0; i < 5; i++) expect(found[i * 5 + i]).toBeCloseTo(1, 5);
});
