// Samples are forgotten, and with them what the hand has learned of them.
import type { HandStore, RemoveOptions } from '../../hand/store.js';
import { learnable } from '../../learn/labels/check-labels.js';
import { learn } from '../../learn/learn-hand.js';
import { createEngine } from '../engine/node-engine.js';
import { shipped } from '../models/shipped.js';

/** What came of forgetting. */
export interface Forgotten {
  /** Ids of the samples that were to go, each once. */
  readonly ids: readonly string[];
  /** Ids of the samples that they had replaced, which count again. */
  readonly restored: readonly string[];
  /** The checkpoint that is in use now, 0 for the shipped reader. */
  readonly checkpoint: number;
}

/** Other checkpoints may know the samples too, so learning starts over from those that are left. */
export async function forgetSamples(
  store: HandStore,
  samples: readonly string[],
  options: RemoveOptions,
): Promise<Forgotten> {
  const ids = [...new Set(samples)];
  return store.exclusively(async () => {
    const restored = await store.removeSamples(ids, options);
    if ((await store.current()) !== 0) {
      await store.setCurrent(0);
      await store.append({ at: new Date().toISOString(), event: 'use', checkpoint: 0, by: 'rebuild' });
      const models = await shipped();
      // Symbols of equations may be left, of which the reader of digits learns nothing.
      if (learnable(await store.samples(), models.base.alphabet).length > 0)
        await learn(store, models, createEngine, []);
    }
    return { ids, restored, checkpoint: await store.current() };
  });
}
