// The strokes of drawn documents as other models might have seen them. The page model has learned from documents drawn
// by the same script, and is surer of these than of any photo; a judge that learns to trust it as much is wrong where
// it counts. So what it, the reader and the lettering say of a document's strokes is shifted and flattened at random
// (domain randomisation, Tobin et al. 2017).
import type { Random } from '../../engine/random.js';
import { BYTES, otherColumns, saidInColumns, strokeFeatureCount } from '../../numbers/evidence/stroke-features.js';
import type { StrokeSamples } from './stroke-samples.js';

/**
 * How far what is said of a document is moved, as standard deviations in units of the features, and down to which share
 * it is flattened; `plain` is the share of documents that stay as they are. Half as much again reads a little more of
 * the real pages of half of the writers, and more words on photos of other people as numbers.
 */
const VARIED = { plain: 0.3, sight: 0.4, ofStroke: 0.25, symbol: 0.4, letter: 0.4, flattest: 0.6, size: 0.15 } as const;

/** What the page model says, and the others. */
const SIGHT = ['number', 'writing', 'print', 'rule'] as const;
const OTHERS = ['symbol', 'letter'] as const;

/** The strokes of some documents in a row. */
export function joinedStrokes(documents: readonly StrokeSamples[]): StrokeSamples {
  const count = documents.reduce((sum, document) => sum + document.count, 0);
  const pictures = new Uint8Array(count * strokeFeatureCount);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const document of documents) {
    pictures.set(document.pictures, at * strokeFeatureCount);
    labels.set(document.labels, at);
    at += document.count;
  }
  return { count, pictures, labels };
}

/** The strokes of each document, so many times, each time otherwise. */
export function variedStrokes(documents: readonly StrokeSamples[], times: number, random: Random): StrokeSamples {
  return joinedStrokes(
    Array.from({ length: times }, () => documents.map((document) => varied(document, random))).flat(),
  );
}

/** One document's strokes as if its models had been less at home on it. */
function varied(document: StrokeSamples, random: Random): StrokeSamples {
  if (random() < VARIED.plain) return document;
  const normal = (deviation: number): number =>
    deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const flatter = (): number => VARIED.flattest + (1 - VARIED.flattest) * random();
  const [sight, others] = [flatter(), flatter()];
  const shifts = { number: 0, writing: 0, print: 0, rule: 0, symbol: 0, letter: 0 };
  for (const kind of SIGHT) shifts[kind] = normal(VARIED.sight);
  for (const kind of OTHERS) shifts[kind] = normal(VARIED[kind]);
  const size = normal(VARIED.size);
  const pictures = document.pictures.slice();
  for (let from = 0; from < pictures.length; from += strokeFeatureCount) {
    const change = (column: number, of: (value: number) => number): void => {
      const value = (pictures[from + column]! - BYTES.zero) / BYTES.unit;
      pictures[from + column] = Math.max(0, Math.min(255, Math.round(BYTES.zero + BYTES.unit * of(value))));
    };
    const [before, behind] = otherColumns.neighbours.map((column) => pictures[from + column]! > BYTES.zero);
    const isThere = [true, before, behind, true, true];
    // What holds for a page or a group of strokes is less by chance than what holds for one.
    const ofStroke = [VARIED.ofStroke, VARIED.ofStroke, VARIED.ofStroke, VARIED.ofStroke / 2, VARIED.ofStroke / 2];
    for (const kind of SIGHT)
      for (const [k, column] of saidInColumns[kind].entries())
        if (isThere[k]) change(column, (value) => value * sight + shifts[kind] + normal(ofStroke[k]!));
    for (const kind of OTHERS)
      for (const [k, column] of saidInColumns[kind].entries())
        if (isThere[k]) change(column, (value) => value * others + shifts[kind]);
    change(otherColumns.numbersOverPrint, (value) => value * sight + shifts.number - shifts.print);
    for (const column of otherColumns.sizes) change(column, (value) => value + size);
  }
  return { ...document, pictures };
}
