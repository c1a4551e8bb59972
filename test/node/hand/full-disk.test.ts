// A disk that fails at every single write, one run each: whatever was acknowledged before is there, and the hand opens.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { slice } from '../../slice.js';

const built = join(import.meta.dirname, '..', '..', '..', 'dist', 'node', 'hand', 'folder-store.js');
const preload = join(import.meta.dirname, '..', '..', 'cli', 'faulty-disk.mjs');

/** Every moment in the soak test, some of them otherwise. */
const STRIDE = slice(1, 5);

/** What a learning does to a hand, each step acknowledged on stdout. */
const script = `
  import { openFolderStore } from ${JSON.stringify(pathToFileURL(built).href)};
  const store = openFolderStore(process.env.FAULTY_FOLDER);
  const picture = (seed) => Uint8Array.from({ length: 784 }, (_, i) => (i * seed) & 255);
  const said = (what) => console.log(JSON.stringify(what));
  try {
    for (const seed of [3, 5]) {
      said({ ids: (await store.addSamples([seed, seed + 1].map((s) => ({ label: '7', picture: picture(s), source: 'x' })))).map((s) => s.id) });
      const checkpoint = await store.addCheckpoint(picture(seed));
      said({ checkpoint });
      await store.setCurrent(checkpoint);
      said({ current: checkpoint });
      await store.append({ at: new Date().toISOString(), event: 'use', checkpoint, by: 'use' });
      said({ journal: checkpoint });
    }
    said({ done: true });
  } catch (error) {
    said({ failed: error.code, message: error.message });
  }
`;

interface Said {
  readonly ids?: string[];
  readonly checkpoint?: number;
  readonly current?: number;
  readonly journal?: number;
  readonly done?: true;
  readonly failed?: string;
}

function run(folder: string, code: string, after: number): Promise<Said[]> {
  const env = { ...process.env, FAULTY_FOLDER: folder, FAULTY_CODE: code, FAULTY_AFTER: String(after) };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', preload, '--input-type=module', '-e', script], { env }, (error, out) => {
      if (error) reject(error);
      else
        resolve(
          out
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Said),
        );
    });
  });
}

test.skipIf(!existsSync(built)).each([
  ['ENOSPC', 'disk-full'],
  ['EROFS', 'read-only'],
])(
  '%s at any moment',
  async (code, told) => {
    const root = mkdtempSync(join(tmpdir(), 'ownhand-full-'));
    let failures = 0;
    try {
      for (let after = 0; ; after += STRIDE) {
        const folder = join(root, String(after));
        const said = await run(folder, code, after);
        const acknowledged = said.flatMap((each) => each.ids ?? []);
        const store = openFolderStore(folder);
        const samples = (await store.samples()).map((sample) => sample.id);
        expect(samples).toEqual(acknowledged);
        expect((await store.checkpoints()).length).toBeGreaterThanOrEqual(
          said.filter((each) => each.checkpoint).length,
        );
        expect(await store.current()).toBe(said.findLast((each) => each.current)?.current ?? 0);
        const journal = await store.journal();
        expect(journal.flatMap((entry) => (entry.event === 'samples' ? entry.ids : []))).toEqual(acknowledged);
        expect(journal.filter((entry) => entry.event === 'use')).toHaveLength(
          said.filter((each) => each.journal).length,
        );
        // With room again, the hand is as good as ever.
        expect(await store.addSamples([{ label: '1', picture: new Uint8Array(784), source: 'y' }])).toHaveLength(1);
        if (said.at(-1)?.done) break;
        expect(said.at(-1)?.failed).toBe(told);
        failures++;
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
    expect(failures).toBeGreaterThan(30 / STRIDE);
  },
  300_000,
);
