// What a program can do with pages. Each function loads what it needs when it is called, so that importing ownhand
// costs next to nothing.

import type { NamedBytes } from '../archive/named-bytes.js';
import type { PageEdit } from '../hand/page-edits.js';
import type { GlyphDifference } from '../insight/differences.js';
import type { AskedGlyph } from '../insight/glyphs-to-ask.js';
import type { Likeness } from '../insight/likeness.js';
import type { ReadAllOptions, ReadingOptions, ReadPage } from '../many-pages.js';
import type { CsvStyle } from '../numbers/csv.js';
import type { Reading } from '../reading.js';
import type { SheetPhoto } from '../sheet/sheet-photo.js';
import type { StopSignal } from '../signal.js';
import type { SampleDifferences } from './hand/compare-readers.js';
import type { Hand } from './hand/open-hand.js';
import type { PictureInput } from './picture/picture-input.js';
import type { LabelledFolders } from './samples/labelled-folder.js';
import type { TextPhoto, TextPhotoOptions } from './samples/text-photo.js';

/** How a picture is read. */
export interface ReadOptions extends ReadingOptions {
  /** Stops before and after each step; what is read at one go takes a part of a second. */
  readonly signal?: StopSignal;
  /** What messages call the picture. Default: its path or file's name. */
  readonly name?: string;
  /** The page of a PDF, counted from 1. Default: what follows `.pdf#` in the path, or 1. */
  readonly page?: number;
}

/**
 * Reads a picture on this thread; `readAll` does it on others. Boxes are pixels of the upright photo; a blank page
 * gives no lines.
 * @throws OwnhandError 'not-found', 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install',
 * 'bad-checkpoint', 'aborted'
 */
export async function read(hand: Hand, picture: PictureInput, options: ReadOptions = {}): Promise<Reading> {
  const [{ readPicture }, { keptEdits }, { toPicture }] = await Promise.all([
    import('./pages/read-picture.js'),
    import('./pages/kept-edits.js'),
    import('./picture/picture-input.js'),
  ]);
  const { name, picture: there } = await toPicture(picture, options.name, options.signal);
  const edits = await (await keptEdits(hand.store)).of(there, options.page);
  return (await readPicture(there, () => hand.model(), { ...options, name, edits })).reading;
}

/**
 * Keeps what a person has put right on a photo, boxes in pixels of the full photo as `read` gives them, beside what the
 * hand keeps of it already; `read` of the same photo gives the corrected page from then on. Without edits, all that is
 * kept of the photo is taken back. It teaches nothing: give the corrected glyphs of the next reading to `learn`.
 * Throws OwnhandError 'usage' for what is no edit, 'not-found', 'busy', 'read-only', 'disk-full'.
 */
export async function editPage(
  hand: Hand,
  picture: PictureInput,
  edits: readonly PageEdit[],
  options: Pick<ReadOptions, 'name' | 'page'> = {},
): Promise<void> {
  const [{ checkEdits }, { keepEdits }, { toPicture }] = await Promise.all([
    import('../hand/check-edits.js'),
    import('./pages/kept-edits.js'),
    import('./picture/picture-input.js'),
  ]);
  checkEdits(edits);
  const { name, picture: there } = await toPicture(picture, options.name);
  await keepEdits(hand.store, there, name, edits, options.page);
}

/**
 * Reads pictures in threads, so that a server keeps answering, and gives each reading, or the reason why there is none,
 * in the order of the pictures. It takes the next picture when there is room for it, so pictures may come one by one.
 * @throws OwnhandError 'bad-checkpoint', 'aborted'
 */
export async function* readAll(
  hand: Hand,
  pictures: Iterable<PictureInput> | AsyncIterable<PictureInput>,
  options: ReadAllOptions = {},
): AsyncGenerator<ReadPage, void, undefined> {
  const { readAllPages } = await import('./pages/read-all.js');
  yield* readAllPages(hand, pictures, options);
}

/** How what was read is written down. */
export interface MarkOptions {
  /** Numbers that do not keep this promise, the chance of being right, are marked. */
  readonly promise?: number;
}

/** The page's tables as comma-separated values (RFC 4180); with a promise, a `?` follows what breaks it. */
export async function csv(reading: Reading, style: CsvStyle = {}): Promise<string> {
  return (await import('../numbers/csv.js')).readingCsv(reading, undefined, style);
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
  return (await import('./pages/annotate-picture.js')).annotatePicture(picture, reading, promise);
}

/**
 * Every glyph of a reading as a 28×28 PNG, signs left out, named `<name>_<line>_<x>_<y>_<label>.png` as
 * `readLabelledFolders` takes them.
 */
export async function crops(reading: Reading, name = 'page'): Promise<readonly NamedBytes[]> {
  return (await import('./pages/crops.js')).cropsOf(name, reading);
}

/** Up to `count` glyphs of some readings whose labels would teach the hand most, the most telling first. */
export async function ask(hand: Hand, readings: readonly Reading[], count = 10): Promise<readonly AskedGlyph[]> {
  const [{ glyphsToAsk }, { createEngine }, { shippedBase }] = await Promise.all([
    import('../insight/glyphs-to-ask.js'),
    import('./engine/node-engine.js'),
    import('./models/shipped.js'),
  ]);
  return glyphsToAsk(await shippedBase(), readings, await hand.store.samples(), createEngine, count);
}

/** What two checkpoints read differently. */
export interface Differences {
  /** Of the hand's samples. */
  readonly samples: SampleDifferences;
  /** Of each page, in order: how each checkpoint reads it, and the glyphs that they read differently. */
  readonly pages: readonly {
    readonly before: Reading;
    readonly after: Reading;
    readonly changed: readonly GlyphDifference[];
  }[];
}

/**
 * What two of the hand's checkpoints, 0 for the shipped reader, read differently: of its samples, and of pictures.
 * Throws OwnhandError 'not-found' where there is no such checkpoint, 'bad-checkpoint', and as `read` does.
 */
export async function diff(
  hand: Hand,
  a: number,
  b: number,
  pictures: readonly PictureInput[] = [],
): Promise<Differences> {
  const [{ openReaderPair }, { decode }] = await Promise.all([
    import('./hand/compare-readers.js'),
    import('./picture/decode.js'),
  ]);
  const pair = await openReaderPair(hand.store, a, b);
  try {
    const pages: Differences['pages'][number][] = [];
    for (const picture of pictures) pages.push(await pair.page(await decode(picture)));
    return { samples: await pair.samples(), pages };
  } finally {
    pair.close();
  }
}

/** Whose hand a page looks like. */
export interface WhoResult {
  /** The hands of this machine, and '' for somebody else, the likeliest first. */
  readonly likeness: readonly Likeness[];
  /** How many glyphs were read; 0 where there is nothing to tell by. */
  readonly glyphs: number;
}

/** Which of the named hands of this machine each picture looks like. Throws as `read` does. */
export async function who(
  pictures: readonly PictureInput[],
  { warn = () => {} }: { readonly warn?: (line: string) => void } = {},
): Promise<readonly WhoResult[]> {
  const [{ openWriterIdentifier }, { decode }] = await Promise.all([
    import('./hand/identify-writer.js'),
    import('./picture/decode.js'),
  ]);
  const identifier = await openWriterIdentifier(warn);
  try {
    const results: WhoResult[] = [];
    for (const picture of pictures) results.push(await identifier.identify(await decode(picture)));
    return results;
  } finally {
    identifier.close();
  }
}

/**
 * All labelled glyphs of some folders, in the order of their names; `reverse` says that they are dark on light.
 * Throws OwnhandError 'not-found' and 'no-images' for a folder, 'no-label' for a name that ends in none.
 */
export async function readLabelledFolders(folders: readonly string[], reverse: boolean): Promise<LabelledFolders> {
  return (await import('./samples/labelled-folder.js')).readLabelledFolders(folders, reverse);
}

/**
 * Reads a photo of a filled-in sheet. Boxes that are empty or blacked out are left out.
 * Throws OwnhandError 'no-sheet' where it shows none or not all of it, 'empty' where nothing is written, and as `read`.
 */
export async function readSheet(picture: PictureInput, options: { name?: string } = {}): Promise<SheetPhoto> {
  return (await import('./samples/read-sheet-photo.js')).readSheet(picture, options);
}

/**
 * Finds on a photo the digits that its text says are there, with the hand's reader: their samples are for `learn`. What
 * does not fit together is told in `notAligned` and `extra`, and is not among the samples.
 * Throws OwnhandError 'empty' where the text has no digit, 'too-large' where both are too long together, and as `read`.
 */
export async function readWithText(
  hand: Hand,
  picture: PictureInput,
  text: string,
  options: TextPhotoOptions = {},
): Promise<TextPhoto> {
  return (await import('./samples/text-photo.js')).readTextPhoto(picture, text, () => hand.model(), options);
}
