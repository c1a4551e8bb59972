// Another of a hand's checkpoints comes into use, and the journal says why.
import { OwnhandError } from '../error.js';
import { parentOf } from './parent.js';
import type { HandStore } from './store.js';

/** Makes a checkpoint current and journals it. Throws OwnhandError 'not-found' where the hand has no such one. */
export async function switchTo(store: HandStore, checkpoint: number, by: 'use' | 'undo'): Promise<void> {
  await store.exclusively(async () => {
    await store.setCurrent(checkpoint);
    await store.append({ at: new Date().toISOString(), event: 'use', checkpoint, by });
  });
}

/**
 * Goes back to the checkpoint that the current one was learned from, and returns its number. Throws OwnhandError
 * 'failed' where there is nothing to undo; a hand that does not exist is not made by this.
 */
export async function switchBack(store: HandStore): Promise<number> {
  const nothing = () =>
    new OwnhandError('failed', `there is nothing to undo: the hand ${store.name} uses the shipped reader`);
  if ((await store.current()) === 0) throw nothing();
  return store.exclusively(async () => {
    const current = await store.current();
    if (current === 0) throw nothing();
    const parent = await parentOf(store, current);
    await switchTo(store, parent, 'undo');
    return parent;
  });
}
