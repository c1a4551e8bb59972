// Many pictures, read in threads: results come in order, as many as the threads need are in memory, and the caller's
// thread stays free. The threads stay with the hand, for the next pictures.

import { availableParallelism } from 'node:os';
import { OwnhandError } from '../../error.js';
import { READING_STOPPED, type ReadAllOptions, type ReadingOptions, type ReadPage } from '../../many-pages.js';
import type { Reading } from '../../reading.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { type Hand, onClose } from '../hand/open-hand.js';
import { checkpointOf } from '../hand/open-model.js';
import { type PictureInput, toPicture } from '../picture/picture-input.js';
import { type KeptEdits, keptEdits, photoKey } from './kept-edits.js';
import { asOwnhandError, type LearningReader, openThreadReader, type PageReader } from './page-reader.js';

/** Readings of the pictures, in their order; a picture that cannot be read does not stop the others. */
export async function* readAllPages(
  hand: Hand,
  pictures: Iterable<PictureInput> | AsyncIterable<PictureInput>,
  { signal, onPage, threads = USUAL_THREADS, careful = false, print = false }: ReadAllOptions,
): AsyncGenerator<ReadPage, void, undefined> {
  throwIfStopped(signal, READING_STOPPED);
  const reader = await threadsOf(hand, threads);
  const kept = await keptEdits(hand.store);
  const stop = stopOf(signal);
  const source = iteratorOf(pictures);
  const pending: Promise<ReadPage>[] = [];
  let coming: Promise<Event> | undefined;
  let isMore = true;
  let index = 0;
  try {
    while (isMore || pending.length > 0) {
      const hasRoom = isMore && pending.length <= reader.ahead;
      if (hasRoom) coming ??= Promise.resolve(source.next()).then((next) => ({ next }));
      // A page that is read is given even while the next picture is waited for.
      const [first] = pending;
      const event = await Promise.race([
        stop.given,
        ...(first ? [first.then((page) => ({ page }))] : []),
        ...(hasRoom && coming ? [coming] : []),
      ]);
      if ('page' in event) {
        pending.shift();
        yield event.page;
      } else {
        coming = undefined;
        if (event.next.done) isMore = false;
        else {
          const page = readOne(reader, kept, event.next.value, index++, { signal, careful, print });
          page.then(onPage, () => {});
          pending.push(page);
        }
      }
    }
  } finally {
    stop.forget();
    // A source that is still to give its next picture would keep this waiting.
    if (isMore) void Promise.resolve(source.return?.()).catch(() => {});
  }
}

/** What a reading of many waits for: its first page, or the next picture. */
type Event = { readonly page: ReadPage } | { readonly next: IteratorResult<PictureInput> };

function iteratorOf(
  pictures: Iterable<PictureInput> | AsyncIterable<PictureInput>,
): AsyncIterator<PictureInput> | Iterator<PictureInput> {
  return Symbol.asyncIterator in pictures ? pictures[Symbol.asyncIterator]() : pictures[Symbol.iterator]();
}

async function readOne(
  reader: PageReader,
  kept: KeptEdits,
  input: PictureInput,
  index: number,
  { signal, ...options }: ReadingOptions & { readonly signal: StopSignal | undefined },
): Promise<ReadPage> {
  let name = `picture ${index + 1}`;
  try {
    const named = await toPicture(input, typeof input === 'string' ? undefined : nameIn(input, name), signal);
    name = named.name;
    const edits = await kept.of(named.picture);
    return { index, name, reading: (await reader.read({ ...named, ...options, pixels: false, edits })).reading };
  } catch (error) {
    return { index, name, error: asOwnhandError(name, error) };
  }
}

/** A File's or a URL's own name, or else the picture's number. */
function nameIn(input: unknown, number: string): string | undefined {
  const isNamed = typeof input === 'object' && input !== null && ('href' in input || 'name' in input);
  return isNamed ? undefined : number;
}

/** A promise that rejects when the signal is given. */
function stopOf(signal: StopSignal | undefined): { readonly given: Promise<never>; readonly forget: () => void } {
  let forget = () => {};
  const given = new Promise<never>((_, reject) => {
    const stop = () => reject(new OwnhandError('aborted', READING_STOPPED));
    signal?.addEventListener('abort', stop);
    forget = () => signal?.removeEventListener('abort', stop);
  });
  given.catch(() => {});
  return { given, forget };
}

/**
 * Reads a picture that will be read again, once the hand has learned of it: what is made of it is kept for a while.
 * Throws OwnhandError.
 */
export async function readKept(hand: Hand, input: PictureInput, options: ReadingOptions = {}): Promise<Reading> {
  const [reader, kept, { name, picture }] = await Promise.all([
    threadsOf(hand, USUAL_THREADS),
    keptEdits(hand.store),
    toPicture(input),
  ]);
  const [edits, keep] = await Promise.all([kept.of(picture), photoKey(picture).catch(() => undefined)]);
  const job = { ...options, name, picture, pixels: false, edits };
  return (await reader.read(keep === undefined ? job : { ...job, keep })).reading;
}

const USUAL_THREADS = Math.max(1, availableParallelism() - 1);

interface HandThreads {
  readonly threads: number;
  /** The number of the checkpoint that they read with. */
  readonly checkpoint: number;
  readonly reader: Promise<LearningReader>;
}

const open = new WeakMap<Hand, HandThreads>();

/** The threads of a hand. They read with the checkpoint in use, and stay when another one comes into use. */
async function threadsOf(hand: Hand, threads: number): Promise<PageReader> {
  const checkpoint = await hand.store.current();
  const there = open.get(hand);
  if (there?.checkpoint === checkpoint && there.threads === threads) return there.reader;
  const weights = checkpointOf(hand.store, checkpoint);
  const stays = there?.threads === threads;
  const reader = stays
    ? Promise.all([there.reader.catch(() => undefined), weights]).then(async ([same, next]) => {
        await same?.use(next);
        return same ?? openThreadReader(next, threads);
      })
    : weights.then((first) => openThreadReader(first, threads));
  open.set(hand, { checkpoint, threads, reader });
  if (!there)
    onClose(hand, async () => {
      const last = open.get(hand);
      open.delete(hand);
      await (await last?.reader.catch(() => undefined))?.close();
    });
  // Pages that were given to other threads are still read; idle threads keep no process alive.
  else if (!stays) void there.reader.then((earlier) => earlier.closeWhenDone()).catch(() => {});
  return reader;
}
