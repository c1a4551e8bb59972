// A hand opened for use in Node: its store, and the reader that its current checkpoint makes, loaded when first needed.
import type { HandStore } from '../../hand/store.js';
import type { Model } from '../../model/model.js';
import { type FolderStoreOptions, openFolderStore } from './folder-store.js';
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
 * Which hand is meant: a name under the platform's data folder, or a path, which has a slash in it; a folder by any
 * name; or whatever else keeps one.
 */
export type HandPlace = string | { readonly folder: string } | HandStore;

/**
 * Opens a hand, or the one named `default`. A hand that does not exist is an empty one; nothing is written before it
 * learns.
 */
export function openHand(place?: HandPlace, options: HandOptions = {}): Hand {
  const store = storeAt(place, options.warn && { warn: options.warn });
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
  const hand: Hand = {
    name: store.name,
    store,
    model,
    async close() {
      const works = closing.get(hand) ?? [];
      closing.delete(hand);
      await Promise.all([close(), ...works.map((work) => work())]);
    },
  };
  return hand;
}

/** What is to be done when a hand is closed. */
const closing = new WeakMap<Hand, (() => Promise<void>)[]>();

/** Has something done when a hand is closed. */
export function onClose(hand: Hand, work: () => Promise<void>): void {
  closing.set(hand, [...(closing.get(hand) ?? []), work]);
}

function storeAt(place: HandPlace | undefined, options: FolderStoreOptions = {}): HandStore {
  if (place === undefined || typeof place === 'string') return openHandStore(place, options);
  return 'folder' in place ? openFolderStore(place.folder, options) : place;
}
