// What a page can do with pictures and readings: the functions of node/page-functions.ts, by workers.

import type { NamedBytes } from '../archive/named-bytes.js';
import type { EquationsReading } from '../equations/equations-reading.js';
import { OwnhandError } from '../error.js';
import type { Box } from '../geometry/box.js';
import type { AskedGlyph } from '../insight/glyphs-to-ask.js';
import { READING_STOPPED, type ReadAllOptions, type ReadPage } from '../many-pages.js';
import type { CsvStyle } from '../numbers/csv.js';
import type { ReadGlyph, Reading } from '../reading.js';
import type { SheetPhoto } from '../sheet/sheet-photo.js';
import { throwIfStopped } from '../signal.js';
import { type AnyPicture, type EquationOptions, type Hand, type ReadOptions, worksOf } from './browser-hand.js';
import { toPosted } from './local/posted-picture.js';
import { startWriter } from './local/start-worker.js';
import { openWorkerPool } from './local/worker-pool.js';
import { isServedPhoto, type PictureInput } from './picture-source.js';

/** Does what needs no hand; it is never closed. */
const helper = openWorkerPool(startWriter, () => {});

/**
 * Reads a picture in a worker. Boxes are pixels of the upright photo; a blank page gives no lines.
 * @throws OwnhandError 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install',
 * 'bad-checkpoint', 'aborted', 'failed'
 */
export async function read(
  hand: Hand,
  picture: AnyPicture,
  { threads = 1, ...options }: ReadOptions = {},
): Promise<Reading> {
  return worksOf(hand).read(picture, options, threads);
}

/**
 * Reads pictures in workers and gives each reading, or the reason why there is none, in the order of the pictures. It
 * takes the next picture when there is room for it, so pictures may come one by one.
 * @throws OwnhandError 'aborted'
 */
export async function* readAll(
  hand: Hand,
  pictures: Iterable<AnyPicture> | AsyncIterable<AnyPicture>,
  { signal, onPage, threads, careful = false, print = false }: ReadAllOptions = {},
): AsyncGenerator<ReadPage, void, undefined> {
  throwIfStopped(signal, READING_STOPPED);
  const works = worksOf(hand);
  const most = threads ?? works.ahead;
  const pending: Promise<ReadPage>[] = [];
  let index = 0;

  async function readOne(picture: AnyPicture, place: number): Promise<ReadPage> {
    const name = nameOf(picture) ?? `picture ${place + 1}`;
    let page: ReadPage;
    try {
      const options = { name, careful, print, ...(signal && { signal }) };
      page = { index: place, name, reading: await works.read(picture, options, most) };
    } catch (error) {
      page = { index: place, name, error: asOwnhandError(name, error) };
    }
    if (!signal?.aborted) onPage?.(page);
    return page;
  }

  for await (const picture of pictures) {
    throwIfStopped(signal, READING_STOPPED);
    pending.push(readOne(picture, index++));
    if (pending.length <= most) continue;
    const page = await pending.shift()!;
    throwIfStopped(signal, READING_STOPPED);
    yield page;
  }
  for (const each of pending) {
    const page = await each;
    throwIfStopped(signal, READING_STOPPED);
    yield page;
  }
}

const nameOf = (picture: AnyPicture): string | undefined =>
  picture instanceof File || isServedPhoto(picture) ? picture.name || undefined : undefined;

function asOwnhandError(name: string, error: unknown): OwnhandError {
  if (error instanceof OwnhandError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `${name}: the reader failed on it: ${reason}`, { cause: error });
}

/**
 * What each of some boxes of a page holds, taken as one glyph: a person has joined, cut or drawn them. Null where there
 * is no ink in it. Boxes are pixels of the upright photo. Throws as `read` does.
 */
export async function readBoxes(
  hand: Hand,
  picture: AnyPicture,
  boxes: readonly Box[],
  options: ReadOptions = {},
): Promise<readonly (ReadGlyph | null)[]> {
  return worksOf(hand).readBoxes(picture, boxes, options);
}

/**
 * Reads the equations of a picture in a worker, with the hand's own samples having a say. Boxes are pixels of the
 * upright photo; a page without any gives none.
 * @throws OwnhandError 'bad-checkpoint' where the models of equations cannot be had, and as `read` does
 */
export async function readEquations(
  hand: Hand,
  picture: AnyPicture,
  options: EquationOptions = {},
): Promise<EquationsReading> {
  return worksOf(hand).readEquations(picture, options);
}

/** Equations of several pages as one LaTeX document, which compiles as it is; a title stands above each page's. */
export async function latexDocument(
  readings: readonly EquationsReading[],
  titles: readonly string[] = [],
): Promise<string> {
  const { documentOf } = await import('../equations/document-of.js');
  return documentOf(readings.map((reading, k) => ({ reading, ...(titles[k] !== undefined && { title: titles[k] }) })));
}

/** Up to `count` glyphs of some readings whose labels would teach the hand most, the most telling first. */
export async function ask(hand: Hand, readings: readonly Reading[], count = 10): Promise<readonly AskedGlyph[]> {
  return worksOf(hand).ask(readings, count);
}

/** The page's tables as comma-separated values (RFC 4180); with a promise, a `?` follows what breaks it. */
export async function csv(reading: Reading, style: CsvStyle = {}): Promise<string> {
  return (await import('../numbers/csv.js')).readingCsv(reading, undefined, style);
}

/** How what was read is written down. */
export interface MarkOptions {
  /** Numbers that do not keep this promise, the chance of being right, are marked. */
  readonly promise?: number;
}

/**
 * A PNG of the upright page with the reading drawn on it: boxes, labels and confidences, coloured by how sure they are.
 * Throws as `read` does.
 */
export async function annotate(
  picture: PictureInput,
  reading: Reading,
  { promise }: MarkOptions = {},
): Promise<Uint8Array> {
  const posted = await toPosted(picture, {});
  const task = { kind: 'annotate', picture: posted, reading, ...(promise !== undefined && { promise }) } as const;
  return (await helper.run({ task, again: true })) as Uint8Array;
}

/**
 * Every glyph of a reading as a 28×28 PNG, signs left out, named `<name>_<line>_<x>_<y>_<label>.png` as `ownhand learn`
 * takes them.
 */
export async function crops(reading: Reading, name = 'page'): Promise<readonly NamedBytes[]> {
  return (await helper.run({ task: { kind: 'crops', reading, name }, again: true })) as readonly NamedBytes[];
}

/**
 * Reads a photo of a filled-in sheet. Boxes that are empty or blacked out are left out.
 * Throws OwnhandError 'no-sheet' where it shows none or not all of it, 'empty' where nothing is written, and as `read`.
 */
export async function readSheet(picture: PictureInput, options: { readonly name?: string } = {}): Promise<SheetPhoto> {
  const posted = await toPosted(picture, options);
  return (await helper.run({ task: { kind: 'sheet', picture: posted }, again: true })) as SheetPhoto;
}
