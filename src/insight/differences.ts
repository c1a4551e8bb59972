// What two readers read differently: of labelled samples, and on a page.

import type { Box } from '../geometry/box.js';
import { pictureSize } from '../glyph/picture.js';
import type { Sample } from '../hand/store.js';
import { argmax } from '../model/logits.js';
import type { Model } from '../model/model.js';
import type { ReadGlyph, Reading } from '../reading.js';

/** What a reader takes a glyph for. */
export interface Answer {
  /** The best label. */
  readonly label: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

/** The best label of each picture; "not a symbol" is not an answer here. */
export function answers(model: Model, samples: readonly Pick<Sample, 'picture'>[]): readonly Answer[] {
  const pictures = new Uint8Array(samples.length * pictureSize);
  for (const [i, { picture }] of samples.entries()) pictures.set(picture, i * pictureSize);
  const chances = model.classify(pictures, samples.length);
  const labels = model.alphabet.length;
  return samples.map((_, i) => {
    const best = argmax(chances, i * (labels + 1), labels);
    return { label: model.alphabet[best]!, confidence: chances[i * (labels + 1) + best]! };
  });
}

/** A glyph as one of two readers has it, and the number that it is a part of. */
export interface GlyphAnswer extends Answer {
  /** The number's text. */
  readonly number: string;
}

/** A place on a page that two readers read differently. */
export interface GlyphDifference {
  /** The glyph's box, in pixels of the page. */
  readonly box: Box;
  /** The first reader's answer; null where it sees no such glyph. */
  readonly before: GlyphAnswer | null;
  /** The second reader's answer; null where it sees no such glyph. */
  readonly after: GlyphAnswer | null;
}

/** Boxes with this intersection over union hold the same glyph. */
const SAME_GLYPH = 0.5;

/** Glyphs of a page that are read differently, line by line as the page is read. */
export function readingDifferences(before: Reading, after: Reading): readonly GlyphDifference[] {
  const unmatched = new Set(glyphsOf(after));
  const differences: GlyphDifference[] = [];
  for (const one of glyphsOf(before)) {
    const box = one.glyph.box;
    const other = [...unmatched].find(({ glyph }) => intersectionOverUnion(box, glyph.box) >= SAME_GLYPH);
    if (other) unmatched.delete(other);
    if (other?.glyph.label === one.glyph.label) continue;
    differences.push({ box, before: answerOf(one), after: other ? answerOf(other) : null });
  }
  for (const one of unmatched) differences.push({ box: one.glyph.box, before: null, after: answerOf(one) });
  return differences;
}

/** A glyph and the text of its number. */
interface NumberedGlyph {
  readonly glyph: ReadGlyph;
  readonly number: string;
}

const glyphsOf = (reading: Reading): readonly NumberedGlyph[] =>
  reading.lines.flatMap((line) =>
    line.numbers.flatMap(({ text, glyphs }) => glyphs.map((glyph) => ({ glyph, number: text }))),
  );

const answerOf = ({ glyph: { label, confidence }, number }: NumberedGlyph): GlyphAnswer => ({
  label,
  confidence,
  number,
});

function intersectionOverUnion(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
}
