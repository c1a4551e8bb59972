// A hand in memory: the contract in the fewest lines, to learn and read with where no folder is meant to be.
import { AsyncLocalStorage } from 'node:async_hooks';
import { OwnhandError } from '../../src/error.js';
import { numberSamples } from '../../src/hand/number-samples.js';
import { replacements } from '../../src/hand/replaced.js';
import { outcomesOf } from '../../src/hand/same-glyph.js';
import type { HandStore, JournalEntry, Sample } from '../../src/hand/store.js';

export function memoryStore(name = 'in memory'): HandStore {
  let samples: Sample[] = [];
  let aside: Sample[] = [];
  let checkpoints = new Map<number, Uint8Array>();
  let journal: JournalEntry[] = [];
  let current = 0;
  let lastId = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const within = new AsyncLocalStorage<true>();
  const at = () => new Date().toISOString();
  const noCheckpoint = (number: number) => new OwnhandError('not-found', `${name} has no checkpoint ${number}`);
  return {
    name,
    samples: async () => [...samples],
    async addSamples(added) {
      const { stored, fresh, sources, replaced } = numberSamples(added, outcomesOf(added, samples, journal), lastId);
      if (fresh.length + replaced.length === 0) return stored;
      lastId += fresh.length;
      const ids = fresh.map(({ id }) => id);
      journal.push({ at: at(), event: 'samples', ids, sources, ...(replaced.length > 0 && { replaced }) });
      aside.push(...samples.filter((each) => replaced.some(({ id }) => id === each.id)));
      samples = [...samples.filter((each) => !aside.includes(each)), ...fresh];
      return stored;
    },
    async removeSamples(ids, { restore = false } = {}) {
      const by = replacements(journal);
      const back = restore ? aside.filter(({ id }) => !ids.includes(id) && ids.includes(by.get(id)!)) : [];
      const gone = samples.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
      samples = [...samples.filter(({ id }) => !ids.includes(id)), ...back].sort((a, b) => a.id.localeCompare(b.id));
      aside = aside.filter((each) => !back.includes(each));
      const restored = back.map(({ id }) => id);
      if (gone.length > 0)
        journal.push({ at: at(), event: 'forgot', ids: gone, ...(restored.length > 0 && { restored }) });
      return restored;
    },
    checkpoints: async () => [...checkpoints.keys()].sort((a, b) => a - b),
    async readCheckpoint(number) {
      const bytes = checkpoints.get(number);
      if (bytes === undefined) throw noCheckpoint(number);
      return bytes.slice();
    },
    async addCheckpoint(bytes) {
      const number = Math.max(0, ...checkpoints.keys()) + 1;
      checkpoints.set(number, bytes.slice());
      return number;
    },
    current: async () => current,
    async setCurrent(number) {
      if (number !== 0 && !checkpoints.has(number)) throw noCheckpoint(number);
      current = number;
    },
    journal: async () => [...journal],
    async append(entry) {
      journal.push(entry);
    },
    async fill(contents) {
      samples = [...contents.samples];
      checkpoints = new Map(contents.checkpoints);
      journal = [...contents.journal];
      current = contents.current;
    },
    async clear() {
      [samples, checkpoints, journal, current] = [[], new Map(), [], 0];
    },
    async exclusively(work) {
      if (within.getStore()) return work();
      const mine = turn.then(() => within.run(true, work));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
