// A page and what it says → its glyphs with their labels. It is the cheapest way to label a hand's writing: what was
// noted by hand is often in a spreadsheet already.

import { OwnhandError } from '../../error.js';
import type { Box } from '../../geometry/box.js';
import { union } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Classifier, Helpers } from '../../model/classifier.js';
import type { PageImage } from '../../page/image.js';
import type { PlacedPage } from '../found.js';
import type { LineLattice } from '../lattice.js';
import { joinedRows } from '../layout/rows.js';
import { findPage } from '../read-page.js';
import { alignText, MOST_STATES, type PlacedLattice, statesOf } from './align-text.js';
import { textNumbers } from './text-numbers.js';

/** A glyph that a known text has given its label. */
export interface LabelledGlyph {
  /** What the text says that it is. */
  readonly label: string;
  /** What the reader takes it for. */
  readonly readAs: string;
  /** The chance that it is this character of the text, 0.9 to 1. */
  readonly chance: number;
  /** Pixels of the page. */
  readonly box: Box;
  /** The normalised picture, white (255) on black, [28, 28]. */
  readonly picture: Uint8Array;
}

/** A number of the text of which not every digit was found. */
export interface NotAligned {
  /** As it stands in the text. */
  readonly text: string;
  /** The line of the text, counted from 1. */
  readonly line: number;
  /** How many of its digits were found; those are labelled. */
  readonly found: number;
  /** How many digits it has. */
  readonly of: number;
}

/** A page that was read with the text that it is known to say. */
export interface TextReading {
  /** In the order of the text. */
  readonly glyphs: readonly LabelledGlyph[];
  /** How many digits the text has. */
  readonly digits: number;
  /** What of the text was not found on the page, or not surely. */
  readonly notAligned: readonly NotAligned[];
  /** Full-sized strokes in lines of numbers that are nothing of the text, pixels of the page. */
  readonly extra: readonly Box[];
  /** Words of the text without a digit, which were passed over. */
  readonly words: readonly string[];
}

/** How a text is understood. */
export interface TextOptions {
  /** Whether it is comma-separated values, as `read --csv` prints them, whatever the delimiter. Default: plain text. */
  readonly csv?: boolean;
}

/**
 * Finds on a page the digits that its text says are there, whichever way it lies. What does not fit together is not
 * labelled. Signs teach nothing, and are not looked for.
 * @throws OwnhandError 'empty' where the text has no digit, 'too-large' where page and text are too long together
 */
export function readWithText(
  page: PageImage,
  text: string,
  classifier: Classifier,
  helpers: Helpers = {},
  { csv = false }: TextOptions = {},
): TextReading {
  const { alphabet } = classifier;
  const { numbers, words } = textNumbers(text, alphabet, csv);
  if (numbers.length === 0)
    throw new OwnhandError('empty', 'the text has no digits; give what is written on the page, such as "40817 365"');
  const found = findPage(page, classifier, helpers);
  const lines = inReadingOrder(found);
  if (statesOf(lines, numbers) > MOST_STATES)
    throw new OwnhandError('too-large', 'the page and its text are too long to be aligned at once; cut them in parts');
  const { glyphs, extra } = alignText(lines, numbers, alphabet);
  const counts = numbers.map(() => 0);
  for (const { number } of glyphs) counts[number]!++;
  return {
    glyphs: glyphs.map(({ label, chance, candidate }) => ({
      label,
      readAs: candidate.label,
      chance,
      box: found.onPage(candidate.box),
      picture: candidate.picture,
    })),
    digits: numbers.reduce((sum, { labels }) => sum + labels.length, 0),
    notAligned: numbers.flatMap(({ text: own, line, labels }, k) =>
      counts[k]! < labels.length ? [{ text: own, line: line + 1, found: counts[k]!, of: labels.length }] : [],
    ),
    extra: extra.map(found.onPage),
    words,
  };
}

/** The lines row by row, each row left to right. */
function inReadingOrder({ strokes, walls }: PlacedPage): PlacedLattice[] {
  const standing = (strokes?.lattices ?? []).map((lattice) => bodiesOf(lattice).map(({ box }) => ({ box, lattice })));
  const height = median(standing.flat().map(({ box }) => box.h)) ?? 1;
  const rows = joinedRows(
    standing.filter((line) => line.length > 0),
    height,
    walls.across,
  );
  return rows.flatMap((row, k) => {
    const lines = [...new Set(row.map(({ lattice }) => lattice))];
    const left = new Map(lines.map((lattice) => [lattice, union(bodiesOf(lattice).map(({ box }) => box)).x]));
    return lines.sort((a, b) => left.get(a)! - left.get(b)!).map((lattice) => ({ ...lattice, row: k }));
  });
}

/** The pieces of a line that tell where it stands; all of them where none is large. */
function bodiesOf({ pieces, weights }: LineLattice): LineLattice['pieces'] {
  const large = pieces.filter((_, k) => weights[k]! >= 1);
  return large.length > 0 ? large : pieces;
}
