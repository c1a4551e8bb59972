// Of all glyphs on some pages, the few whose labels would teach a hand most.
import { chooseToAsk } from '../../insight/choose-to-ask.js';
import { judgedGlyphs, type ReadGlyph, type Reading } from '../../reading.js';
import { createEngine } from '../engine/node-engine.js';
import type { Hand } from '../hand/open-hand.js';
import { shippedBase } from '../models/shipped.js';

/** A glyph worth a person's answer, and where it stands. */
export interface AskedGlyph {
  /** The place of its reading among those given, from 0. */
  readonly page: number;
  /** The place of its line on the page, from 0. */
  readonly line: number;
  /** The text of the number that it stands in. */
  readonly number: string;
  /** What was read. Its picture, with the right label, is a sample to learn. */
  readonly glyph: ReadGlyph;
}

/** Up to `count` glyphs of some readings, the most telling first; those like the hand's samples are hardly asked. */
export async function glyphsToAsk(
  hand: Hand,
  readings: readonly Reading[],
  count: number,
): Promise<readonly AskedGlyph[]> {
  const all = readings.flatMap(({ lines }, page) =>
    lines.flatMap(({ numbers }, line) =>
      numbers.flatMap((number) =>
        judgedGlyphs(number).map((glyph): AskedGlyph => ({ page, line, number: number.text, glyph })),
      ),
    ),
  );
  const labelled = (await hand.store.samples()).map(({ picture }) => picture);
  const glyphs = all.map(({ glyph }) => glyph);
  const chosen = await chooseToAsk(await shippedBase(), glyphs, labelled, createEngine, count);
  return chosen.map((index) => all[index]!);
}
