// Strokes are taken several times, each time as if the models had been otherwise sure of them.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { otherColumns, saidInColumns, strokeFeatureCount } from '../../../src/numbers/evidence/stroke-features.js';
import type { StrokeSamples } from '../../../src/train/strokes/stroke-samples.js';
import { joinedStrokes, variedStrokes } from '../../../src/train/strokes/vary-strokes.js';

const document = (count: number, value: number): StrokeSamples => ({
  count,
  pictures: new Uint8Array(count * strokeFeatureCount).fill(value),
  labels: Uint8Array.from({ length: count }, (_, k) => k % 4),
});
const documents = [document(2, 140), document(3, 150)];
const TAKES = 40;
const varied = variedStrokes(documents, TAKES, random(1));
const row = (k: number): number[] => [
  ...varied.pictures.subarray(k * strokeFeatureCount, (k + 1) * strokeFeatureCount),
];
const rows = Array.from({ length: varied.count }, (_, k) => row(k));

test('documents are joined, and each take has all of their strokes', () => {
  const joined = joinedStrokes(documents);
  expect([joined.count, [...joined.labels]]).toEqual([5, [0, 1, 0, 1, 2]]);
  expect(joined.pictures[2 * strokeFeatureCount]).toBe(150);
  expect(varied.count).toBe(5 * TAKES);
  expect([...varied.labels.subarray(5, 10)]).toEqual([0, 1, 0, 1, 2]);
});

test('what models say changes, about as often up as down, and some documents stay as they are', () => {
  const same = rows.filter((columns, k) => columns.every((value) => value === (k % 5 < 2 ? 140 : 150)));
  expect(same.length).toBeGreaterThan(0.1 * rows.length);
  expect(same.length).toBeLessThan(0.5 * rows.length);
  for (const [column] of Object.values(saidInColumns)) {
    const values = rows.filter((_, k) => k % 5 < 2).map((columns) => columns[column]!);
    const up = values.filter((value) => value > 140).length;
    const down = values.filter((value) => value < 140).length;
    expect(Math.min(up, down)).toBeGreaterThan(0.15 * values.length);
  }
});

test('what no model says stays, and so does what is said of neighbours that are not there', () => {
  const said = new Set<number>([
    ...Object.values(saidInColumns).flat(),
    ...otherColumns.sizes,
    otherColumns.numbersOverPrint,
  ]);
  for (const [k, values] of rows.entries())
    for (const [column, value] of values.entries()) if (!said.has(column)) expect(value).toBe(k % 5 < 2 ? 140 : 150);
  const alone = variedStrokes([document(1, 128)], TAKES, random(1));
  for (const column of [saidInColumns.number[1], saidInColumns.letter[2]])
    for (let k = 0; k < TAKES; k++) expect(alone.pictures[k * strokeFeatureCount + column]).toBe(128);
});
