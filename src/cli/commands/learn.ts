// `ownhand learn`: folders of labelled glyphs, single ones, and photos of filled-in sheets become the hand's samples. A
// better reader comes of them if the guard agrees.

import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { openHandStore } from '../../node/hand/hand-place.js';
import { shippedBase } from '../../node/models/shipped.js';
import type { LabelledOptions } from '../../node/samples/labelled-folder.js';
import { readLabelledInputs } from '../../node/samples/labelled-inputs.js';
import { samplesToLearn } from '../../node/samples/sheet-samples.js';
import { CommandError } from '../command-error.js';
import { endWith, exitCode } from '../exit-code.js';
import { expandGlobs } from '../inputs.js';
import { getReady } from '../learning/get-ready.js';
import { tellFound, tellSheets } from '../learning/label-warnings.js';
import { type LearnFlags, learnAndTell } from '../learning/learn-and-tell.js';
import { learnWithText } from '../learning/learn-with-text.js';
import { addHandOption, addJsonOption, type HandFlags, handOf, labelsFromOption } from '../options.js';
import { note, untilInterrupted } from '../output.js';

interface Flags extends HandFlags, LearnFlags, LabelledOptions {
  readonly json?: boolean;
  readonly text?: readonly string[];
  readonly latex?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<inputs...>', messages.help.learn.inputs)
    .option('--reverse', messages.help.reverse)
    .option('--no-reverse', messages.help.noReverse)
    .addOption(labelsFromOption())
    .option('--text <text>', messages.help.learn.text, (text: string, before: string[] = []) => [...before, text])
    .option('--latex', messages.help.learn.latex)
    .option('--strict', messages.help.learn.strict)
    .option('--force', messages.help.force);
  addHandOption(addJsonOption(command)).action(learn);
}

async function learn(inputs: readonly string[], flags: Flags): Promise<void> {
  untilInterrupted();
  if (flags.text !== undefined && (flags.reverse !== undefined || flags.labelsFrom !== undefined))
    throw new CommandError('usage', messages.knownText.noCrops);
  if (flags.text !== undefined) return learnWithText(await expandGlobs(inputs), flags.text, flags);
  // Decoding waits for other threads, mostly: meanwhile this one gets ready to learn.
  const stop = new AbortController();
  const ready = flags.latex ? undefined : getReady(stop.signal);
  const found = await readLabelledInputs(await expandGlobs(inputs), flags).catch((error: unknown) => {
    stop.abort();
    throw error;
  });
  if (found.samples.length === 0) stop.abort();
  await ready;
  const { samples, sheets, unreadable } = found;
  tellFound(found, flags);
  if (samples.length === 0) throw unreadable[0] ?? new CommandError('no-images', messages.learn.nothingToLearn);
  if (unreadable.length > 0) endWith(exitCode.someUnreadable);
  const store = openHandStore(handOf(flags), { warn: note });
  if (flags.latex) {
    const { learnSymbols } = await import('../equations/learn-symbols.js');
    return learnSymbols(store, samples, flags);
  }
  if (sheets.length === 0) {
    await learnAndTell(store, samples, flags);
    return;
  }
  const chosen = await samplesToLearn(store, samples, (await shippedBase()).alphabet);
  tellSheets(sheets, chosen);
  if (chosen.samples.length === 0) throw new CommandError('unknown-label', messages.learn.tooFewOfEveryNew);
  await learnAndTell(store, chosen.samples, flags);
}
