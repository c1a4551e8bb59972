import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory } from '../../src/engine/engine.js';
import { pictureSize } from '../../src/glyph/picture.js';
import { lookAt, steadyEngines } from '../../src/learn/glyph-memory.js';
import { fitDefaults } from '../../src/learn/hand-learner.js';
import { countingEngines, handSamples, trainBase } from './bars.js';

const base = trainBase();
const { pictures } = handSamples(5, 7);
const glyphs = Array.from({ length: 5 }, (_, i) => ({
  picture: pictures.subarray(i * pictureSize, (i + 1) * pictureSize),
}));
const { augmentation } = fitDefaults;

/** Engines, and how many were ever opened. */
function opening(): { engines: EngineFactory; opened: () => number } {
  let count = 0;
  const engines: EngineFactory = async (...args) => {
    count++;
    return createEngine(...args);
  };
  return { engines, opened: () => count };
}

test('a glyph is looked at once, and no engine is opened for what is known', async () => {
  const { engines, opened } = opening();
  const first = await lookAt(base, engines, glyphs);
  const before = opened();
  expect(before).toBeGreaterThan(0);
  expect(await lookAt(base, engines, [...glyphs].reverse())).toMatchObject({ count: 5 });
  expect(await lookAt(base, engines, glyphs)).toEqual(first);
  expect(opened()).toBe(before);
  // Another base knows nothing of it.
  await lookAt({ ...base, weights: new Map(base.weights) }, engines, glyphs);
  expect(opened()).toBeGreaterThan(before);
});

test('copies are apart from what they are copies of, and follow from their seeds', async () => {
  const { engines } = opening();
  const [plain, one] = [glyphs[0]!, { ...glyphs[0]!, seed: 1 }];
  const all = await lookAt(base, engines, [plain, one, { ...plain, seed: 2 }], augmentation);
  const row = (i: number) => [...all.logits.subarray(3 * i, 3 * i + 3)];
  expect(row(1)).not.toEqual(row(0));
  expect(row(2)).not.toEqual(row(1));
  const again = await lookAt(base, opening().engines, [one, plain], augmentation);
  expect([...again.logits]).toEqual([...row(1), ...row(0)]);
});

test('all engines are closed, also where a pause throws', async () => {
  const { engines, open } = countingEngines();
  const stop = new Error('stopped');
  const pause = async () => {
    throw stop;
  };
  await expect(lookAt(base, engines, glyphs, augmentation, pause)).rejects.toBe(stop);
  expect(open()).toBe(0);
});

test('the same engines and options give the same steady engines', () => {
  const { engines } = opening();
  expect(steadyEngines(engines)).toBe(steadyEngines(engines));
  expect(steadyEngines(engines, { threads: 1 })).not.toBe(steadyEngines(engines));
});
