// Reads many pages on all cores: each page is decoded and read in a thread of its own, in which the hand's model lives
// once. A page that brings its thread down costs nothing but itself.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, OwnhandError } from '../../error.js';
import type { PageEdit } from '../../hand/page-edits.js';
import type { ReadingOptions } from '../../many-pages.js';
import type { Checkpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { threadFile } from '../engine/thread-file.js';
import { type ModelsPlace, modelsPlace } from '../models/models-place.js';
import { type KeptPicture, keptPages } from './kept-pages.js';
import { type PageReading, readDecoded } from './read-picture.js';

/** What to read, and what messages call it. */
export interface PageJob extends KeptPicture, ReadingOptions {
  /** Whether the decoded page's pixels are wanted too; without them its data may come back empty. */
  readonly pixels: boolean;
  /** What a person has put right on it, boxes in pixels of the full page. */
  readonly edits: readonly PageEdit[];
}

/** Reads pages, several at once where that is worth it. */
export interface PageReader {
  /** Pages worth having in hand at once. */
  readonly ahead: number;
  /** Reads a page as soon as a thread is free, in the order of the calls. Throws OwnhandError, never anything else. */
  read(job: PageJob): Promise<PageReading>;
  /** Ends the threads; pages that wait are not read any more. */
  close(): Promise<void>;
}

/** A reader whose hand may learn: pages that are given from then on are read with another checkpoint. */
export interface LearningReader extends PageReader {
  /** Ends the threads once all pages are read that wait. */
  closeWhenDone(): Promise<void>;
  /** Reads what comes with this checkpoint. Throws OwnhandError. */
  use(checkpoint: Checkpoint): Promise<void>;
}

/** Fewer pages are read sooner here than threads have started. */
const WORTH_THREADS = 4;
const MOST_THREADS = 16;

/** A reader for `pages` pages with a model's checkpoint; `threads` at most. */
export function openPageReader(model: Model, pages: number, threads = availableParallelism()): PageReader {
  const useful = Math.min(threads, pages, MOST_THREADS);
  return pages < WORTH_THREADS || useful < 2 || !pageThread()
    ? readHere(model)
    : readInThreads(model.checkpoint, useful);
}

/** A reader whose pages are all read in threads, so that this one stays free, unless a bundled program has none. */
export async function openThreadReader(checkpoint: Checkpoint, threads: number): Promise<LearningReader> {
  if (pageThread()) return readInThreads(checkpoint, Math.min(threads, MOST_THREADS));
  const open = (weights: Checkpoint) => Model.open(weights, createEngine, { threads: 1 });
  const models = [await open(checkpoint)];
  const decoded = keptPages();
  const close = async (): Promise<void> => {
    for (const model of models) model.close();
  };
  return {
    ...readHere(models[0]!),
    read: (job) => readHere(models.at(-1)!, decoded).read(job),
    async use(weights) {
      models.push(await open(weights));
    },
    close,
    closeWhenDone: close,
  };
}

const pageThread = () => threadFile('./page-thread.js', import.meta.url);

function readHere(model: Model, decoded = keptPages()): PageReader {
  return {
    ahead: 2, // sharp decodes in threads of its own
    read: (job) =>
      decoded(job)
        .then((page) => readDecoded(page, model, job))
        .catch((error: unknown) => {
          throw asOwnhandError(job.name, error);
        }),
    close: async () => {},
  };
}

/** What a thread is started with. */
export interface PageThreadStart {
  /** Where the models are that help it. */
  readonly models: ModelsPlace;
}

/** What a thread is told. */
export interface ToThread {
  /** The reader's, where it is another one than before. */
  readonly checkpoint?: Checkpoint;
  /** What it is to read. */
  readonly job: PageJob;
}

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly page: PageReading }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } };

interface Waiting {
  readonly job: PageJob;
  readonly checkpoint: Checkpoint;
  readonly done: (page: PageReading) => void;
  readonly failed: (error: OwnhandError) => void;
}

function readInThreads(first: Checkpoint, threads: number): LearningReader {
  let current = first;
  const queue: Waiting[] = [];
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  /** What each thread has read with, and the page that it has read, last. */
  const last = new WeakMap<Worker, Waiting>();

  function start(): Worker {
    const worker = new Worker(pageThread()!, {
      workerData: { models: modelsPlace() } satisfies PageThreadStart,
      execArgv: [],
    });
    all.add(worker);
    worker.on('message', (answer: ThreadAnswer) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      // A thread that waits for pages keeps no process alive.
      worker.unref();
      if ('page' in answer) waiting?.done(answer.page);
      else waiting?.failed(new OwnhandError(answer.error.code, answer.error.message));
      next();
    });
    let reason: unknown = new Error('its thread ended');
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      const waiting = busy.get(worker);
      busy.delete(worker);
      waiting?.failed(asOwnhandError(waiting.job.name, reason));
      next();
    });
    return worker;
  }

  let whenDone: (() => void) | undefined;

  /** A thread for a job: the one that has read the same page last, or else any. */
  function threadFor({ keep }: PageJob): Worker | undefined {
    const knows = keep === undefined ? -1 : idle.findIndex((worker) => last.get(worker)?.job.keep === keep);
    if (knows >= 0) return idle.splice(knows, 1)[0];
    return idle.pop() ?? (all.size < threads ? start() : undefined);
  }

  function next(): void {
    if (queue.length === 0 && busy.size === 0) whenDone?.();
    while (queue.length > 0) {
      const worker = threadFor(queue[0]!.job);
      if (worker === undefined) return;
      const waiting = queue.shift()!;
      const { job, checkpoint } = waiting;
      const isNew = last.get(worker)?.checkpoint !== checkpoint;
      busy.set(worker, waiting);
      last.set(worker, waiting);
      worker.ref();
      worker.postMessage({ job, ...(isNew && { checkpoint }) } satisfies ToThread);
    }
  }

  async function close(): Promise<void> {
    queue.length = 0;
    await Promise.all([...all].map((worker) => worker.terminate()));
  }

  return {
    ahead: threads + 2,
    read: (job) =>
      new Promise((done, failed) => {
        queue.push({ job, checkpoint: current, done, failed });
        next();
      }),
    async use(checkpoint) {
      current = checkpoint;
    },
    close,
    closeWhenDone: () =>
      new Promise((closed) => {
        whenDone = () => void close().then(closed);
        next();
      }),
  };
}

/** One picture that trips the reader up must not stop the others. */
export function asOwnhandError(name: string, error: unknown): OwnhandError {
  if (error instanceof OwnhandError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `${name}: the reader failed on it: ${reason}`, { cause: error });
}
