// `ownhand learn`: folders of labelled glyphs, and photos of filled-in sheets, become the hand's samples, and a better reader, if the guard agrees.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import type { HandStore, NewSample } from '../../hand/store.js';
import { type LearnResult, learn as learnSamples } from '../../learn/learn-hand.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { openHandStore } from '../../node/hand/hand-place.js';
import { shipped, shippedBase } from '../../node/models/shipped.js';
import { readLabelled } from '../../node/samples/labelled-inputs.js';
import { fitToHand } from '../../node/samples/sheet-samples.js';
import { endWith, exitCode } from '../exit-code.js';
import { addHandOption, addJsonOption, type HandFlags } from '../hand-option.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';
import { table } from '../render.js';
import { tellOtherKind, tellSheets, tellSuspects, tellUnreadable } from '../warnings.js';

interface Flags extends HandFlags {
  readonly reverse?: boolean;
  readonly force?: boolean;
  readonly strict?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<inputs...>', messages.help.learn.inputs)
    .option('--reverse', messages.help.reverse)
    .option('--strict', messages.help.learn.strict)
    .option('--force', messages.help.force);
  addHandOption(addJsonOption(command)).action(learn);
}

async function learn(inputs: readonly string[], flags: Flags): Promise<void> {
  untilInterrupted();
  const { samples, sheets, unreadable, otherKind } = await readLabelled(inputs, flags.reverse ?? false);
  tellUnreadable(unreadable);
  if (otherKind) tellOtherKind(flags.reverse ?? false);
  if (samples.length === 0) throw unreadable[0] ?? new OwnhandError('no-images', messages.learn.nothingToLearn);
  if (unreadable.length > 0) endWith(exitCode.someUnreadable);
  const store = openHandStore(flags.hand, { warn: note });
  if (sheets.length === 0) return learnInto(store, samples, flags);
  const fitted = await fitToHand(store, samples, (await shippedBase()).alphabet);
  tellSheets(sheets, fitted);
  if (fitted.samples.length === 0) throw new OwnhandError('unknown-label', messages.learn.tooFewOfEveryNew);
  await learnInto(store, fitted.samples, flags);
}

/** Learns samples, and tells what came of it. */
export async function learnInto(
  store: HandStore,
  samples: readonly NewSample[],
  flags: Pick<Flags, 'force' | 'strict' | 'json'>,
): Promise<void> {
  const result = await learnSamples(store, await shipped(), createEngine, samples, {
    signal: untilInterrupted(),
    ...(flags.force && { force: true }),
    ...(flags.strict && { strict: true }),
    onSuspects: (suspects) => {
      tellSuspects(suspects);
      if (flags.json && flags.strict && suspects.length > 0) printJson({ event: 'suspects', suspects });
    },
    // From here on they survive anything that happens to this process.
    onSaved: (saved) => {
      if (flags.json) printJson({ event: 'saved', ids: saved.map((sample) => sample.id) });
      note(messages.learn.saved(saved.length, store.name));
    },
  });
  if (flags.json) printJson({ event: result.learned ? 'learned' : 'refused', ...result });
  else printLine(learnText(result));
  if (!result.learned) {
    note(messages.learn.notLearned(result.reason));
    endWith(exitCode.failed);
  }
}

/** The scores before → after, and what is in use now. */
export function learnText(result: LearnResult): string {
  const { own, rehearsal } = result;
  const row = (name: string, change: typeof own, heldOut: boolean) => [
    name,
    messages.percent(change.before),
    '→',
    messages.percent(change.after),
    messages.learn.ofSamples(change.samples, heldOut),
  ];
  // One sample of each label leaves none to hold out: then all are scored, which were learned from.
  const scores = table([
    row(messages.learn.yourSamples, own, result.heldOut),
    row(messages.learn.mnistDigits, rehearsal, true),
  ]);
  return result.learned ? `${scores}\n${messages.learn.nowInUse(result.checkpoint)}` : scores;
}
