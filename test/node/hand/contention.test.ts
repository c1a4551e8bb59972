// Several processes write into one hand at once, and some of them are killed: no sample is lost, none is overwritten.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';

const built = join(import.meta.dirname, '..', '..', '..', 'dist', 'node', 'hand', 'folder-store.js');

/** Adds samples one by one, each with a picture of its own, and says each id once it is safe. */
const script = `
  import { openFolderStore } from ${JSON.stringify(pathToFileURL(built).href)};
  const [folder, seed, count] = process.argv.slice(1);
  const store = openFolderStore(folder);
  for (let i = 0; i < Number(count); i++) {
    const picture = new Uint8Array(784);
    new DataView(picture.buffer).setUint32(0, Number(seed) * 1000 + i);
    const [{ id }] = await store.addSamples([{ label: String(i % 10), picture, source: seed }]);
    console.log(id);
  }
`;

function writer(
  folder: string,
  seed: number,
  count: number,
  killAfter?: number,
): Promise<{ ids: string[]; code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder, String(seed), String(count)]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      // Counted from its first sample, so that it is killed while it writes and not while it starts.
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.on('close', (code) =>
      resolve({
        ids: out
          .slice(0, out.lastIndexOf('\n') + 1)
          .split('\n')
          .filter(Boolean),
        code,
      }),
    );
  });
}

test.skipIf(!existsSync(built))('no sample is lost or overwritten', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-contention-'));
  try {
    const done = await Promise.all([
      writer(folder, 1, 25),
      writer(folder, 2, 25),
      writer(folder, 3, 1000, 60),
      writer(folder, 4, 1000, 150),
      writer(folder, 5, 1000, 210),
    ]);
    expect(done.map(({ code }) => code)).toEqual([0, 0, null, null, null]);
    const acknowledged = done.flatMap(({ ids }) => ids);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    const store = openFolderStore(folder);
    const samples = await store.samples();
    expect(acknowledged.filter((id) => !samples.some((sample) => sample.id === id))).toEqual([]);
    // Each picture is there once, and only one of a killed writer's may have come without its acknowledgement.
    expect(new Set(samples.map(({ picture }) => Buffer.from(picture).toString('base64'))).size).toBe(samples.length);
    expect(samples.length - acknowledged.length).toBeLessThanOrEqual(3);
    const journal = (await store.journal()).flatMap((entry) => (entry.event === 'samples' ? entry.ids : []));
    expect(acknowledged.filter((id) => !journal.includes(id))).toEqual([]);
    expect(new Set(journal).size).toBe(journal.length);
    await store.addSamples([{ label: '7', picture: new Uint8Array(784).fill(9), source: 'last' }]);
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.tmp-'))).toEqual(
      [],
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('.lock-'))).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
