// The reader that a worker has opened last; mostly the next task is for it too.
import { OwnhandError } from '../../error.js';
import { type Checkpoint, decodeCheckpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../browser-engine.js';
import type { PostedReader } from './worker-messages.js';

/** Opens readers, one at a time. Throws OwnhandError 'bad-checkpoint'. */
export function openedReader(base: () => Promise<Checkpoint>): (reader: PostedReader) => Promise<Model> {
  let opened: { readonly key: string; readonly model: Model } | undefined;
  return async ({ key, bytes, name }) => {
    if (opened?.key === key) return opened.model;
    const checkpoint = bytes ? checkpointIn(bytes, name) : await base();
    opened?.model.close();
    opened = undefined;
    opened = { key, model: await Model.open(checkpoint, createEngine, { threads: 1 }) };
    return opened.model;
  };
}

function checkpointIn(bytes: Uint8Array, name: string): Checkpoint {
  try {
    return decodeCheckpoint(bytes, name);
  } catch (error) {
    if (!(error instanceof OwnhandError)) throw error;
    const remedy = 'the samples are safe: undo(hand) goes back, use(hand, 0) to the shipped reader';
    throw new OwnhandError('bad-checkpoint', `${error.message.replace(/\.$/, '')}; ${remedy}`, { cause: error });
  }
}
