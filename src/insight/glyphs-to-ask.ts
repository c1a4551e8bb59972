// Of all glyphs on some pages, the few whose labels would teach a hand most.
import type { EngineFactory } from '../engine/engine.js';
import type { Sample } from '../hand/store.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { learnableGlyphs, type ReadGlyph, type Reading } from '../reading.js';
import { chooseToAsk } from './choose-to-ask.js';

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
  base: Checkpoint,
  readings: readonly Reading[],
  samples: readonly Sample[],
  engines: EngineFactory,
  count: number,
): Promise<readonly AskedGlyph[]> {
  const all = readings.flatMap(({ lines }, page) =>
    lines.flatMap(({ numbers }, line) =>
      numbers.flatMap((number) =>
        learnableGlyphs(number).map((glyph): AskedGlyph => ({ page, line, number: number.text, glyph })),
      ),
    ),
  );
  const labelled = samples.map(({ picture }) => picture);
  const glyphs = all.map(({ glyph }) => glyph);
  const chosen = await chooseToAsk(base, glyphs, labelled, engines, count);
  return chosen.map((index) => all[index]!);
}
