// Photos become pages with questions, for `fix` and `ask`.

import { OwnhandError } from '../../error.js';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { keptEdits } from '../../node/pages/kept-edits.js';
import { readDecoded } from '../../node/pages/read-picture.js';
import type { Reading } from '../../reading.js';
import { CommandError, told } from '../command-error.js';
import { endWithUnreadable } from '../exit-code.js';
import { expandInputs } from '../inputs.js';
import { complain, progressLine } from '../output.js';
import { decodedPhoto } from './decoded-photos.js';
import type { Question } from './question.js';
import { questionsOf } from './questions.js';

/** A page whose glyphs are asked about. */
export interface AskedPage {
  /** The photo as the user named it. */
  readonly file: string;
  /** What was read, boxes in pixels of the full photo. */
  readonly reading: Reading;
  /** The text of each line, as the page was read first. */
  readonly lines: readonly string[];
  /** In reading order. */
  readonly questions: readonly Question[];
}

/**
 * Reads photos and turns their glyphs with a confidence below `below` into questions; photos that cannot be read are
 * told. Each page is let go of once its glyphs are cut out: many photos do not fit into memory at once.
 */
export async function readPages(
  hand: Hand,
  named: readonly string[],
  signal: AbortSignal,
  below: number,
): Promise<readonly AskedPage[]> {
  const inputs = await expandInputs(named);
  const model = await hand.model();
  const kept = await keptEdits(hand.store);
  const pages: AskedPage[] = [];
  for (const [i, { file, error }] of inputs.entries()) {
    if (signal.aborted) throw new CommandError('aborted', messages.fix.stopped);
    progressLine(messages.fix.reading(i + 1, inputs.length, file));
    try {
      if (error) throw error;
      const decoded = await decodedPhoto(file);
      const { working, reading } = await readDecoded(decoded, model, { edits: await kept.of(file) });
      const questions = questionsOf(file, decoded.page, working, below, reading);
      pages.push({ file, reading, lines: textLines(working), questions });
    } catch (failure) {
      if (!(failure instanceof OwnhandError)) throw failure;
      progressLine('');
      complain(told(failure));
    }
    await new Promise((next) => setImmediate(next));
  }
  progressLine('');
  endWithUnreadable(inputs.length - pages.length, inputs.length);
  return pages;
}

/** The text of each line of a reading. */
export function textLines(reading: Reading): readonly string[] {
  return reading.lines.map((line) => line.text);
}
