// The numbers that new samples get, and what a file in the folder of samples holds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { numberSamples } from '../../../src/hand/number-samples.js';
import { outcomesOf } from '../../../src/hand/same-glyph.js';
import type { NewSample } from '../../../src/hand/store.js';
import { decodeSample, highestSampleNumber } from '../../../src/node/hand/sample-files.js';
import { encodePng } from '../../../src/node/picture/png.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-sample-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const picture = (value: number) => new Uint8Array(784).fill(value);
const added = (label: string, value: number): NewSample => ({ label, picture: picture(value), source: `${value}.png` });

test('new samples are numbered from the highest on; what is known keeps its id, what is relabelled is replaced', () => {
  const [seven, nine] = [
    { id: '000003', label: '7', picture: picture(1) },
    { id: '000004', label: '9', picture: picture(2) },
  ];
  const samples = [added('7', 1), added('1', 2), added('7', 3), added('1', 2)];
  const { stored, fresh, sources, replaced } = numberSamples(samples, outcomesOf(samples, [seven, nine], []), 5);
  expect(stored.map(({ id }) => id)).toEqual(['000003', '000006', '000007', '000006']);
  expect(fresh.map(({ id, label }) => id + label)).toEqual(['0000061', '0000077']);
  expect(sources).toEqual(['2.png', '3.png']);
  expect(replaced).toEqual([{ id: '000004', by: '000006' }]);
});

test('a sample without a label is refused', () => {
  const samples = [added('', 1)];
  expect(() => numberSamples(samples, outcomesOf(samples, [], []), 0)).toThrow(
    expect.objectContaining({ code: 'no-label' }),
  );
});

test('the highest number is that of a file or of a sample that was forgotten', async () => {
  writeFileSync(join(root, '000004_7.png'), '');
  writeFileSync(join(root, 'mine_7.png'), '');
  const saved = (id: string) => ({ at: '2026-01-01T00:00:00Z', event: 'samples', ids: [id], sources: ['a'] }) as const;
  expect(await highestSampleNumber(root, [])).toBe(4);
  expect(await highestSampleNumber(root, [saved('000009')])).toBe(9);
  expect(await highestSampleNumber(join(root, 'nowhere'), [])).toBe(0);
});

test('a file is a sample if it holds 28×28 pixels and its name a label', () => {
  const bytes = encodePng(picture(9), 28, 28);
  expect(decodeSample('000001_7.png', bytes)).toEqual({ id: '000001', label: '7', picture: picture(9) });
  expect(decodeSample('000001_.png', bytes)).toBeUndefined();
  expect(decodeSample('000001_7.png', encodePng(new Uint8Array(100), 10, 10))).toBeUndefined();
  expect(decodeSample('000001_7.png', Buffer.from('x'))).toBeUndefined();
});
