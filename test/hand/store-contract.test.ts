import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandStore } from '../../src/hand/store.js';
import { handStoreContract } from '../../src/hand/store-contract.js';
import { openFolderStore } from '../../src/node/hand/folder-store.js';
import { memoryStore } from './memory-store.js';

let root: string;
let opened = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ownhand-contract-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const stores: readonly [string, () => HandStore][] = [
  ['a folder', () => openFolderStore(join(root, String(++opened)))],
  ['memory', () => memoryStore()],
];
describe.each(stores)('a hand in %s', (_, open) => {
  for (const { name, check } of handStoreContract) test(name, () => check(open));
});

const broken: readonly [string, (store: HandStore) => Partial<HandStore>][] = [
  [
    'keeps a repeated sample twice',
    (store) => ({ samples: async () => [...(await store.samples()), ...(await store.samples())] }),
  ],
  ['forgets nothing', () => ({ removeSamples: async () => [] })],
  [
    'keeps both labels of a glyph',
    (store) => ({
      addSamples: async (samples) => {
        const before = await store.samples();
        const stored = await store.addSamples(samples);
        await store.fill({
          samples: [...before, ...stored],
          checkpoints: new Map(),
          journal: await store.journal(),
          current: 0,
        });
        return stored;
      },
    }),
  ],
  ['uses whatever number it is told', () => ({ setCurrent: async () => {} })],
  ['lets everybody in at once', () => ({ exclusively: (work) => work() })],
  ['gives back other bytes', () => ({ readCheckpoint: async () => Uint8Array.of(0) })],
];
test.each(broken)('a store that %s is found out', async (_, change) => {
  const failures = await Promise.all(
    handStoreContract.map(({ check }) => {
      const store = memoryStore();
      return check(() => ({ ...store, ...change(store) })).then(
        () => 0,
        () => 1,
      );
    }),
  );
  expect(failures.reduce<number>((sum, each) => sum + each, 0)).toBeGreaterThan(0);
});
