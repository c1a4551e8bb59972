// `ownhand undo`: back to the checkpoint that the current one was learned from.
import type { Command } from 'commander';
import { OwnhandError } from '../error.js';
import type { HandStore } from '../hand/store.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from './hand-option.js';
import { switchTo } from './use.js';

export function configure(command: Command): void {
  addHandOption(addJsonOption(command)).action((flags: HandFlags) =>
    withHand(flags, async ({ store }) => switchTo(store, await parentOf(store), 'undo', flags)),
  );
}

/** From the journal, so that a damaged checkpoint can be left too. */
async function parentOf(store: HandStore): Promise<number> {
  const current = await store.current();
  if (current === 0)
    throw new OwnhandError('failed', `there is nothing to undo: the hand ${store.name} uses the shipped reader`);
  const there = await store.checkpoints();
  const made = (await store.journal()).findLast((entry) => entry.event === 'learned' && entry.checkpoint === current);
  const parent = made?.event === 'learned' ? made.parent : (there.findLast((number) => number < current) ?? 0);
  return parent === 0 || there.includes(parent) ? parent : 0;
}
