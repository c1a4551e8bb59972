// `ownhand undo`: back to the checkpoint that the current one was learned from. The samples that came in since stay, or
// are taken back too.
import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { undo } from '../../node/hand-functions.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine } from '../output.js';
import { samplesOfStep } from '../select-samples.js';

interface Flags extends HandFlags {
  readonly samples?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.option('--samples', messages.help.undo.samples);
  addHandOption(addJsonOption(command)).action((flags: Flags) => withHand(flags, (hand) => run(hand, flags)));
}

async function run(hand: Hand, flags: Flags): Promise<void> {
  const { store } = hand;
  const back = async (): Promise<void> => {
    const checkpoint = await undo(hand);
    if (flags.json) printJson<'undo'>({ event: 'use', checkpoint, by: 'undo' });
    else printLine(messages.use.inUse(checkpoint));
  };
  // A hand that does not exist is not made by this: it has nothing to undo, and need not be locked to say so.
  if ((await store.current()) === 0) return back();
  await store.exclusively(async () => {
    const { sessions, samples } = samplesOfStep(await store.samples(), await store.journal(), await store.current());
    await back();
    if (samples.length === 0) return;
    if (!flags.samples) return note(messages.use.samplesStay(samples.length, sessions));
    const ids = samples.map(({ id }) => id);
    const restored = await store.removeSamples(ids, { restore: true });
    if (flags.json) printJson<'undo'>({ event: 'forgot', ids, ...(restored.length > 0 && { restored }) });
    else printLine(messages.use.samplesTakenBack(ids.length, restored.length));
  });
}
