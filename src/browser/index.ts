// Reading a page and learning from corrections, in a browser:
//
//   const hand = openHand('ada');
//   const reading = await read(hand, file);                       // a File, a canvas, a video, an ImageData
//   const glyph = reading.lines[0].numbers[0].glyphs[0];
//   const source = sourceOnPage(file.name, glyph.box);            // a later label of the same glyph replaces this one
//   const result = await learn(hand, [{ label: '7', picture: glyph.picture, source }]);
//   console.log(result.learned, result.own.before, result.own.after);
//
// This is what `import … from 'ownhand/browser'` gives: what `ownhand` gives in Node, under the same names, over
// IndexedDB and workers. All work is done in workers; nothing here blocks the page.

import type { NewSample } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import type { SuspectLabel } from '../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult } from '../learn/learn-step.js';
import type { CsvStyle } from '../numbers/csv.js';
import type { ReadGlyph, Reading } from '../reading.js';
import type { SheetPlan } from '../sheet/code.js';
import type { StopSignal } from '../signal.js';
import type { Hand } from './browser-hand.js';
import type { Decoders, PictureInput } from './picture-source.js';

export { type ErrorCode, OwnhandError } from '../error.js';
export type { Box } from '../geometry/box.js';
export { sourceOnPage } from '../hand/page-place.js';
export type { Change, HandContents, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
export { type GlyphAnswer, type GlyphDifference, readingDifferences } from '../insight/differences.js';
export type { Evaluation } from '../insight/evaluate.js';
export type { SuspectLabel } from '../learn/labels/check-labels.js';
export type { EarlierSamples, LearnOptions, LearnResult, SavedSamples } from '../learn/learn-step.js';
export type { LearnProgress } from '../learn/pause.js';
export type { CsvStyle } from '../numbers/csv.js';
export type {
  Alternative,
  LeftOut,
  LeftOutReason,
  ReadGlyph,
  Reading,
  ReadLine,
  ReadNumber,
  ReadTable,
} from '../reading.js';
export type { PaperSize, SheetPlan } from '../sheet/code.js';
export { type SheetLayout, type SheetOptions, sheetLayout } from '../sheet/layout.js';
export { sheetPdf } from '../sheet/pdf.js';
export { sheetSvg } from '../sheet/svg.js';
export type { StopSignal } from '../signal.js';
export { isSure } from '../sureness.js';
export type { Hand, HandOptions } from './browser-hand.js';
export type { Decoder, Decoders, PictureInput, Pixels } from './picture-source.js';

/** A name ('' is none), or whatever else keeps a hand. */
export declare function openHand(
  place?: string | import('../hand/store.js').HandStore,
  options?: import('./browser-hand.js').HandOptions,
): Hand;

/**
 * The hand that `ownhand serve` works on, where it has served this page; all that is done with it is done there, in the
 * hand's own folder. The token is the one in the page's address (`#token=…`). Throws OwnhandError 'refused'.
 */
export declare function openServedHand(token: string, options?: { readonly base?: string }): Promise<ServedHand>;

/** A hand in a folder of the machine that serves this page. Every function here takes it as it takes any hand. */
export interface ServedHand extends Hand {
  /** The pictures of the folder that the server was given, in order. A ServedPhoto is a picture to read. */
  readonly photos: readonly ServedPhoto[];
}

/** A picture that lies where the server is. It can be read as any other; `blob()` brings it to be looked at. */
export interface ServedPhoto {
  readonly index: number;
  readonly name: string;
  blob(): Promise<Blob>;
}

/** Names of the hands that this browser keeps, in order. */
export declare function handNames(): Promise<readonly string[]>;
/** Deletes a hand for good, with its samples. Throws 'busy' where another tab has it open. */
export declare function removeHand(name: string): Promise<void>;

/** How a picture is read. */
export interface ReadOptions {
  /** Stops at once. */
  readonly signal?: StopSignal;
  /** What messages call the picture. Default: the file's name. */
  readonly name?: string;
  /** The page of a PDF, counted from 1. Default: 1. */
  readonly page?: number;
}

/**
 * Reads a picture in a worker. Boxes are pixels of the upright photo; a blank page gives no lines.
 * Throws OwnhandError 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install', 'bad-checkpoint',
 * 'aborted', 'failed'.
 */
export declare function read(hand: Hand, picture: PictureInput | ServedPhoto, options?: ReadOptions): Promise<Reading>;

/** How many pictures are read. */
export interface ReadAllOptions {
  /** Stops at once; pages that were not given yet are not read any more. */
  readonly signal?: StopSignal;
  /** Called as soon as a page is read, whichever is first. */
  readonly onPage?: (page: ReadPage) => void;
  /** Workers that read. Default: one fewer than the machine's cores, at least one and at most four. */
  readonly threads?: number;
}

/** One of many pictures, read, or the reason why it could not be. */
export type ReadPage =
  | { readonly index: number; readonly name: string; readonly reading: Reading }
  | { readonly index: number; readonly name: string; readonly error: import('../error.js').OwnhandError };

/** Readings in the order of the pictures; one that cannot be read does not stop the others. */
export declare function readAll(
  hand: Hand,
  pictures: Iterable<PictureInput | ServedPhoto> | AsyncIterable<PictureInput | ServedPhoto>,
  options?: ReadAllOptions,
): AsyncGenerator<ReadPage, void, undefined>;

/**
 * What each of some boxes of a page holds, taken as one glyph (joined, cut or drawn by a person). Null where there is
 * no ink in it. The boxes are pixels of the upright photo.
 */
export declare function readBoxes(
  hand: Hand,
  picture: PictureInput | ServedPhoto,
  boxes: readonly import('../geometry/box.js').Box[],
  options?: ReadOptions,
): Promise<readonly (ReadGlyph | null)[]>;

/**
 * Saves samples (28×28, white on black) and learns from all that the hand has. Where the guard refuses, the samples are
 * kept and the reader stays as it was. `options` has signal, onProgress, onSaved, onSuspects, force, strict, seed.
 */
export declare function learn(hand: Hand, samples: readonly NewSample[], options?: LearnOptions): Promise<LearnResult>;
/** Remakes the current checkpoint from the hand's samples alone. */
export declare function rebuild(hand: Hand, options?: LearnOptions): Promise<LearnResult>;
/** How well the hand's reader reads samples; `confusion` is [truth][answer]. */
export declare function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation>;
/** Labels of the hand's samples that look wrong, the likeliest to be so first. */
export declare function suspects(hand: Hand): Promise<readonly SuspectLabel[]>;
/** Puts another checkpoint into use, 0 for the shipped reader. Throws 'not-found'. */
export declare function use(hand: Hand, checkpoint: number): Promise<void>;
/** Goes back to the checkpoint that the current one was learned from; returns its number. Throws 'failed'. */
export declare function undo(hand: Hand): Promise<number>;

/** A glyph worth a person's answer, and where it stands. */
export interface AskedGlyph {
  readonly page: number;
  readonly line: number;
  readonly number: string;
  readonly glyph: ReadGlyph;
}
/** Up to `count` glyphs of some readings whose labels would teach the hand most, the most telling first. */
export declare function ask(hand: Hand, readings: readonly Reading[], count?: number): Promise<readonly AskedGlyph[]>;

/** The page's tables as comma-separated values. */
export declare function csv(reading: Reading, style?: CsvStyle): Promise<string>;
/** A PNG of the upright page with the reading drawn on it. */
export declare function annotate(
  picture: PictureInput,
  reading: Reading,
  options?: { readonly promise?: number },
): Promise<Uint8Array>;
/** Every glyph as a 28×28 PNG, named `<name>_<line>_<x>_<y>_<label>.png`. */
export declare function crops(
  reading: Reading,
  name?: string,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;

/** A sheet that was filled in, as a photo shows it. */
export interface SheetPhoto {
  readonly name: string;
  readonly plan: SheetPlan;
  readonly boxes: number;
  readonly samples: readonly NewSample[];
}
/** Reads a photo of a filled-in sheet. Throws 'no-sheet', 'empty', and as `read`. */
export declare function readSheet(picture: PictureInput, options?: { name?: string }): Promise<SheetPhoto>;

/** The hand as one file, the very kind that `ownhand export` writes. Throws 'empty', 'bad-checkpoint', 'busy'. */
export declare function exportHand(
  hand: Hand,
  options?: { readonly pictures?: boolean; readonly warn?: (line: string) => void },
): Promise<File>;
/** Fills a hand that holds nothing yet with an exported one. Throws 'refused', 'too-large', 'damaged', 'disk-full'. */
export declare function importHand(hand: Hand, file: Blob): Promise<void>;
/** The samples of an exported hand, for another hand to learn. */
export declare function samplesOfExport(file: Blob): Promise<readonly NewSample[]>;

/** Says where the models lie, a folder's address, where they are not beside this file. Call it before anything else. */
export declare function useModels(folder: string | URL): void;
/** Gives decoders for HEIC and PDF, which browsers do not decode. */
export declare function useDecoders(decoders: Decoders): void;
