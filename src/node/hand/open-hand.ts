// A hand opened for use in Node: its store, and the reader that its current checkpoint makes, loaded when first needed.
import type { HandStore } from '../../hand/store.js';
import type { Model } from '../../model/model.js';
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
    // Whoever only opens a hand does not wait for all that reading needs.
    const { openModel } = await import('./open-model.js');
    const number = await store.current();
    if (loaded?.number !== number) {
      await close();
      loaded = { number, model: openModel(store, number, options.threads) };
    }
    return loaded.model;
  }
  return { name: store.name, store, model, close };
}
