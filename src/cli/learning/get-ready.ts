// What learning needs is got ready while something else is waited for: keys, or files.
import { breathe } from '../../breathe.js';
import { prepareLearning } from '../../learn/seen-rehearsal.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped } from '../../node/models/shipped.js';

/** Gets ready to learn, in moments that are too short to keep a key waiting, and stops at the signal. */
export async function getReady(signal: AbortSignal): Promise<void> {
  // Learning itself says what is wrong.
  await shipped()
    .then((models) =>
      prepareLearning(models, createEngine, async () => {
        await breathe();
        signal.throwIfAborted();
      }),
    )
    .catch(() => {});
}
