// A hand is learned from a few samples: what must hold whatever the numbers are.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { range, selectRows } from '../../src/learn/base-outputs.js';
import { blendedLogits } from '../../src/learn/gate-threshold.js';
import { openTuner, type Tuner } from '../../src/learn/tune.js';
import type { AugmentedSamples, TuneRun } from '../../src/learn/tune-top.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { argmax } from '../../src/model/logits.js';
import type { OwnHead } from '../../src/model/own-head.js';
import { countingEngines, handSamples, rehearsal, trainBase, tuneOptions } from './bars.js';

const { engines, open } = countingEngines();
const columns = 3;
const learned = handSamples(16, 7);
const unseen = handSamples(40, 8);
const run: TuneRun = { rows: range(16), steps: 40, seed: 1, pause: async () => {} };

let base: Checkpoint;
let tuner: Tuner;
let samples: AugmentedSamples;
let head: OwnHead;

beforeAll(async () => {
  base = trainBase();
  tuner = await openTuner(base, rehearsal.replay, engines, tuneOptions);
  samples = tuner.augment(learned, 1);
  head = await tuner.learn(samples, run);
});
afterAll(() => {
  tuner.close();
  expect(open()).toBe(0);
});

const right = (logits: Float32Array, labels: Uint8Array) =>
  [...labels].filter((label, i) => argmax(logits, i * columns, columns - 1) === label).length / labels.length;
const weightsOf = ({ tuned }: OwnHead) => [...tuned].map(([name, { data }]) => [name, ...data]);

test('the hand’s glyphs are read better, also those that were not learned', () => {
  const glyphs = tuner.augment(unseen, 1).originals;
  expect(right(glyphs.logits, unseen.labels)).toBeLessThan(0.8);
  const read = tuner.read(head, glyphs);
  expect(right(blendedLogits(read, 0), unseen.labels)).toBeGreaterThan(0.95);
  expect(read.base).toEqual(glyphs.logits);
});

test('the gate opens for the hand’s glyphs and stays shut for anybody’s', () => {
  const share = (odds: Float32Array) => odds.filter((each) => each > 0).length / odds.length;
  expect(share(tuner.read(head, tuner.augment(unseen, 1).originals).odds)).toBeGreaterThan(0.9);
  const guard = tuner.outputsOf(rehearsal.guard);
  const read = tuner.read(head, guard);
  expect(share(read.odds)).toBeLessThan(0.1);
  const { labels } = rehearsal.guard;
  expect(right(blendedLogits(read, 0), labels)).toBeGreaterThanOrEqual(right(guard.logits, labels));
});

test('the same seed gives the same head, another one another', async () => {
  const again = await tuner.learn(tuner.augment(learned, 1), run);
  expect(again).toEqual(head);
  const other = await tuner.learn(samples, { ...run, seed: 2 });
  expect(weightsOf(other)).not.toEqual(weightsOf(head));
});

test('only layers from the cut on are tuned, and each sample that is learned is kept', () => {
  expect(head.cut).toBe(2);
  expect([...head.tuned.keys()]).toEqual(['2.weight', '2.bias', '4.weight', '4.bias', '6.weight', '6.bias']);
  expect(head.labels).toEqual([...learned.labels].map(String));
  expect(head.keys).toHaveLength(16 * 8);
});

test('samples that are held out leave no trace', async () => {
  const rows = range(12);
  const first = await tuner.learn(samples, { ...run, rows });
  const changed = { ...samples, labels: samples.labels.map((label, row) => (row < 12 ? label : 1 - label)) };
  expect(await tuner.learn(changed, { ...run, rows })).toEqual(first);
  expect(tuner.read(first, selectRows(samples.originals, [12, 13])).odds).toHaveLength(2);
});

test('a run that is stopped throws what stopped it, and leaves nothing behind', async () => {
  const stop = new Error('stopped');
  const pause = async () => {
    throw stop;
  };
  await expect(tuner.learn(samples, { ...run, pause })).rejects.toBe(stop);
  expect(await tuner.learn(samples, run)).toEqual(head);
});

test('each sample has a copy, however many there are', () => {
  const few = tuner.augment(handSamples(4, 9), 1);
  expect(few.copies.count).toBe(4 * 19);
  const many = tuner.augment(handSamples(100, 9), 1);
  expect(many.copies.count).toBe(100);
  expect(many.copies.trunk).not.toEqual(many.originals.trunk);
});
