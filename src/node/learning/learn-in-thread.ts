// Learning in a thread of its own, so that a server keeps answering meanwhile. The store stays here: the thread asks
// for what it needs of it. A signal ends the thread at once; nothing that was half learned is left behind.
import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import type { HandStore, NewSample } from '../../hand/store.js';
import { learn, rebuild } from '../../learn/learn-hand.js';
import type { LearnOptions, LearnResult } from '../../learn/learn-step.js';
import type { FromThread, LearnJob, StoreMethod, ToThread } from '../../learn/thread/learn-messages.js';
import { packed, unpacked } from '../../learn/thread/pass-error.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { createEngine } from '../engine/node-engine.js';
import { threadFile } from '../engine/thread-file.js';
import { modelsPlace } from '../models/models-place.js';
import { shipped } from '../models/shipped.js';

/** Milliseconds for which a thread waits for another job: what it knows of the base makes that one faster. */
const IDLE_MS = 30_000;
/** Milliseconds for which one waits that was got ready: a person looks at the page first. Set by eye. */
const READY_MS = 600_000;

/** Threads that wait for a job, and what ends them. */
const idle = new Map<Worker, NodeJS.Timeout>();

/** A function among the options, which is called on the way. */
type AnyFunction = (...args: never[]) => unknown;

/**
 * Learns samples in a thread, or without them remakes the current checkpoint, as `learn` and `rebuild` of the core do.
 * Where a program has been bundled without the thread's file, it happens in this one.
 */
export async function learnInThread(
  store: HandStore,
  samples: readonly NewSample[] | undefined,
  options: LearnOptions,
): Promise<LearnResult> {
  const { signal, ...others } = options;
  throwIfStopped(signal, 'Stopped; nothing was saved or learned.');
  const file = threadFile('./learn-thread.js', import.meta.url);
  if (!file) {
    if (samples === undefined) return rebuild(store, await shipped(), createEngine, options);
    return learn(store, await shipped(), createEngine, samples, options);
  }
  const callbacks = Object.entries(others).filter(([, value]) => typeof value === 'function');
  const plain = Object.fromEntries(Object.entries(others).filter(([, value]) => typeof value !== 'function'));
  const job: LearnJob = {
    ...(samples && { samples }),
    name: store.name,
    options: plain,
    callbacks: callbacks.map(([name]) => name),
  };
  return store.exclusively(async () => {
    // Another writer may have kept this one waiting for long.
    throwIfStopped(signal, 'Stopped; nothing was saved or learned.');
    const [waiting] = idle.keys();
    const worker = waiting ?? start(file);
    clearTimeout(idle.get(worker));
    idle.delete(worker);
    return runJob(worker, store, job, Object.fromEntries(callbacks) as Record<string, AnyFunction>, signal);
  });
}

/** Gets a thread ready to learn, so that the first samples are learned as fast as later ones. */
export async function prepareThread(): Promise<void> {
  const file = threadFile('./learn-thread.js', import.meta.url);
  if (!file || idle.size > 0) return;
  const worker = start(file);
  const isReady = await new Promise<boolean>((settled) => {
    worker.once('message', () => settled(true));
    worker.once('exit', () => settled(false));
    worker.postMessage({ prepare: true } satisfies ToThread);
  });
  if (isReady) rest(worker, READY_MS);
}

function start(file: URL): Worker {
  const worker = new Worker(file, { workerData: modelsPlace(), execArgv: [] });
  // A thread that fails while it waits must not bring the program down.
  worker.on('error', () => {});
  worker.on('exit', () => idle.delete(worker));
  return worker;
}

function runJob(
  worker: Worker,
  store: HandStore,
  job: LearnJob,
  callbacks: Readonly<Record<string, AnyFunction>>,
  signal: StopSignal | undefined,
): Promise<LearnResult> {
  return new Promise((resolve, reject) => {
    let writing: Promise<unknown> = Promise.resolve();
    let saved = false;
    // What is being written last is written to its end: a checkpoint that is in use without an entry would be worse.
    let settling = false;
    let ended = false;

    const end = (keep: boolean, tell: () => void): void => {
      if (ended) return;
      ended = true;
      worker.off('message', hear);
      worker.off('error', fail);
      worker.off('exit', exited);
      signal?.removeEventListener('abort', stop);
      if (keep) rest(worker);
      else void worker.terminate();
      // The store is let go of when nothing is on its way to it any more.
      void writing.then(tell, tell);
    };
    const fail = (error: unknown) => end(false, () => reject(error));
    const exited = () => fail(new Error('the learning thread ended'));
    function stop(): void {
      if (settling) return;
      end(false, () => {
        try {
          throwIfStopped(
            signal,
            saved ? 'Stopped; the samples are saved, nothing was learned.' : 'Stopped; nothing was saved or learned.',
          );
        } catch (error) {
          reject(error);
        }
      });
    }
    const answer = async (ask: number, method: StoreMethod, args: readonly unknown[]): Promise<void> => {
      let told: ToThread;
      try {
        if (method === 'addCheckpoint' || method === 'append') settling = true;
        const value = await (store[method] as (...given: readonly unknown[]) => Promise<unknown>)(...args);
        if (method === 'addSamples') saved = true;
        told = { answer: ask, value };
      } catch (error) {
        told = { answer: ask, failed: packed(error) };
      }
      if (!ended) worker.postMessage(told);
    };
    // The store knows by the context of a call that it comes from within its own exclusive work.
    const hear = AsyncResource.bind((message: FromThread): void => {
      if ('ask' in message) writing = answer(message.ask, message.method, message.args);
      else if ('callback' in message) {
        try {
          callbacks[message.callback]?.(...(message.args as never[]));
        } catch (error) {
          fail(error);
        }
      } else if ('result' in message) end(true, () => resolve(message.result));
      else if ('failed' in message) end(true, () => reject(unpacked(message.failed)));
    });

    worker.ref();
    worker.on('message', hear);
    worker.on('error', fail);
    worker.on('exit', exited);
    signal?.addEventListener('abort', stop);
    worker.postMessage({ job } satisfies ToThread);
  });
}

/** A thread that has done its job waits for another one; it keeps no process alive. */
function rest(worker: Worker, time = IDLE_MS): void {
  worker.unref();
  const end = setTimeout(() => {
    if (idle.delete(worker)) void worker.terminate();
  }, time);
  idle.set(worker, end.unref());
}
