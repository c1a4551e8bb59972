// The hand of the program that serves this page: all that is done with it is done there, in the hand's own folder.

import {
  API,
  type LearnLine,
  type ServedFailure,
  type ServedInfo,
  type ServedMethod,
} from '../../archive/served-calls.js';
import { decodeWire, encodeWire } from '../../archive/wire-json.js';
import type { EquationsReading } from '../../equations/equations-reading.js';
import { OwnhandError } from '../../error.js';
import type { HandStore, JournalEntry, NewSample, Sample } from '../../hand/store.js';
import type { Evaluation } from '../../insight/evaluate.js';
import type { AskedGlyph } from '../../insight/glyphs-to-ask.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult, SavedSamples } from '../../learn/learn-step.js';
import type { ReadGlyph, Reading } from '../../reading.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { type AnyPicture, type Hand, setWorks, type Works } from '../browser-hand.js';
import { isServedPhoto, type ServedPhoto } from '../picture-source.js';
import { fileOf } from './picture-file.js';

/** A hand in a folder of the machine that serves this page. Every function here takes it as it takes any hand. */
export interface ServedHand extends Hand {
  /** The pictures of the folder that the server was given, in order. */
  readonly photos: readonly ServedPhoto[];
}

/** The hand of the server that knows this token. Throws as `openServedHand` does. */
export async function servedHand(token: string): Promise<ServedHand> {
  const server = serverOf(token);
  const info = (await server.json('GET', 'hand')) as ServedInfo;
  const photos = info.photos.map(
    (name, index): ServedPhoto => ({
      index,
      name,
      blob: async () => (await server.ask('GET', `photos/${index}`)).blob(),
    }),
  );
  const hand: ServedHand = { name: info.name, photos, store: servedStore(info.name, server), close: async () => {} };
  return setWorks(hand, servedWorks(server));
}

/** How the server is asked. */
interface Server {
  /** An answer. Throws OwnhandError. */
  ask(method: 'GET' | 'POST', path: string, body?: BodyInit, signal?: StopSignal): Promise<Response>;
  /** An answer in JSON. */
  json(method: 'GET' | 'POST', path: string, body?: BodyInit, signal?: StopSignal): Promise<unknown>;
  /** What one of its methods gives. */
  call(method: ServedMethod, ...args: readonly unknown[]): Promise<unknown>;
}

function serverOf(token: string): Server {
  async function ask(method: 'GET' | 'POST', path: string, body?: BodyInit, signal?: StopSignal): Promise<Response> {
    throwIfStopped(signal, STOPPED);
    const stop = new AbortController();
    const stopped = () => stop.abort();
    signal?.addEventListener('abort', stopped);
    let response: Response;
    try {
      response = await fetch(API + path, {
        method,
        headers: { Authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
        signal: stop.signal,
        credentials: 'omit',
        cache: 'no-store',
      });
    } catch (cause) {
      throwIfStopped(signal, STOPPED);
      throw new OwnhandError('failed', '`ownhand serve` does not answer; is it still running?', { cause });
    }
    if (response.ok) return response;
    throw failureOf(await response.text(), response.status);
  }
  const json: Server['json'] = async (...what) => decodeWire(await (await ask(...what)).text());
  return {
    ask,
    json,
    call: (method, ...args) => json('POST', `call/${method}`, encodeWire(args)),
  };
}

const STOPPED = 'Stopped; nothing was read.';

function failureOf(text: string, status: number): OwnhandError {
  try {
    const { error } = JSON.parse(text) as ServedFailure;
    return new OwnhandError(error.code, error.message);
  } catch {
    return new OwnhandError(
      'not-found',
      `no \`ownhand serve\` has served this page (${status}); open the line it printed`,
    );
  }
}

function servedStore(name: string, { ask, call }: Server): HandStore {
  const notHere = async (): Promise<never> => {
    throw new OwnhandError(
      'refused',
      'the hand lies with the server, which writes it; use learn, undo, use, importHand',
    );
  };
  return {
    name,
    samples: async () => (await call('samples')) as readonly Sample[],
    addSamples: async (samples) => (await call('addSamples', samples)) as readonly Sample[],
    removeSamples: async (ids, options = {}) => (await call('removeSamples', ids, options)) as readonly string[],
    checkpoints: async () => (await call('checkpoints')) as readonly number[],
    readCheckpoint: async (number) =>
      new Uint8Array(await (await ask('GET', `checkpoints/${Number(number)}`)).arrayBuffer()),
    current: async () => (await call('current')) as number,
    journal: async () => (await call('journal')) as readonly JournalEntry[],
    addCheckpoint: notHere,
    setCurrent: notHere,
    append: notHere,
    fill: notHere,
    clear: notHere,
    // The server lets in one writer at a time.
    exclusively: (work) => work(),
  };
}

function servedWorks({ ask, json, call }: Server): Works {
  /** Where a picture is read, and what is sent of it. */
  async function sent(picture: AnyPicture, name: string | undefined): Promise<readonly [string, Blob | undefined]> {
    if (isServedPhoto(picture)) return [`photo=${picture.index}`, undefined];
    const called = name ?? (picture instanceof File ? picture.name : '');
    return [`name=${encodeURIComponent(called)}`, await fileOf(picture)];
  }
  return {
    ahead: 2,
    async read(picture, { name, signal, page = 1, careful = false, print = false }) {
      const [which, body] = await sent(picture, name);
      return (await json(
        'POST',
        `read?${which}&page=${page}&careful=${careful}&print=${print}`,
        body,
        signal,
      )) as Reading;
    },
    async readBoxes(picture, boxes, { name, signal, page = 1 }) {
      const [which, body] = await sent(picture, name);
      const places = boxes.map(({ x, y, w, h }) => [x, y, w, h].join()).join(';');
      const path = `boxes?${which}&page=${page}&boxes=${encodeURIComponent(places)}`;
      return (await json('POST', path, body, signal)) as readonly (ReadGlyph | null)[];
    },
    async prepare() {
      await json('POST', 'prepare');
    },
    async readEquations(picture, { name, signal, page = 1, edits = [] }) {
      const [which, body] = await sent(picture, name);
      const path = `equations?${which}&page=${page}&edits=${encodeURIComponent(JSON.stringify(edits))}`;
      return (await json('POST', path, body, signal)) as EquationsReading;
    },
    async learn(samples: readonly NewSample[] | undefined, options: LearnOptions) {
      const { force, strict, seed, signal } = options;
      const body = encodeWire({ samples, force, strict, seed });
      return learned(await ask('POST', 'learn', body, signal), options);
    },
    evaluate: async (samples) => (await call('evaluate', samples)) as Evaluation,
    suspects: async () => (await call('suspects')) as readonly SuspectLabel[],
    ask: async (readings, count) => (await call('ask', readings, count)) as readonly AskedGlyph[],
    use: async (checkpoint) => void (await call('use', checkpoint)),
    undo: async () => (await call('undo')) as number,
    exportHand: async (pictures) => (await ask('GET', `export?pictures=${pictures}`)).blob(),
    importHand: async (file) => void (await ask('POST', 'hand', file)),
  };
}

/** Hears, line by line, how learning goes. */
async function learned(response: Response, options: LearnOptions): Promise<LearnResult> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throwIfStopped(options.signal, 'Stopped; samples that were saved are kept, nothing was learned.');
      throw new OwnhandError('failed', '`ownhand serve` stopped while it learned; samples that were saved are kept');
    });
    if (done) throw new OwnhandError('failed', '`ownhand serve` ended in the middle of learning; try again');
    text += value;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = decodeWire(text.slice(0, end)) as LearnLine;
      text = text.slice(end + 1);
      if ('result' in line) return line.result as LearnResult;
      if ('error' in line) throw new OwnhandError(line.error.code, line.error.message);
      if ('progress' in line) options.onProgress?.({ done: line.progress });
      else if ('saved' in line) options.onSaved?.(line.saved as SavedSamples);
      else options.onSuspects?.(line.suspects as readonly SuspectLabel[]);
    }
  }
}
