// A candidate is scored on glyphs that it has not learned, and stopping it changes nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { pictureSize } from '../../src/glyph/picture.js';
import { type CandidateOptions, type Lesson, trainCandidate } from '../../src/learn/candidate-reader.js';
import { guardDefaults } from '../../src/learn/guard.js';
import { learn } from '../../src/learn/learn-hand.js';
import { withAlphabet } from '../../src/model/alphabet.js';
import { Model } from '../../src/model/model.js';
import { openFolderStore } from '../../src/node/hand/folder-store.js';
import { countingEngines, fitOptions, handSamples, rehearsal, trainBase } from './bars.js';

const base = trainBase();
const { engines, open } = countingEngines();
const options: CandidateOptions = { fit: fitOptions, gate: guardDefaults, seed: 1, pause: async () => {} };
const lesson = (count: number): Lesson => ({
  base,
  parent: base,
  rehearsal,
  samples: handSamples(count, 7),
  isNew: () => true,
});

afterEach(() => expect(open()).toBe(0));

test('a candidate reads the hand better and anybody’s digits as before', async () => {
  const candidate = await trainCandidate(lesson(20), engines, options);
  expect(candidate.heldOut).toBe(true);
  expect(candidate.own.samples).toBe(20);
  expect(candidate.own.before).toBeLessThan(0.8);
  expect(candidate.own.after).toBeGreaterThan(0.9);
  expect(candidate.rehearsal.samples).toBe(400);
  expect(candidate.rehearsal.after).toBeGreaterThanOrEqual(candidate.rehearsal.before);
  expect(candidate.earlier).toBeUndefined();

  const unseen = handSamples(40, 8);
  const model = await Model.open({ ...base, own: candidate.head, temperature: candidate.temperature }, engines);
  const chances = model.classify(unseen.pictures, unseen.count);
  model.close();
  const right = [...unseen.labels].filter((label, i) => chances[3 * i + label]! > chances[3 * i + 1 - label]!);
  expect(right.length / unseen.count).toBeGreaterThan(0.9);
});

test('the same seed gives the same candidate', async () => {
  const [one, two] = [
    await trainCandidate(lesson(8), engines, options),
    await trainCandidate(lesson(8), engines, options),
  ];
  expect(two).toEqual(one);
  const other = await trainCandidate(lesson(8), engines, { ...options, seed: 2 });
  expect(other.head.weight).not.toEqual(one.head.weight);
});

test('one sample of each label leaves none to hold out', async () => {
  const candidate = await trainCandidate(lesson(2), engines, options);
  expect(candidate.heldOut).toBe(false);
  expect(candidate.own.samples).toBe(2);
});

test('samples that the parent knows are scored apart', async () => {
  const first = await trainCandidate(lesson(12), engines, options);
  const parent = { ...base, own: first.head, temperature: first.temperature };
  const second = await trainCandidate({ ...lesson(20), parent, isNew: (row) => row >= 12 }, engines, options);
  expect(second.earlier?.samples).toBe(12);
  expect(second.earlier?.after).toBeGreaterThan(0.9);
  expect(second.own.samples).toBe(20);
});

test('a label that the base never saw is learned beside those that it knows', async () => {
  // A cross: what stands and what lies, at once.
  const samples = handSamples(18, 7);
  const pictures = samples.pictures.slice();
  const labels = samples.labels.map((label, i) => (i < 6 ? 2 : label));
  for (let i = 0; i < 6; i++)
    for (let p = 0; p < pictureSize; p++) {
      const turned = samples.pictures[i * pictureSize + (p % 28) * 28 + Math.floor(p / 28)]!;
      pictures[i * pictureSize + p] = Math.max(samples.pictures[i * pictureSize + p]!, turned);
    }
  const grown = withAlphabet(base, ['0', '1', '+']);
  const candidate = await trainCandidate(
    { ...lesson(18), base: grown, parent: grown, samples: { count: 18, pictures, labels } },
    engines,
    options,
  );
  expect(candidate.head.labels).toEqual(['0', '1', '+']);
  expect(candidate.own.after).toBeGreaterThan(candidate.own.before);
  expect(candidate.rehearsal.after).toBeGreaterThanOrEqual(candidate.rehearsal.before - guardDefaults.mostLoss);
});

test('a candidate that is stopped closes all that it opened', async () => {
  const stop = new Error('stopped');
  let left = 2;
  const pause = async () => {
    if (--left < 0) throw stop;
  };
  await expect(trainCandidate(lesson(9), engines, { ...options, pause })).rejects.toBe(stop);
});

test('learning that is aborted once the samples are saved keeps them and changes nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-aborted-'));
  try {
    const hand = openFolderStore(folder);
    const { pictures, labels, count } = handSamples(12, 7);
    const added = Array.from({ length: count }, (_, i) => ({
      label: String(labels[i]),
      picture: pictures.slice(i * pictureSize, (i + 1) * pictureSize),
      source: `${i}.png`,
    }));
    const fit = { augmented: 80 };
    const before = learn(hand, { base, rehearsal }, engines, added, { fit, signal: AbortSignal.abort() });
    await expect(before).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' });
    expect(await hand.samples()).toHaveLength(0);

    const controller = new AbortController();
    const seen: number[] = [];
    const aborted = learn(hand, { base, rehearsal }, engines, added, {
      fit,
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (seen.length === 2) controller.abort();
      },
    });
    await expect(aborted).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' });
    expect(seen).toHaveLength(2);
    expect(await hand.samples()).toHaveLength(12);
    expect(await hand.current()).toBe(0);
    expect(await hand.checkpoints()).toEqual([]);
    expect((await hand.journal()).map(({ event }) => event)).toEqual(['samples']);

    const heard: number[] = [];
    const onProgress = ({ done }: { done: number }) => heard.push(done);
    const result = await learn(hand, { base, rehearsal }, engines, [], { fit, onProgress });
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.at(-1)).toBe(1);
    expect(result).toMatchObject({ learned: true, checkpoint: 1, parent: 0, samples: 12, added: 0 });
    expect(await hand.current()).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
