// Which worker does what, and what becomes of one that never begins; workers that are none stand in.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Job, openWorkerPool } from '../../src/browser/local/worker-pool.js';
import type { FromWorker, ToWorker } from '../../src/browser/workers/worker-messages.js';

class FakeWorker {
  readonly told: ToWorker[] = [];
  onmessage?: (event: { data: FromWorker }) => void;
  ended = false;

  postMessage(message: ToWorker): void {
    this.told.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message });
  }
}

let started: FakeWorker[];
let warned: string[];
const pool = () =>
  openWorkerPool(
    () => {
      const worker = new FakeWorker();
      started.push(worker);
      return worker as unknown as Worker;
    },
    (line) => warned.push(line),
  );
const reading = (id: number): Job => ({
  task: {
    kind: 'read',
    reader: { key: 'shipped', name: 'the shipped reader' },
    picture: { source: new Blob(), name: `${id}.png`, id },
    edits: [],
    options: {},
  },
  again: true,
});

beforeEach(() => {
  started = [];
  warned = [];
  vi.useFakeTimers();
  // Without locks.
  vi.stubGlobal('navigator', {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a worker that never begins is started once more, and then told', async () => {
  const workers = pool();
  const outcome = workers.run(reading(1)).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(started.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(started.map(({ ended }) => ended)).toEqual([true, false]);
  expect(warned).toEqual([expect.stringContaining('started again')]);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await outcome).toMatchObject({ code: 'failed', message: expect.stringContaining('twice over this page') });
});

test('one that has begun may take its time', async () => {
  const workers = pool();
  const outcome = workers.run(reading(1));
  started[0]!.say({ ready: true });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(started.length).toBe(1);
  started[0]!.say({ done: 'read' });
  expect(await outcome).toBe('read');
});

test('a picture that is read again goes to the worker that had it', async () => {
  const workers = pool();
  const first = [workers.run(reading(1), 2), workers.run(reading(2), 2)];
  expect(started.length).toBe(2);
  for (const worker of started) {
    worker.say({ ready: true });
    worker.say({ done: null });
  }
  await Promise.all(first);
  const again = workers.run(reading(2), 2);
  expect(started.map(({ told }) => told.filter((message) => 'task' in message).length)).toEqual([1, 2]);
  started[1]!.say({ done: null });
  await again;
  workers.close();
});
