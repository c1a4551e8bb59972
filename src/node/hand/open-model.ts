// The reader that one of a hand's checkpoints makes. It is loaded only when a hand reads, with all that reading needs.
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { type Checkpoint, decodeCheckpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { shippedBase } from '../models/shipped.js';

/**
 * The reader that one of a hand's checkpoints makes, 0 for the shipped one. Throws OwnhandError 'not-found', 'bad-
 * checkpoint'.
 */
export async function openModel(store: HandStore, number: number, threads?: number): Promise<Model> {
  return Model.open(await checkpointOf(store, number), createEngine, threads === undefined ? {} : { threads });
}

/** One of a hand's checkpoints, 0 for the shipped one. Throws OwnhandError 'not-found', 'bad-checkpoint'. */
export async function checkpointOf(store: HandStore, number: number): Promise<Checkpoint> {
  if (number === 0) return shippedBase();
  try {
    return decodeCheckpoint(await store.readCheckpoint(number), `checkpoint ${number} of the hand ${store.name}`);
  } catch (error) {
    if (!(error instanceof OwnhandError)) throw error;
    const remedy = 'the samples are safe: `ownhand undo` goes back, `ownhand use 0` to the shipped reader';
    throw new OwnhandError('bad-checkpoint', `${error.message.replace(/\.$/, '')}; ${remedy}`, { cause: error });
  }
}
