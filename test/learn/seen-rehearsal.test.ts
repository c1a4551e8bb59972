import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory } from '../../src/engine/engine.js';
import { steadyEngines } from '../../src/learn/glyph-memory.js';
import { prepareLearning, seeRehearsal } from '../../src/learn/seen-rehearsal.js';
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
