// Reading many pages and learning leave the caller's thread free (needs a build).
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type * as Ownhand from '../../src/node/index.js';
import { memoryStore } from '../hand/memory-store.js';
import { slice } from '../slice.js';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'dist/node/index.js');
const isBuilt = existsSync(built);
const ownhand = isBuilt ? ((await import(pathToFileURL(built).href)) as typeof Ownhand) : undefined!;
const page = readFileSync(join(root, 'examples/page.png'));
const truth = readFileSync(join(root, 'examples/page.txt'), 'utf8').trim();

/** A strip of the page that takes little to read, and whose line is known. */
async function strips(): Promise<readonly { readonly picture: Uint8Array; readonly text: string }[]> {
  const hand = ownhand.openHand(memoryStore());
  const reading = await ownhand.read(hand, page);
  await hand.close();
  return Promise.all(
    reading.lines.slice(0, 3).map(async (line) => {
      const boxes = line.numbers.map(({ box }) => box);
      const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - 30);
      const bottom = Math.min(reading.height, Math.max(...boxes.map(({ y, h }) => y + h)) + 30);
      const area = { left: 0, width: reading.width, top, height: bottom - top };
      return { picture: await sharp(page).extract(area).png().toBuffer(), text: line.text };
    }),
  );
}

async function examples() {
  return (await ownhand.readLabelledFolders([join(root, 'examples/hand')], false)).samples;
}

describe.skipIf(!isBuilt)('many pages', () => {
  test('come in order, with those that cannot be read, whatever order they are ready in', async () => {
    const hand = ownhand.openHand(memoryStore());
    const few = await strips();
    const inputs = [page, few[0]!.picture, join(root, 'no-such.png'), new File(['no'], 'notes.txt'), few[1]!.picture];
    const ready: number[] = [];
    const pages = [];
    for await (const each of ownhand.readAll(hand, inputs, { threads: 2, onPage: ({ index }) => ready.push(index) }))
      pages.push(each);
    expect(pages.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect([...ready].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(pages.map((each) => ('reading' in each ? each.reading.text : each.error.code))).toEqual([
      truth,
      few[0]!.text,
      'not-found',
      'not-an-image',
      few[1]!.text,
    ]);
    expect(pages[3]!.name).toBe('notes.txt');
    await hand.close();
  });

  test('are taken one by one from a source that waits for answers', async () => {
    const hand = ownhand.openHand(memoryStore());
    const few = await strips();
    let answer: () => void = () => {};
    async function* source() {
      for (const { picture } of few) {
        const answered = new Promise<void>((resolve) => {
          answer = resolve;
        });
        yield picture;
        await answered;
      }
    }
    const texts: string[] = [];
    for await (const each of ownhand.readAll(hand, source())) {
      if ('reading' in each) texts.push(each.reading.text);
      answer();
    }
    expect(texts).toEqual(few.map(({ text }) => text));
    await hand.close();
  });

  test('are not all asked for at once', async () => {
    const hand = ownhand.openHand(memoryStore());
    const [strip] = await strips();
    let asked = 0;
    function* source() {
      for (; asked < 12; ) {
        asked++;
        yield strip!.picture;
      }
    }
    let given = 0;
    for await (const _ of ownhand.readAll(hand, source(), { threads: 1 })) {
      given++;
      expect(asked - given).toBeLessThan(6);
    }
    expect(given).toBe(12);
    await hand.close();
  });

  test('stop at the signal, also while the next picture is waited for', async () => {
    const hand = ownhand.openHand(memoryStore());
    const aborted = { name: 'AbortError', code: 'aborted' };
    const never = async function* () {
      yield page;
      await new Promise(() => {});
    };
    for (const source of [Array.from({ length: 20 }, () => page), never()]) {
      const controller = new AbortController();
      let given = 0;
      const read = (async () => {
        for await (const _ of ownhand.readAll(hand, source, { signal: controller.signal })) given++;
      })();
      read.catch(() => {});
      while (given === 0) await new Promise((next) => setTimeout(next, 5));
      const before = given;
      controller.abort();
      await expect(read).rejects.toMatchObject(aborted);
      // Nothing is waited for: not for the page that is being read, and not for the picture that never comes.
      expect(given).toBe(before);
    }
    await expect(ownhand.readAll(hand, [page], { signal: AbortSignal.abort() }).next()).rejects.toMatchObject(aborted);
    await hand.close();
  });
});

describe.skipIf(!isBuilt)('learning', () => {
  test('stops at the signal; what was saved stays, and the hand can be learned after that', async () => {
    const store = memoryStore();
    const hand = ownhand.openHand(store);
    const samples = await examples();
    const controller = new AbortController();
    let steps = 0;
    const onProgress = () => {
      steps++;
      controller.abort();
    };
    const learning = ownhand.learn(hand, samples, { force: true, onProgress, signal: controller.signal });
    await expect(learning).rejects.toMatchObject({ name: 'AbortError', message: expect.stringContaining('are saved') });
    expect(steps).toBe(1);
    expect((await store.journal()).map(({ event }) => event)).toEqual(['samples']);
    expect(await store.checkpoints()).toEqual([]);
    const suspects: unknown[] = [];
    const saved: unknown[] = [];
    const options = { force: true, onSuspects: () => suspects.push(1), onSaved: () => saved.push(1) };
    expect(await ownhand.learn(hand, [], options)).toMatchObject({ learned: true, checkpoint: 1 });
    expect([suspects.length, saved.length]).toEqual([1, 0]);
    await hand.close();
  });

  test('fails as the store and the learner fail', async () => {
    const store = { ...memoryStore('a full one'), addSamples: () => Promise.reject(new Error('no room')) };
    await expect(ownhand.learn(ownhand.openHand(store), await examples())).rejects.toThrow('no room');
    await expect(ownhand.learn(ownhand.openHand(memoryStore()), [])).rejects.toMatchObject({ code: 'empty' });
    const onSaved = () => {
      throw new Error('the caller fails');
    };
    const hand = ownhand.openHand(memoryStore());
    await expect(ownhand.learn(hand, await examples(), { onSaved })).rejects.toThrow('the caller fails');
  });
});

/** An idle thread that measures how late the machine itself lets it run; `end` gives the 99th percentile. */
function openControl(): { readonly end: () => Promise<number> } {
  const code = `
    const { monitorEventLoopDelay } = require('node:perf_hooks');
    const { parentPort } = require('node:worker_threads');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    parentPort.once('message', () => parentPort.postMessage(delay.percentile(99) / 1e6));`;
  const worker = new Worker(code, { eval: true });
  return {
    async end() {
      worker.postMessage('end');
      const [late] = (await once(worker, 'message')) as [number];
      await worker.terminate();
      return late;
    },
  };
}

test.skipIf(!isBuilt)(
  'a server keeps answering while it reads pages and learns',
  async () => {
    const hand = ownhand.openHand(memoryStore());
    const samples = await examples();
    const pages = Array.from({ length: slice(100, 6) }, () => page);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const control = openControl();
    const learning = ownhand.learn(hand, samples, { force: true });
    let read = 0;
    for await (const each of ownhand.readAll(hand, pages)) read += 'reading' in each ? 1 : 0;
    await learning;
    delay.disable();
    expect(read).toBe(pages.length);
    // The histogram counts from one tick to the next: what is above the resolution is delay. On a machine with more to
    // do than it has cores, even a thread that does nothing runs late.
    const idle = await control.end();
    const late = delay.percentile(99) / 1e6;
    expect(late - 5, `an idle thread: ${idle} ms`).toBeLessThan(Math.max(50, 3 * idle));
    await hand.close();
  },
  300_000,
);
