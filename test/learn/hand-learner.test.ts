// A hand is learned from a few samples: what must hold whatever the numbers are.
import { beforeAll, expect, test } from 'vitest';
import { type LabelledPictures, together } from '../../src/glyph/labelled-pictures.js';
import { pictureSize } from '../../src/glyph/picture.js';
import { blendedLogits } from '../../src/learn/gate-threshold.js';
import { lookAt } from '../../src/learn/glyph-memory.js';
import { type HandLearner, openLearner } from '../../src/learn/hand-learner.js';
import { type BaseOutputs, range } from '../../src/model/base-outputs.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import type { OwnHead } from '../../src/model/learned/own-head.js';
import { argmax } from '../../src/model/logits.js';
import { countingEngines, fitOptions, handSamples, rehearsal, trainBase } from './bars.js';

const { engines, open } = countingEngines();
const columns = 3;
const learned = handSamples(16, 7);
const unseen = handSamples(40, 8);

let base: Checkpoint;
let learner: HandLearner;
let head: OwnHead;

const picturesOf = ({ pictures, count }: LabelledPictures) =>
  range(count).map((i) => pictures.subarray(i * pictureSize, (i + 1) * pictureSize));
const opened = (samples: LabelledPictures, seed = 1, pause = async () => {}) =>
  openLearner(base, rehearsal, engines, samples, fitOptions, seed, pause);
const outputsOf = (glyphs: LabelledPictures): Promise<BaseOutputs> =>
  lookAt(
    base,
    engines,
    picturesOf(glyphs).map((picture) => ({ picture })),
  );

beforeAll(async () => {
  base = trainBase();
  learner = await opened(learned);
  head = learner.learn(range(16));
  expect(open()).toBe(0);
});

const right = (logits: Float32Array, labels: Uint8Array) =>
  [...labels].filter((label, i) => argmax(logits, i * columns, columns - 1) === label).length / labels.length;

test('the hand’s glyphs are read better, also those that were not learned', async () => {
  const glyphs = await outputsOf(unseen);
  expect(right(glyphs.logits, unseen.labels)).toBeLessThan(0.8);
  const read = learner.read(head, glyphs);
  expect(right(blendedLogits(read, 0), unseen.labels)).toBeGreaterThan(0.95);
  expect(read.base).toEqual(glyphs.logits);
});

test('the gate opens for the hand’s glyphs and stays shut for anybody’s', async () => {
  const share = (odds: Float32Array) => odds.filter((each) => each > 0).length / odds.length;
  expect(share(learner.read(head, await outputsOf(unseen)).odds)).toBeGreaterThan(0.9);
  const read = learner.read(head, learner.guard);
  expect(share(read.odds)).toBeLessThan(0.1);
  const { labels } = rehearsal.guard;
  expect(right(blendedLogits(read, 0), labels)).toBeGreaterThanOrEqual(right(learner.guard.logits, labels));
});

test('the same seed gives the same head in a process that knows nothing, another one another', async () => {
  const fresh = { ...base, weights: new Map(base.weights) };
  const again = await openLearner(fresh, rehearsal, engines, learned, fitOptions, 1, async () => {});
  expect(again.learn(range(16))).toEqual(head);
  expect((await opened(learned, 2)).learn(range(16)).weight).not.toEqual(head.weight);
});

test('one more sample changes nothing of how the others are seen', async () => {
  const more = together([...picturesOf(learned), picturesOf(unseen)[0]!], [...learned.labels, unseen.labels[0]!]);
  const before = await opened(more);
  const fresh = { ...base, weights: new Map(base.weights) };
  const after = await openLearner(fresh, rehearsal, engines, more, fitOptions, 1, async () => {});
  expect(after.learn(range(17))).toEqual(before.learn(range(17)));
});

test('samples that are held out leave no trace', async () => {
  const rows = range(12);
  const labels = learned.labels.map((label, row) => (row < 12 ? label : 1 - label));
  expect((await opened({ ...learned, labels })).learn(rows)).toEqual(learner.learn(rows));
});

test('learning that is stopped throws what stopped it, and leaves nothing open', async () => {
  const stop = new Error('stopped');
  const pause = async () => {
    throw stop;
  };
  await expect(opened(handSamples(9, 4), 1, pause)).rejects.toBe(stop);
  expect(open()).toBe(0);
});

test('few samples have many copies, many have one, and very many have none', async () => {
  expect((await opened(handSamples(4, 9))).seen.copies).toBe(19);
  expect((await opened(handSamples(100, 9))).seen.copies).toBe(1);
  expect((await opened(handSamples(301, 9))).seen.copies).toBe(0);
});
