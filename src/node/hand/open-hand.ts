// A hand opened for use in Node: its store, and the reader that its current checkpoint makes, loaded when first needed.
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { type Checkpoint, decodeCheckpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { shippedBase } from '../models/shipped.js';
import { openHandStore } from './hand-place.js';

/** How a hand is opened. */
export interface HandOptions {
  /** Threads of the engine. Default: all of the machine's cores. */
  readonly threads?: number;
  /** Told of what could not be read and was passed over, one line each. */
  readonly warn?: (line: string) => void;
}

/** A hand that can read and learn. */
export interface Hand {
  /** How the user named it. */
  readonly name: string;
  /** Where its samples and checkpoints are kept. */
  readonly store: HandStore;
  /**
   * The model of the current checkpoint, of the shipped base where nothing was learned yet. Throws OwnhandError 'bad-
   * checkpoint'.
   */
  model(): Promise<Model>;
  /** Frees the model. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a hand by its name or folder, or the default one. A hand that does not exist is an empty one; nothing is
 * written before it learns.
 */
export function openHand(nameOrFolder?: string, options: HandOptions = {}): Hand {
  const store = openHandStore(nameOrFolder, options.warn && { warn: options.warn });
  let loaded: { readonly number: number; readonly model: Promise<Model> } | undefined;
  async function close(): Promise<void> {
    const closing = loaded;
    loaded = undefined;
    (await closing?.model.catch(() => undefined))?.close();
  }
  async function model(): Promise<Model> {
    const number = await store.current();
    if (loaded?.number !== number) {
      await close();
      loaded = { number, model: openModel(store, number, options.threads) };
    }
    return loaded.model;
  }
  return { name: store.name, store, model, close };
}

/**
 * The reader that one of a hand's checkpoints makes, 0 for the shipped one. Throws OwnhandError 'not-found', 'bad-
 * checkpoint'.
 */
export async function openModel(store: HandStore, number: number, threads?: number): Promise<Model> {
  return Model.open(await checkpointOf(store, number), createEngine, threads === undefined ? {} : { threads });
}

async function checkpointOf(store: HandStore, number: number): Promise<Checkpoint> {
  if (number === 0) return shippedBase();
  try {
    return decodeCheckpoint(await store.readCheckpoint(number), `checkpoint ${number} of the hand ${store.name}`);
  } catch (error) {
    if (!(error instanceof OwnhandError)) throw error;
    const remedy = 'the samples are safe: `ownhand undo` goes back, `ownhand use 0` to the shipped reader';
    throw new OwnhandError('bad-checkpoint', `${error.message.replace(/\.$/, '')}; ${remedy}`, { cause: error });
  }
}
