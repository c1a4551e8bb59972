// Workers that do tasks. One that dies is noticed, since the browser then lets go of the lock that it held; it is
// started again, and said.
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { packed, unpacked } from '../../learn/thread/pass-error.js';
import type { FromWorker, PostedReader, Task, ToWorker } from '../workers/worker-messages.js';
import { modelAddresses } from './model-addresses.js';

/** A task, and what the worker may ask for meanwhile. */
export interface Job {
  /** What is to be done. */
  readonly task: Task;
  /** The store that it may ask. */
  readonly store?: HandStore;
  /** Functions that it may call. */
  readonly callbacks?: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Whether it may be done once more where a worker died over it: it writes nothing. */
  readonly again: boolean;
  /** Called before each answer of the store is given, with the method that was called. */
  readonly onStore?: (method: string) => void;
}

/** Workers, started when they are needed. */
export interface WorkerPool {
  /** Does a job on one of at most `most` workers. Throws OwnhandError. */
  run(job: Job, most?: number): Promise<unknown>;
  /** Ends the worker that is at this job, and forgets the job; its promise stays as it is. */
  drop(job: Job): Promise<void>;
  /** Ends all workers. */
  close(): void;
}

interface Waiting {
  readonly job: Job;
  readonly done: (value: unknown) => void;
  readonly failed: (error: Error) => void;
  deaths: number;
}

interface Hired {
  readonly worker: Worker;
  /** Ends it where it does not begin. */
  readonly late: ReturnType<typeof setTimeout>;
  /** Ends the wait for the worker's death. */
  readonly watch: AbortController;
  /** The reader that it has. */
  reader?: string;
  /** The picture that it had last: one that is read again is not decoded and looked at again. */
  picture?: number;
  at?: Waiting;
  /** What was asked of the store and is on its way. */
  asked: Promise<unknown>;
}

/** A worker that has not begun after so many milliseconds has ended, or its files cannot be loaded. Set by eye. */
const PATIENCE = 60_000;

/**
 * Workers of one kind.
 * @param startWorker starts one
 * @param warn is told of workers that were started again
 */
export function openWorkerPool(startWorker: () => Worker, warn: (line: string) => void): WorkerPool {
  const hired = new Set<Hired>();
  let queue: Waiting[] = [];
  let most = 1;

  function start(): Hired {
    const worker = startWorker();
    const late = setTimeout(() => died(one, ''), PATIENCE);
    const one: Hired = { worker, late, watch: new AbortController(), asked: Promise.resolve() };
    const lock = globalThis.navigator.locks ? `ownhand worker ${crypto.randomUUID()}` : undefined;
    worker.onmessage = (event: MessageEvent<FromWorker>) => hear(one, event.data, lock);
    worker.onerror = (event) => {
      event.preventDefault?.();
      died(one, event.message);
    };
    say(one, { start: { models: modelAddresses(), ...(lock && { lock }) } });
    hired.add(one);
    return one;
  }

  const say = ({ worker }: Hired, message: ToWorker): void => worker.postMessage(message);

  function hear(one: Hired, message: FromWorker, lock: string | undefined): void {
    if ('ready' in message) {
      clearTimeout(one.late);
      if (!lock) return;
      navigator.locks.request(lock, { signal: one.watch.signal }, () => died(one, '')).catch(() => {});
    } else if ('ask' in message) one.asked = answer(one, message.ask, message.method, message.args);
    else if ('callback' in message) one.at?.job.callbacks?.[message.callback]?.(...(message.args as never[]));
    else {
      const { at } = one;
      delete one.at;
      if ('done' in message) at?.done(message.done);
      else at?.failed(unpacked(message.failed));
      next();
    }
  }

  async function answer(one: Hired, ask: number, method: keyof HandStore, args: readonly unknown[]): Promise<void> {
    const { at } = one;
    let told: ToWorker;
    try {
      at?.job.onStore?.(method);
      const call = at?.job.store?.[method] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined;
      told = { answer: ask, value: await call?.(...args) };
    } catch (error) {
      told = { answer: ask, failed: packed(error) };
    }
    if (hired.has(one)) say(one, told);
  }

  function end(one: Hired): void {
    hired.delete(one);
    clearTimeout(one.late);
    one.watch.abort();
    one.worker.terminate();
  }

  function died(one: Hired, why: string): void {
    if (!hired.has(one)) return;
    end(one);
    const { at } = one;
    if (at?.job.again && at.deaths === 0 && !why) {
      at.deaths++;
      warn('a worker of ownhand ended by itself; it was started again, and the page is read once more');
      queue.unshift(at);
    } else if (at) {
      void one.asked.then(() => at.failed(why ? notStarted(why) : ended(at.job)));
    }
    next();
  }

  function next(): void {
    while (queue.length > 0) {
      const waiting = queue[0]!;
      const idle = [...hired].filter((one) => !one.at);
      const { task } = waiting.job;
      const picture = 'picture' in task ? task.picture.id : undefined;
      const having = picture === undefined ? undefined : idle.find((one) => one.picture === picture);
      const knowing = idle.find((one) => one.reader === readerOf(task)?.key);
      const one = having ?? knowing ?? idle[0] ?? (hired.size < most ? start() : undefined);
      if (!one) return;
      queue.shift();
      one.at = waiting;
      if (picture !== undefined) one.picture = picture;
      say(one, { task: forWorker(one, task) });
    }
  }

  /** The task without a checkpoint that the worker has already. */
  function forWorker(one: Hired, task: Task): Task {
    const reader = readerOf(task);
    if (!reader) return task;
    const knows = one.reader === reader.key;
    one.reader = reader.key;
    const { bytes, ...others } = reader;
    return knows && bytes ? ({ ...task, reader: others } as Task) : task;
  }

  return {
    run(job, atMost = 1) {
      most = Math.max(most, atMost);
      return new Promise((done, failed) => {
        queue.push({ job, done, failed, deaths: 0 });
        next();
      });
    },
    async drop(job) {
      queue = queue.filter((waiting) => waiting.job !== job);
      for (const one of hired) {
        if (one.at?.job !== job) continue;
        end(one);
        await one.asked;
      }
      next();
    },
    close() {
      for (const one of hired) {
        end(one);
        one.at?.failed(new OwnhandError('aborted', 'Stopped; the hand was closed.'));
      }
      for (const waiting of queue) waiting.failed(new OwnhandError('aborted', 'Stopped; the hand was closed.'));
      queue = [];
    },
  };
}

const readerOf = (task: Task): PostedReader | undefined => ('reader' in task ? task.reader : undefined);

function notStarted(why: string): OwnhandError {
  return new OwnhandError(
    'failed',
    `the worker of ownhand failed: ${why}; serve its files beside each other, and let worker-src allow them`,
  );
}

function ended({ again }: Job): OwnhandError {
  const what = again
    ? 'a worker of ownhand ended by itself, twice over this page; is it too large for this device?'
    : 'the worker ended by itself; what was saved by then is kept, try again';
  return new OwnhandError('failed', what);
}
