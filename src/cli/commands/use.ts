// `ownhand use N`: another of the hand's checkpoints becomes the current one.
import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { use } from '../../node/hand-functions.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.argument('<n>', messages.help.checkpoint, wholeNumber(0));
  addHandOption(addJsonOption(command)).action((checkpoint: number, flags: HandFlags) =>
    withHand(flags, async (hand) => {
      await use(hand, checkpoint);
      if (flags.json) printJson<'use'>({ event: 'use', checkpoint, by: 'use' });
      else printLine(messages.use.inUse(checkpoint));
    }),
  );
}
