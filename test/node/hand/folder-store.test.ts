import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HandContents, NewSample } from '../../../src/hand/store.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';

let root: string;
let hand: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ownhand-store-'));
  hand = join(root, 'mine');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function sample(label: string, seed: number): NewSample {
  return {
    label,
    picture: Uint8Array.from({ length: 784 }, (_, i) => (i * seed * 31 + seed) & 255),
    source: `${seed}.png`,
  };
}

describe('a folder that does not exist', () => {
  test('reads as an empty hand and is not made by reading', async () => {
    const store = openFolderStore(hand);
    expect(await store.samples()).toEqual([]);
    expect(await store.checkpoints()).toEqual([]);
    expect(await store.current()).toBe(0);
    expect(await store.journal()).toEqual([]);
    expect(existsSync(hand)).toBe(false);
  });

  test('is made by the first sample', async () => {
    await openFolderStore(hand).addSamples([sample('7', 1)]);
    expect(readdirSync(join(hand, 'samples'))).toEqual(['000001_7.png']);
  });
});

describe('samples', () => {
  test('come back in order, as they were, with any label', async () => {
    const labels = ['7', '+', 'A', 'a', '\\alpha', '€'];
    const stored = await openFolderStore(hand).addSamples(labels.map((label, i) => sample(label, i + 1)));
    const read = await openFolderStore(hand).samples();
    expect(read).toEqual(stored);
    expect(read.map((each) => each.label)).toEqual(labels);
    expect(read[4]?.picture).toEqual(sample('', 5).picture);
  });

  test('are ordinary pictures, white on black', async () => {
    await openFolderStore(hand).addSamples([sample('7', 3)]);
    const { data, info } = await sharp(join(hand, 'samples', '000001_7.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([28, 28]);
    expect(Uint8Array.from(data.filter((_, i) => i % info.channels === 0))).toEqual(sample('7', 3).picture);
  });

  test('are not stored twice under one label', async () => {
    const store = openFolderStore(hand);
    const [first] = await store.addSamples([sample('7', 1)]);
    const again = await store.addSamples([sample('7', 1), sample('9', 2), sample('7', 1)]);
    expect(again.map((each) => each.id)).toEqual([first?.id, '000002', first?.id]);
    expect(await store.samples()).toHaveLength(2);
  });

  test('under a new label replace the earlier one, which is set aside', async () => {
    const store = openFolderStore(hand);
    await store.addSamples([sample('1', 1), sample('2', 2)]);
    expect((await store.addSamples([sample('7', 1)]))[0]?.id).toBe('000003');
    expect((await store.samples()).map(({ id, label }) => id + label)).toEqual(['0000022', '0000037']);
    expect((await store.journal()).at(-1)).toMatchObject({ replaced: [{ id: '000001', by: '000003' }] });
    expect(readdirSync(join(hand, 'samples', 'replaced'))).toEqual(['000001_1.png']);
  });

  test('that were replaced come back with a restoring removal, and go with any other', async () => {
    const store = openFolderStore(hand);
    for (const label of ['1', '7', '9']) await store.addSamples([sample(label, 1)]);
    expect(await store.removeSamples(['000003'], { restore: true })).toEqual(['000002']);
    expect((await store.samples()).map(({ label }) => label)).toEqual(['7']);
    expect((await store.journal()).at(-1)).toMatchObject({ ids: ['000003'], restored: ['000002'] });
    expect(await store.removeSamples(['000002'])).toEqual([]);
    expect(await store.samples()).toEqual([]);
    expect(readdirSync(join(hand, 'samples', 'replaced'))).toEqual([]);
    expect((await store.addSamples([sample('1', 1)]))[0]?.id).toBe('000004');
  });

  test('that a crash left in their place do not count beside what replaced them', async () => {
    const store = openFolderStore(hand);
    for (const label of ['1', '7']) await store.addSamples([sample(label, 1)]);
    renameSync(join(hand, 'samples', 'replaced', '000001_1.png'), join(hand, 'samples', '000001_1.png'));
    expect((await store.samples()).map(({ label }) => label)).toEqual(['7']);
    rmSync(join(hand, 'samples', '000002_7.png'));
    expect((await store.samples()).map(({ label }) => label)).toEqual(['1']);
  });

  test('that are forgotten leave the folder, and their numbers are not given again', async () => {
    const store = openFolderStore(hand);
    await store.addSamples([sample('1', 1), sample('2', 2)]);
    await store.removeSamples(['000002', 'never-there']);
    expect((await store.samples()).map((each) => each.label)).toEqual(['1']);
    expect((await store.addSamples([sample('3', 3)]))[0]?.id).toBe('000003');
    expect((await store.journal()).map((entry) => entry.event)).toEqual(['samples', 'forgot', 'samples']);
  });

  test('a file that is no sample is passed over with a line, and left alone', async () => {
    const warnings: string[] = [];
    await openFolderStore(hand).addSamples([sample('1', 1)]);
    writeFileSync(join(hand, 'samples', '000002_4.png'), 'torn');
    const store = openFolderStore(hand, { warn: (line) => warnings.push(line) });
    expect(await store.samples()).toHaveLength(1);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('000002_4.png');
    expect(existsSync(join(hand, 'samples', '000002_4.png'))).toBe(true);
  });

  test('one that another program saved as RGB is read', async () => {
    await openFolderStore(hand).addSamples([sample('1', 1)]);
    const file = join(hand, 'samples', '000001_1.png');
    writeFileSync(file, await sharp(readFileSync(file)).toColourspace('srgb').png().toBuffer());
    expect((await openFolderStore(hand).samples())[0]?.picture).toEqual(sample('1', 1).picture);
  });
});

describe('the journal', () => {
  test('says what was added and from where', async () => {
    const store = openFolderStore(hand);
    await store.addSamples([sample('1', 1), sample('2', 2)]);
    expect(await store.journal()).toMatchObject([
      { event: 'samples', ids: ['000001', '000002'], sources: ['1.png', '2.png'] },
    ]);
  });

  test.each([
    '{"at":"2026-0',
    '{"at":"2026-01-01T00:00:00Z","event":"use","checkpoint":0,"by":"undo"}',
    '\u0000\u0000\u0000',
  ])('a last line torn by a crash (%j) is passed over, then removed', async (torn) => {
    const store = openFolderStore(hand);
    await store.append({ at: '2026-01-01T00:00:00Z', event: 'use', checkpoint: 1, by: 'use' });
    appendFileSync(join(hand, 'journal.jsonl'), torn);
    expect(await store.journal()).toHaveLength(1);
    await store.append({ at: '2026-01-02T00:00:00Z', event: 'use', checkpoint: 2, by: 'use' });
    expect((await store.journal()).map((entry) => entry.at.slice(0, 10))).toEqual(['2026-01-01', '2026-01-02']);
    expect(readFileSync(join(hand, 'journal.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('a torn line longer than a block is removed whole', async () => {
    const store = openFolderStore(hand);
    await store.append({ at: '2026-01-01T00:00:00Z', event: 'use', checkpoint: 1, by: 'use' });
    appendFileSync(join(hand, 'journal.jsonl'), 'x'.repeat(10_000));
    await store.append({ at: '2026-01-02T00:00:00Z', event: 'use', checkpoint: 2, by: 'use' });
    expect(readFileSync(join(hand, 'journal.jsonl'), 'utf8')).not.toContain('x');
    expect(await store.journal()).toHaveLength(2);
  });

  test('a damaged line in the middle costs only itself, and is told', async () => {
    const warnings: string[] = [];
    const store = openFolderStore(hand, { warn: (line) => warnings.push(line) });
    await store.append({ at: '2026-01-01T00:00:00Z', event: 'use', checkpoint: 1, by: 'use' });
    appendFileSync(join(hand, 'journal.jsonl'), 'garbage\n');
    await store.append({ at: '2026-01-02T00:00:00Z', event: 'use', checkpoint: 2, by: 'use' });
    expect(await store.journal()).toHaveLength(2);
    expect(warnings).toEqual([expect.stringContaining('line 2')]);
  });
});

describe('checkpoints', () => {
  test('are numbered from 1 and come back byte for byte', async () => {
    const store = openFolderStore(hand);
    expect(await store.addCheckpoint(Uint8Array.of(1, 2, 3))).toBe(1);
    expect(await store.addCheckpoint(Uint8Array.of(4))).toBe(2);
    expect(await store.checkpoints()).toEqual([1, 2]);
    expect(Uint8Array.from(await store.readCheckpoint(1))).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.current()).toBe(0);
    await store.setCurrent(2);
    expect(await openFolderStore(hand).current()).toBe(2);
  });

  test('that are not there are refused', async () => {
    const store = openFolderStore(hand);
    await expect(store.readCheckpoint(3)).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.setCurrent(3)).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.setCurrent(0)).resolves.toBeUndefined();
  });

  test('a `current` that holds no number is told', async () => {
    mkdirSync(hand);
    writeFileSync(join(hand, 'current'), 'seven');
    await expect(openFolderStore(hand).current()).rejects.toMatchObject({ code: 'bad-checkpoint' });
  });
});

describe('filling', () => {
  test('gives an empty hand all that another held, as it was', async () => {
    const first = openFolderStore(hand);
    await first.addSamples([sample('1', 1), sample('€', 2)]);
    await first.setCurrent(await first.addCheckpoint(Uint8Array.of(1, 2, 3)));
    const contents: HandContents = {
      samples: await first.samples(),
      checkpoints: new Map([[1, await first.readCheckpoint(1)]]),
      journal: await first.journal(),
      current: 1,
    };
    const copy = openFolderStore(join(root, 'copy'));
    await copy.fill(contents);
    expect(await copy.samples()).toEqual(contents.samples);
    expect(await copy.readCheckpoint(1)).toEqual(contents.checkpoints.get(1));
    expect(await copy.journal()).toEqual(contents.journal);
    expect(await copy.current()).toBe(1);
  });

  test('leaves nothing behind where it fails', async () => {
    const copy = openFolderStore(join(root, 'copy'));
    const contents: HandContents = {
      samples: [{ id: '000001', label: '1', picture: sample('1', 1).picture }],
      checkpoints: new Map(),
      journal: [],
      current: 7,
    };
    await expect(copy.fill(contents)).rejects.toMatchObject({ code: 'not-found' });
    expect(await copy.samples()).toEqual([]);
    expect(readdirSync(join(root, 'copy')).filter((name) => !name.startsWith('.lock-'))).toEqual([]);
  });
});

test('clear leaves nothing of the person behind', async () => {
  const store = openFolderStore(hand);
  await store.addSamples([sample('1', 1)]);
  await store.setCurrent(await store.addCheckpoint(Uint8Array.of(1)));
  await store.clear();
  expect(readdirSync(hand).filter((name) => !name.startsWith('.lock-'))).toEqual([]);
});

describe('the lock', () => {
  test('lets one writer in at a time, and its own calls through', async () => {
    const inside: string[] = [];
    const enter = (name: string) =>
      openFolderStore(hand).exclusively(async () => {
        inside.push(`${name} in`);
        await openFolderStore(hand).addSamples([sample('1', name.charCodeAt(0))]);
        await new Promise((done) => setTimeout(done, 50)); // long enough that an unguarded other would come in
        inside.push(`${name} out`);
      });
    await Promise.all(['a', 'b', 'c'].map(enter));
    for (let i = 0; i < inside.length; i += 2) expect(inside[i]?.slice(0, 2)).toBe(inside[i + 1]?.slice(0, 2));
    expect(await openFolderStore(hand).samples()).toHaveLength(3);
  });

  test('gives up with who holds it', async () => {
    await openFolderStore(hand).exclusively(async () => {
      // A second store in another async context: as another process would see it.
      const other = openFolderStore(hand, { patience: 100 });
      await expect(outside(() => other.addSamples([sample('1', 1)]))).rejects.toMatchObject({
        code: 'busy',
        message: expect.stringContaining(String(process.pid)),
      });
    });
  });

  test('is free again after its work has thrown', async () => {
    const store = openFolderStore(hand);
    await expect(store.exclusively(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(openFolderStore(hand, { patience: 0 }).exclusively(async () => 1)).resolves.toBe(1);
  });

  test.each([
    ['a process that is gone', () => ({ pid: 2 ** 22 + 1 })],
    ['an earlier process of the same pid', () => ({ start: 'long ago' })],
  ])('left by %s is taken over', async (_, change) => {
    await openFolderStore(hand).exclusively(async () => {
      const file = join(hand, lockFiles()[0] ?? '');
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change() }));
      await expect(outside(() => openFolderStore(hand, { patience: 0 }).exclusively(async () => 1))).resolves.toBe(1);
    });
    expect(lockFiles()).toHaveLength(1);
  });

  test.runIf(process.platform === 'linux')(
    'left by a killed process is taken over, and what it left half-written is removed',
    async () => {
      mkdirSync(join(hand, 'samples'), { recursive: true });
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await new Promise((up) => child.stdout.once('data', up));
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
      const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      await openFolderStore(hand).exclusively(async () => {
        const file = join(hand, lockFiles()[0] ?? '');
        const { place } = JSON.parse(readFileSync(file, 'utf8'));
        writeFileSync(join(hand, '.lock-2'), JSON.stringify({ pid: child.pid, start, place }));
      });
      writeFileSync(join(hand, 'samples', '.tmp-1-abc'), 'half');
      const store = openFolderStore(hand, { patience: 100 });
      await expect(store.addSamples([sample('1', 1)])).rejects.toMatchObject({ code: 'busy' });
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      await store.addSamples([sample('1', 1)]);
      expect(readdirSync(join(hand, 'samples'))).toEqual(['000001_1.png']);
    },
  );

  const lockFiles = () => readdirSync(hand).filter((name) => name.startsWith('.lock-'));
});

/** Runs work outside the async context of the caller, so that the caller's lock is not its own. */
function outside<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    queue.push(() => work().then(resolve, reject));
  });
}
const queue: (() => void)[] = [];
setInterval(() => {
  for (const run of queue.splice(0)) run();
}, 5).unref();
