// What was found on a page as it lies, before it becomes a reading.
import type { Box } from '../geometry/box.js';
import type { Ink } from '../page/ink.js';
import type { LeftOut } from '../reading.js';
import type { Walls } from '../strokes/walls.js';
import type { Bystander } from './evidence/bystanders.js';
import type { GlyphCandidate } from './hypotheses/classify-pieces.js';
import type { LineLattice } from './lattice.js';
import type { SeenInk } from './seen-ink.js';
import type { Sign } from './signs/sign.js';

/** A glyph that was found. */
export interface FoundGlyph {
  /** Its pieces and the classifier's verdict. */
  readonly candidate: GlyphCandidate;
  /** Working pixels. */
  readonly box: GlyphCandidate['box'];
  /** Chance that the line was cut here as it was. */
  readonly cut: number;
  /** Chance that it is the symbol read, by all evidence of the page. */
  readonly chance: number;
  /** The chance that its ink is of a number, where strokes were judged. */
  readonly ofNumber?: number;
  /** The sign that stands right before it, if any does. */
  readonly sign?: Sign;
  /** A sign that may stand right before it, and was not taken for one. */
  readonly doubtedSign?: Sign;
  /** Whether it is printed. */
  readonly print?: true;
  /** Whether a person has said what it is. */
  readonly given?: true;
  /** Whether it begins a number, where a person has said so. */
  readonly begins?: boolean;
}

/** What was found on a page as it lies. */
export interface FoundPage {
  /** Top to bottom, left to right. */
  readonly lines: readonly (readonly FoundGlyph[])[];
  /** The lines of rules and boxes that were taken out. */
  readonly walls: Walls;
  /** Full-sized strokes that are not in them. */
  readonly unread: number;
  /** Full-sized strokes that stand in words. */
  readonly words: number;
  /** Ink that is not in the lines, and why; working pixels. */
  readonly leftOut: readonly LeftOut[];
  /** Strokes that may be digits and were not read, working pixels. */
  readonly bystanders: readonly Bystander[];
  /** The strokes that all this is about; missing where nothing is written. */
  readonly strokes?: FoundStrokes;
}

/** Where a box of working pixels lies on the page. */
export type OnPage = (box: Box) => Box;

/** What was found, and where its boxes lie on the page. */
export interface PlacedPage extends FoundPage {
  /** Where a box of working pixels lies on the page. */
  readonly onPage: OnPage;
  /** The ink that all this was found in. */
  readonly seen: SeenInk;
  /** Radians clockwise by which the page was turned. */
  readonly turned?: number;
}

/** The ink of a page as it was taken apart. */
export interface FoundStrokes {
  /** Without rules. */
  readonly ink: Ink;
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  /** What the lines were chosen from. */
  readonly lattices: readonly LineLattice[];
}
