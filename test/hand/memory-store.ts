// A hand in memory: the contract in the fewest lines, to learn and read with where no folder is meant to be.
import { AsyncLocalStorage } from 'node:async_hooks';
import { OwnhandError } from '../../src/error.js';
import type { HandStore, JournalEntry, Sample } from '../../src/hand/store.js';

export function memoryStore(name = 'in memory'): HandStore {
  let samples: Sample[] = [];
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
      const fresh: Sample[] = [];
      const stored = added.map(({ label, picture }) => {
        const known = [...samples, ...fresh].find(
          (each) => each.label === label && each.picture.every((value, i) => value === picture[i]),
        );
        if (known) return known;
        const sample = { id: String(++lastId).padStart(6, '0'), label, picture: picture.slice() };
        fresh.push(sample);
        return sample;
      });
      samples.push(...fresh);
      const sources = fresh.map((sample) => added[stored.indexOf(sample)]!.source);
      if (fresh.length > 0) journal.push({ at: at(), event: 'samples', ids: fresh.map(({ id }) => id), sources });
      return stored;
    },
    async removeSamples(ids) {
      const gone = samples.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
      samples = samples.filter(({ id }) => !ids.includes(id));
      if (gone.length > 0) journal.push({ at: at(), event: 'forgot', ids: gone });
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
