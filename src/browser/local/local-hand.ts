// A hand whose work this page's workers do: some that read, and one that writes. The store stays in the page.
import type { EquationsReading } from '../../equations/equations-reading.js';
import { OwnhandError } from '../../error.js';
import type { PageEdit } from '../../hand/page-edits.js';
import { madeBy } from '../../hand/parent.js';
import type { HandStore } from '../../hand/store.js';
import { switchBack, switchTo } from '../../hand/switch-checkpoint.js';
import type { Evaluation } from '../../insight/evaluate.js';
import type { AskedGlyph } from '../../insight/glyphs-to-ask.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult } from '../../learn/learn-step.js';
import type { ReadGlyph, Reading } from '../../reading.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { type AnyPicture, type Hand, type HandOptions, setWorks, type Works } from '../browser-hand.js';
import { isServedPhoto, type PictureInput } from '../picture-source.js';
import { openIndexedStore } from '../store/indexed-store.js';
import type { PostedPicture, PostedReader, Task } from '../workers/worker-messages.js';
import { type PictureOptions, toPosted } from './posted-picture.js';
import { startReader, startWriter } from './start-worker.js';
import { type Job, openWorkerPool, type WorkerPool } from './worker-pool.js';

const NOTHING_READ = 'Stopped; nothing was read.';
const NOTHING_SAVED = 'Stopped; nothing was saved or learned.';
const NOTHING_LEARNED = 'Stopped; the samples are saved, nothing was learned.';

/** The hand used where none is named. */
const DEFAULT_HAND = 'default';

/**
 * Opens a hand that this browser keeps under a name, the one named `default`, or one of a store of your own. A hand
 * that does not exist is an empty one; nothing is written before it learns.
 */
export function openHand(place: string | HandStore = DEFAULT_HAND, { warn = () => {} }: HandOptions = {}): Hand {
  const store = typeof place === 'string' ? openIndexedStore(place) : place;
  const readers = openWorkerPool(startReader, warn);
  const writer = openWorkerPool(startWriter, warn);
  const hand: Hand = {
    name: store.name,
    store,
    async close() {
      readers.close();
      writer.close();
    },
  };
  return setWorks(hand, localWorks(store, readers, writer));
}

function localWorks(store: HandStore, readers: WorkerPool, writer: WorkerPool): Works {
  const simple = async (pool: WorkerPool, task: Task): Promise<unknown> => pool.run({ task, again: true });
  /** Learning, importing: one after the other, and alone with the hand. */
  const alone = turns();

  async function ofPicture(
    picture: AnyPicture,
    options: PictureOptions & { readonly signal?: StopSignal },
    task: (reader: PostedReader, picture: PostedPicture, edits: readonly PageEdit[]) => Task,
    most: number,
  ): Promise<unknown> {
    const { signal } = options;
    throwIfStopped(signal, NOTHING_READ);
    const input = await asInput(picture);
    const [posted, reader, edits] = await Promise.all([
      toPosted(input, options),
      readerOf(store),
      editsOf(store, input, options.page),
    ]);
    throwIfStopped(signal, NOTHING_READ);
    const work = readers.run({ task: task(reader, posted, edits), again: true }, most);
    return signal ? untilStopped(work, signal) : work;
  }

  return {
    ahead: Math.min(4, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)),
    read: async (picture, { careful = false, print = false, ...options }, most) =>
      (await ofPicture(
        picture,
        options,
        (reader, posted, edits) => ({ kind: 'read', reader, picture: posted, edits, options: { careful, print } }),
        most,
      )) as Reading,
    readBoxes: async (picture, boxes, options) =>
      (await ofPicture(
        picture,
        options,
        (reader, posted) => ({ kind: 'boxes', reader, picture: posted, boxes }),
        1,
      )) as readonly (ReadGlyph | null)[],
    prepare: async () => {
      await simple(writer, { kind: 'prepare' });
    },
    async readEquations(picture, { edits = [], ...options }) {
      const samples = (await store.samples()).map(({ label, picture: own }) => ({ label, picture: own }));
      return (await ofPicture(
        picture,
        options,
        (_, posted) => ({ kind: 'equations', picture: posted, samples, edits }),
        1,
      )) as EquationsReading;
    },
    learn: (samples, options) => {
      throwIfStopped(options.signal, NOTHING_SAVED);
      return alone(() => store.exclusively(() => learnIn(writer, store, samples, options)));
    },
    evaluate: async (samples) =>
      (await simple(writer, { kind: 'evaluate', reader: await readerOf(store), samples })) as Evaluation,
    suspects: async () =>
      (await simple(writer, { kind: 'suspects', samples: await store.samples() })) as readonly SuspectLabel[],
    ask: async (readings, count) =>
      (await simple(writer, {
        kind: 'ask',
        readings,
        samples: await store.samples(),
        count,
      })) as readonly AskedGlyph[],
    use: (checkpoint) => alone(() => switchTo(store, checkpoint, 'use')),
    undo: () => alone(() => switchBack(store)),
    exportHand: async (pictures, warn) =>
      (await writer.run({
        task: { kind: 'export', hand: store.name, pictures, callbacks: ['warn'] },
        store,
        callbacks: { warn },
        again: true,
      })) as Blob,
    importHand: (file) =>
      alone(() =>
        store.exclusively(async () => {
          const name = file instanceof File ? file.name : 'the file';
          await writer.run({ task: { kind: 'import', hand: store.name, file, name }, store, again: false });
        }),
      ),
  };
}

/** A picture that lies elsewhere is brought here. */
async function asInput(picture: AnyPicture): Promise<PictureInput> {
  return isServedPhoto(picture) ? picture.blob() : picture;
}

/** What the hand keeps of a photo; for one that keeps nothing of any, nothing is loaded and nothing hashed. */
async function editsOf(store: HandStore, picture: PictureInput, page?: number): Promise<readonly PageEdit[]> {
  const journal = await store.journal();
  if (!journal.some(({ event }) => event === 'page')) return [];
  return (await import('./photo-edits.js')).photoEdits(journal, picture, page);
}

/** The reader in use. Its name changes where another one takes its number. */
async function readerOf(store: HandStore): Promise<PostedReader> {
  const number = await store.current();
  if (number === 0) return { key: 'shipped', name: 'the shipped reader' };
  const made = madeBy(await store.journal(), number)?.at ?? '';
  const name = `checkpoint ${number} of the hand ${store.name}`;
  return { key: `${number} ${made}`, bytes: await store.readCheckpoint(number), name };
}

/** Learns in the writing worker; a signal ends it at once, and nothing that is half learned is left behind. */
async function learnIn(
  pool: WorkerPool,
  store: HandStore,
  samples: Parameters<Works['learn']>[0],
  { signal, ...options }: LearnOptions,
): Promise<LearnResult> {
  // Another writer may have kept this one waiting for long.
  throwIfStopped(signal, NOTHING_SAVED);
  const isFunction = ([, value]: [string, unknown]): boolean => typeof value === 'function';
  const all = Object.entries(options);
  const callbacks = Object.fromEntries(all.filter(isFunction)) as NonNullable<Job['callbacks']>;
  let saved = false;
  // What is being written last is written to its end: a checkpoint that is in use without an entry would be worse.
  let settling = false;
  const job: Job = {
    task: {
      kind: 'learn',
      hand: store.name,
      ...(samples && { samples }),
      options: Object.fromEntries(all.filter((each) => !isFunction(each))),
      callbacks: Object.keys(callbacks),
    },
    store,
    callbacks,
    again: false,
    onStore(method) {
      if (method === 'addSamples') saved = true;
      if (method === 'addCheckpoint' || method === 'append') settling = true;
    },
  };
  const learned = pool.run(job) as Promise<LearnResult>;
  if (!signal) return learned;
  return new Promise<LearnResult>((resolve, reject) => {
    const stop = (): void => {
      if (settling) return;
      void pool.drop(job).then(() => {
        reject(new OwnhandError('aborted', saved ? NOTHING_LEARNED : NOTHING_SAVED));
      });
    };
    signal.addEventListener('abort', stop);
    learned.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The work's outcome, or the error of having been stopped, whichever is first. */
function untilStopped<T>(work: Promise<T>, signal: StopSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new OwnhandError('aborted', NOTHING_READ));
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Runs one piece of work after the other. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
