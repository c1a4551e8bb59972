// `ownhand use N`: another of the hand's checkpoints becomes the current one.
import type { Command } from 'commander';
import type { HandStore } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.argument('<n>', messages.help.checkpoint, wholeNumber(0));
  addHandOption(addJsonOption(command)).action((number: number, flags: HandFlags) =>
    withHand(flags, ({ store }) => switchTo(store, number, 'use', flags)),
  );
}

/** Makes a checkpoint current and journals it. Throws OwnhandError 'not-found' where the hand has no such one. */
export async function switchTo(
  store: HandStore,
  checkpoint: number,
  by: 'use' | 'undo',
  flags: HandFlags,
): Promise<void> {
  await store.exclusively(async () => {
    await store.setCurrent(checkpoint);
    await store.append({ at: new Date().toISOString(), event: 'use', checkpoint, by });
  });
  if (flags.json) printJson<'use'>({ event: 'use', checkpoint, by });
  else printLine(messages.use.inUse(checkpoint));
}
