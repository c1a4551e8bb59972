// Reads many pages on all cores: each page is decoded and read in a thread of its own, in which the hand's model lives
// once. A page that brings its thread down costs nothing but itself.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, OwnhandError } from '../../error.js';
import type { PageEdit } from '../../hand/page-edits.js';
import type { Checkpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { threadFile } from '../engine/thread-file.js';
import { type ModelsPlace, modelsPlace } from '../models/models-place.js';
import { decode } from '../picture/decode.js';
import type { Picture } from '../picture/picture-input.js';
import { type PageReading, readDecoded } from './read-picture.js';

/** What to read, and what messages call it. */
export interface PageJob {
  /** What messages call the picture. */
  readonly name: string;
  /** A file's path, or its bytes. */
  readonly picture: Picture;
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
  /** Ends the threads once all pages are read that wait. */
  closeWhenDone(): Promise<void>;
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
export async function openThreadReader(checkpoint: Checkpoint, threads: number): Promise<PageReader> {
  if (pageThread()) return readInThreads(checkpoint, Math.min(threads, MOST_THREADS));
  const model = await Model.open(checkpoint, createEngine, { threads: 1 });
  return { ...readHere(model), close: async () => model.close(), closeWhenDone: async () => model.close() };
}

const pageThread = () => threadFile('./page-thread.js', import.meta.url);

function readHere(model: Model): PageReader {
  return {
    ahead: 2, // sharp decodes in threads of its own
    read: ({ name, picture, edits }) =>
      decode(picture, { name })
        .then((decoded) => readDecoded(decoded, model, edits))
        .catch((error: unknown) => {
          throw asOwnhandError(name, error);
        }),
    close: async () => {},
    closeWhenDone: async () => {},
  };
}

/** What a thread is started with. */
export interface PageThreadStart {
  /** The reader's. */
  readonly checkpoint: Checkpoint;
  /** Where the models are that help it. */
  readonly models: ModelsPlace;
}

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly page: PageReading }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } };

interface Waiting {
  readonly job: PageJob;
  readonly done: (page: PageReading) => void;
  readonly failed: (error: OwnhandError) => void;
}

function readInThreads(checkpoint: Checkpoint, threads: number): PageReader {
  const queue: Waiting[] = [];
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();

  function start(): Worker {
    const worker = new Worker(pageThread()!, {
      workerData: { checkpoint, models: modelsPlace() } satisfies PageThreadStart,
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

  function next(): void {
    if (queue.length === 0 && busy.size === 0) whenDone?.();
    while (queue.length > 0) {
      const worker = idle.pop() ?? (all.size < threads ? start() : undefined);
      if (worker === undefined) return;
      const waiting = queue.shift()!;
      busy.set(worker, waiting);
      worker.ref();
      worker.postMessage(waiting.job);
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
        queue.push({ job, done, failed });
        next();
      }),
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
