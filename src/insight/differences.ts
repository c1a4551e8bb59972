// What two readers read differently: of labelled samples, and on a page.

import type { Box } from '../geometry/box.js';
import { pictureSize } from '../glyph/picture.js';
import type { Sample } from '../hand/store.js';
import { argmax } from '../model/logits.js';
import type { Model } from '../model/model.js';
import type { ReadGlyph, Reading } from '../reading.js';

export interface Answer {
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
  readonly number: string;
}

/** A place on a page that two readers read differently; null where one of them sees no glyph like the other's. */
export interface GlyphDifference {
  readonly box: Box;
  readonly before: GlyphAnswer | null;
  readonly after: GlyphAnswer | null;
}

/** Boxes that share this much of what they cover together hold the same glyph. */
const SAME = 0.5;

/** Glyphs of a page that are read differently, line by line as the page is read. */
export function readingDifferences(before: Reading, after: Reading): readonly GlyphDifference[] {
  const left = new Set(glyphsOf(after));
  const differences: GlyphDifference[] = [];
  for (const one of glyphsOf(before)) {
    const box = one.glyph.box;
    const other = [...left].find(({ glyph }) => overlap(box, glyph.box) >= SAME);
    if (other) left.delete(other);
    if (other?.glyph.label === one.glyph.label) continue;
    differences.push({ box, before: answerOf(one), after: other ? answerOf(other) : null });
  }
  for (const one of left) differences.push({ box: one.glyph.box, before: null, after: answerOf(one) });
  return differences;
}

interface Placed {
  readonly glyph: ReadGlyph;
  readonly number: string;
}

const glyphsOf = (reading: Reading): readonly Placed[] =>
  reading.lines.flatMap((line) =>
    line.numbers.flatMap(({ text, glyphs }) => glyphs.map((glyph) => ({ glyph, number: text }))),
  );

const answerOf = ({ glyph: { label, confidence }, number }: Placed): GlyphAnswer => ({ label, confidence, number });

/** Intersection over union. */
function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
}
