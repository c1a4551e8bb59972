// What the page may have done with the hand: a short list of calls, each with its own checks. No call takes a path.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { type ServedInfo, type ServedMethod, servedMethods } from '../../archive/served-calls.js';
import { importHand } from '../../archive/settled-hand.js';
import { OwnhandError } from '../../error.js';
import type { Box } from '../../geometry/box.js';
import { checkEdits } from '../../hand/check-edits.js';
import { checkSamples } from '../../hand/check-samples.js';
import type { PageEdit } from '../../hand/page-edits.js';
import type { NewSample } from '../../hand/store.js';
import { readBoxes } from '../../numbers/read-boxes.js';
import type { Reading } from '../../reading.js';
import { exportedHand, handOf } from '../hand/export-hand.js';
import type { Hand } from '../hand/open-hand.js';
import { suspectsOf } from '../hand/suspects-of.js';
import { evaluate, prepareToLearn, undo, use } from '../hand-functions.js';
import { ask } from '../page-functions.js';
import { decode } from '../picture/decode.js';
import type { PictureInput } from '../picture/picture-input.js';
import { sendBytes, sendJson } from './answers.js';
import { learnAndTell } from './learn-and-tell-page.js';
import { photoBytes } from './photo-bytes.js';
import { bodyOf, jsonOf, MOST, samplesIn } from './request-body.js';

/** What is served. */
export interface Served {
  /** The hand that all is done with. */
  readonly hand: Hand;
  /** Paths of the pictures that the page may ask for by their numbers. */
  readonly photos: readonly string[];
  /** Told of what was passed over, one line each. */
  readonly warn: (line: string) => void;
}

/** Answers a request whose path is `path` below the API. Throws OwnhandError. */
export async function answerApi(
  served: Served,
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { hand, photos, warn } = served;
  const [first = '', second] = path.split('/');
  switch (`${request.method} ${first}`) {
    case 'GET hand':
      return sendJson(response, {
        name: hand.name,
        photos: photos.map((photo) => basename(photo)),
      } satisfies ServedInfo);
    case 'GET photos': {
      const { type, bytes } = await photoBytes(photoAt(photos, second));
      return sendBytes(response, type, bytes);
    }
    case 'GET checkpoints': {
      const number = Number(second);
      if (!Number.isSafeInteger(number) || number < 1)
        throw new OwnhandError('not-found', 'there is no such checkpoint');
      return sendBytes(response, 'application/octet-stream', await hand.store.readCheckpoint(number));
    }
    case 'POST read':
      return sendJson(response, await readInThread(hand, await pictureOf(photos, query, request), query));
    case 'POST boxes': {
      const boxes = boxesIn(query.get('boxes') ?? '');
      return sendJson(response, await readBoxesOf(hand, await pictureOf(photos, query, request), boxes));
    }
    case 'POST equations': {
      const edits = editsIn(query.get('edits') ?? '[]');
      return sendJson(response, await equationsOf(hand, await pictureOf(photos, query, request), edits));
    }
    case 'POST prepare':
      await prepareToLearn();
      return sendJson(response, null);
    case 'POST learn':
      return learnAndTell(hand, await jsonOf(request), response);
    case 'GET export': {
      const { bytes } = await exportedHand(hand.store, query.get('pictures') !== 'false', warn);
      return sendBytes(response, 'application/gzip', bytes);
    }
    case 'POST hand':
      await importHand(hand.store, await handOf(await bodyOf(request, MOST.hand), 'the file'));
      return sendJson(response, null);
    case 'POST call':
      return sendJson(response, await call(hand, second, await jsonOf(request)));
    default:
      throw new OwnhandError('not-found', 'there is no such call');
  }
}

function photoAt(photos: readonly string[], which: string | null | undefined): string {
  const photo = /^\d{1,9}$/.test(which ?? '') ? photos[Number(which)] : undefined;
  if (photo === undefined) throw new OwnhandError('not-found', 'there is no such photo');
  return photo;
}

/** The picture that a request names or brings. */
async function pictureOf(
  photos: readonly string[],
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<PictureInput> {
  const photo = query.get('photo');
  if (photo !== null) return photoAt(photos, photo);
  const bytes = await bodyOf(request, MOST.picture);
  // What messages call it; it names no file here.
  const name = (query.get('name') ?? '').slice(0, 200) || 'the picture';
  return new File([bytes as Uint8Array<ArrayBuffer>], name);
}

/** Reads in a thread, so that the server keeps answering. */
async function readInThread(hand: Hand, picture: PictureInput, query: URLSearchParams): Promise<Reading> {
  const options = { careful: query.get('careful') === 'true', print: query.get('print') === 'true' };
  return (await import('../pages/read-all.js')).readKept(hand, picture, options);
}

async function readBoxesOf(hand: Hand, picture: PictureInput, boxes: readonly Box[]) {
  const { page, width, height } = await decode(picture);
  const [kx, ky] = [page.width / width, page.height / height];
  const small = boxes.map(({ x, y, w, h }) => ({ x: x * kx, y: y * ky, w: w * kx, h: h * ky }));
  const glyphs = readBoxes(page, small, await hand.model());
  return glyphs.map((glyph, i) => glyph && { ...glyph, box: boxes[i]! });
}

/** What is said of the photo here is laid over what the hand keeps of it. */
async function equationsOf(hand: Hand, picture: PictureInput, edits: readonly PageEdit[]) {
  const { openEquationReader } = await import('../equations/equation-reader.js');
  return (await (await openEquationReader(hand)).read(picture, { edits })).reading;
}

/** Throws OwnhandError 'usage' for what is no list of edits. */
function editsIn(text: string): readonly PageEdit[] {
  let edits: unknown;
  try {
    edits = JSON.parse(text);
  } catch {
    edits = undefined;
  }
  if (!Array.isArray(edits)) throw new OwnhandError('usage', 'edits must be a list');
  checkEdits(edits);
  return edits as readonly PageEdit[];
}

/** `x,y,w,h;x,y,w,h` */
function boxesIn(text: string): readonly Box[] {
  return text.split(';').map((each) => {
    const [x, y, w, h, ...more] = each.split(',').map(Number);
    if (![x, y, w, h].every((value) => Number.isFinite(value)) || more.length > 0 || !(w! > 0 && h! > 0))
      throw new OwnhandError('usage', 'a box must be four numbers, its width and height above 0');
    return { x: x!, y: y!, w: w!, h: h! };
  });
}

/** Calls one of the methods with what the page gives. */
async function call(hand: Hand, method: string | undefined, given: unknown): Promise<unknown> {
  if (!isMethod(method)) throw new OwnhandError('not-found', 'there is no such call');
  if (!Array.isArray(given)) throw new OwnhandError('usage', 'what is given must be a list');
  const [one, other] = given as readonly unknown[];
  const { store } = hand;
  switch (method) {
    case 'samples':
    case 'checkpoints':
    case 'current':
    case 'journal':
      return store[method]();
    case 'addSamples': {
      const samples: readonly NewSample[] = samplesIn(one);
      checkSamples(samples);
      return store.addSamples(samples);
    }
    case 'removeSamples':
      return store.removeSamples(stringsIn(one), { restore: isOption(other, 'restore') });
    case 'use':
      if (!Number.isSafeInteger(one)) throw new OwnhandError('usage', 'a checkpoint is a whole number');
      return use(hand, one as number);
    case 'undo':
      return undo(hand);
    case 'evaluate':
      return evaluate(hand, samplesIn(one));
    case 'suspects':
      return suspectsOf(store);
    case 'ask':
      return ask(hand, readingsIn(one), typeof other === 'number' ? Math.min(1000, other) : 10);
  }
}

const isMethod = (method: string | undefined): method is ServedMethod =>
  (servedMethods as readonly (string | undefined)[]).includes(method);

function stringsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string'))
    throw new OwnhandError('usage', 'ids must be a list of strings');
  return value as readonly string[];
}

const isOption = (options: unknown, name: string): boolean =>
  typeof options === 'object' && options !== null && (options as Record<string, unknown>)[name] === true;

/** Readings as the page has had them, as far as they are looked at. Throws OwnhandError 'usage'. */
function readingsIn(value: unknown): readonly Reading[] {
  const isGlyph = (glyph: { picture?: unknown; confidence?: unknown } | null): boolean =>
    glyph?.picture instanceof Uint8Array && glyph.picture.length === 784 && typeof glyph.confidence === 'number';
  try {
    const readings = value as readonly Reading[];
    const glyphs = readings.flatMap(({ lines }) =>
      lines.flatMap((line) => line.numbers.flatMap((each) => each.glyphs)),
    );
    if (glyphs.every(isGlyph)) return readings;
  } catch {
    // It is told below.
  }
  throw new OwnhandError('usage', 'readings must be as they were given');
}
