// `ownhand undo`: back to the checkpoint that the current one was learned from.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import { parentOf } from '../../hand/parent.js';
import type { HandStore } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { switchTo } from './use.js';

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  addHandOption(addJsonOption(command)).action((flags: HandFlags) =>
    withHand(flags, async ({ store }) => switchTo(store, await before(store), 'undo', flags)),
  );
}

async function before(store: HandStore): Promise<number> {
  const current = await store.current();
  if (current === 0) throw new OwnhandError('failed', messages.use.nothingToUndo(store.name));
  return parentOf(store, current);
}
