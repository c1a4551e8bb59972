// What the app keeps of a page: the photo, what was read on it, and what a person has said about it.
import type { Box, EquationsReading, ReadGlyph, Reading, ServedPhoto } from 'ownhand/browser';

/** A glyph as a person confirmed it. */
export interface PinGlyph {
  /** What it is. */
  readonly label: string;
  /** Pixels of the upright photo. */
  readonly box: Box;
  /** The normalised 28×28 picture, white on black. */
  readonly picture: Uint8Array;
  /** A point, comma, minus sign or colon, which teaches nothing. */
  readonly sign?: true;
}

/** What a person said of one place on a page. Reading the page again never changes it. */
export interface Pin {
  /** Unique on the page. */
  readonly id: string;
  /** Where it stands, pixels of the upright photo. */
  readonly box: Box;
  /** What stands there; empty where it is no number. */
  readonly text: string;
  /** The glyphs it is made of; none where only its text is known. */
  readonly glyphs: readonly PinGlyph[];
  /** A number, ink that is none, or text that was typed into an empty cell. */
  readonly kind: 'number' | 'none' | 'typed';
  /** Ids of the hand's samples that came of it; undefined where it has not been learned. */
  readonly taught?: readonly string[];
}

/** A label that a person gave to a symbol. */
export interface GivenSymbol {
  /** Where the symbol stands, pixels of the upright photo. */
  readonly box: Box;
  /** What it is. */
  readonly label: string;
  /** Ids of the hand's samples that came of it. */
  readonly taught: readonly string[];
}

/** What is known of a page's equations. */
export interface PageEquations {
  /** What was read; null where it has not been yet. */
  readonly reading: EquationsReading | null;
  /** What a person said. */
  readonly given: readonly GivenSymbol[];
}

/** A photo and all that is known of it. */
export interface Page {
  /** Unique in this browser. */
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  /** What is read. */
  readonly picture: Blob | ServedPhoto;
  /** What is shown. */
  readonly blob: Blob;
  /** A small picture of it, as a data URL; empty until it is made. */
  readonly thumbnail: string;
  /** What was read; null where it has not been yet. */
  readonly reading: Reading | null;
  /** Why it could not be read; empty where it could. */
  readonly fault: string;
  /** What a person said. */
  readonly pins: readonly Pin[];
  /** Whether the hand has learned since it was read. */
  readonly stale: boolean;
  /** What is known of its equations; missing where it is read for numbers. */
  readonly equations?: PageEquations;
}

/** How much a number can be relied on; confirmed is what a person said. */
export type Sureness = 'sure' | 'doubtful' | 'guess' | 'confirmed';

/** A number as the app shows it. */
export interface Shown {
  /** Stays the same while its place stays the same. */
  readonly key: string;
  /** Pixels of the upright photo. */
  readonly box: Box;
  /** What stands there. */
  readonly text: string;
  /** 0 to 1; 1 where a person confirmed it. */
  readonly confidence: number;
  /** Left to right; empty where it was typed in. */
  readonly glyphs: readonly (ReadGlyph | PinGlyph)[];
  /** How much it can be relied on. */
  readonly sureness: Sureness;
  /** What a person said of it. */
  readonly pin?: Pin;
}

/** Rows of cells, each row as long as the others; null where a cell is empty. */
export type ShownTable = readonly (readonly (Shown | null)[])[];

/** The chance of a number's being right, from which on nobody is asked about it. */
const SURE = 0.9;
/** Below this chance a number is a guess; both are set by eye, as the command line has them. */
const GUESS = 0.6;

/** How much a number that nobody confirmed can be relied on. */
export function surenessOf(confidence: number): Sureness {
  return confidence < GUESS ? 'guess' : confidence < SURE ? 'doubtful' : 'sure';
}
