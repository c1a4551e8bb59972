// `ownhand undo`: back to the checkpoint that the current one was learned from. The samples that came in since stay, or
// are taken back too.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import { parentOf } from '../../hand/parent.js';
import type { HandStore } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine } from '../output.js';
import { samplesOfStep } from '../select-samples.js';
import { switchTo } from './use.js';

interface Flags extends HandFlags {
  readonly samples?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.option('--samples', messages.help.undo.samples);
  addHandOption(addJsonOption(command)).action((flags: Flags) => withHand(flags, ({ store }) => undo(store, flags)));
}

async function undo(store: HandStore, flags: Flags): Promise<void> {
  const nothing = () => new OwnhandError('failed', messages.use.nothingToUndo(store.name));
  // A hand that does not exist is not made by this.
  if ((await store.current()) === 0) throw nothing();
  await store.exclusively(async () => {
    const current = await store.current();
    if (current === 0) throw nothing();
    const { sessions, samples } = samplesOfStep(await store.samples(), await store.journal(), current);
    await switchTo(store, await parentOf(store, current), 'undo', flags);
    if (samples.length === 0) return;
    if (!flags.samples) return note(messages.use.samplesStay(samples.length, sessions));
    const ids = samples.map(({ id }) => id);
    const restored = await store.removeSamples(ids, { restore: true });
    if (flags.json) printJson<'undo'>({ event: 'forgot', ids, ...(restored.length > 0 && { restored }) });
    else printLine(messages.use.samplesTakenBack(ids.length, restored.length));
  });
}
