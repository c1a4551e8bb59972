import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory } from '../../src/engine/engine.js';
import { steadyEngines } from '../../src/learn/glyph-memory.js';
import type { LookKeeper } from '../../src/learn/rehearsal.js';
import { prepareLearning, seeRehearsal } from '../../src/learn/seen-rehearsal.js';
import { withAlphabet } from '../../src/model/alphabet.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { rehearsal, trainBase } from './bars.js';

test('what was got ready is not done again, and others have their turn meanwhile', async () => {
  const base = trainBase();
  let opened = 0;
  const engines: EngineFactory = async (...args) => {
    opened++;
    return createEngine(...args);
  };
  const heard: number[] = [];
  await prepareLearning({ base, rehearsal }, engines, async (done) => void heard.push(done));
  expect(heard.length).toBeGreaterThan(1);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  expect(heard.at(-1)).toBe(1);
  const before = opened;
  const seen = await seeRehearsal(base, steadyEngines(engines), rehearsal, async () => {});
  expect(seen.replay.count).toBe(rehearsal.replay.count);
  expect(opened).toBe(before);
});

/** A keeper in memory. A platform may give a part of more memory, as Node's Buffer is. */
function keeperOf() {
  const kept: Uint8Array[] = [];
  const keeper: LookKeeper = {
    load: async () => (kept[0] ? Buffer.concat([Buffer.from('odd'), kept[0]]).subarray(3) : undefined),
    save: async (bytes) => void kept.push(bytes),
  };
  return { kept, keeper };
}

const look = (base: Checkpoint, engines: EngineFactory, keeper?: LookKeeper) =>
  seeRehearsal(base, steadyEngines(engines), { ...rehearsal, ...(keeper && { keeper }) }, async () => {});

test('what was kept is what would be seen, also by a base with more labels', async () => {
  const { kept, keeper } = keeperOf();
  await look(trainBase(), async (...args) => createEngine(...args), keeper);
  expect(kept.length).toBe(1);
  const none: EngineFactory = () => Promise.reject(new Error('nothing is to be looked at'));
  for (const base of [trainBase(), withAlphabet(trainBase(), ['0', '1', '+'])]) {
    const seen = await look(base, none, keeper);
    const plain = await look(base, async (...args) => createEngine(...args));
    const lower = (factor: Float64Array, width: number) => factor.filter((_, i) => i % width <= Math.floor(i / width));
    expect({ ...seen, metric: lower(seen.metric.factor, seen.metric.width) }).toEqual({
      ...plain,
      metric: lower(plain.metric.factor, plain.metric.width),
    });
  }
  expect(kept.length).toBe(1);
});

test('what was kept of other digits or another base is not taken', async () => {
  const { kept, keeper } = keeperOf();
  kept.push(new Uint8Array(1000));
  const seen = await look(trainBase(), async (...args) => createEngine(...args), keeper);
  expect(seen.replay.logits).toEqual((await look(trainBase(), async (...args) => createEngine(...args))).replay.logits);
  expect(kept.length).toBe(2);
});
