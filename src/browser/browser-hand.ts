// A hand opened for use in a browser.
import type { HandStore } from '../hand/store.js';

/** How a hand is opened. */
export interface HandOptions {
  /** Told of what went wrong and was put right, one line each, such as a worker that had to be started again. */
  readonly warn?: (line: string) => void;
}

/** A hand that can read and learn. */
export interface Hand {
  /** How the user named it. */
  readonly name: string;
  /** Where its samples and checkpoints are kept, and its journal. */
  readonly store: HandStore;
  /** Ends its workers. Safe to call twice; the hand can be used again, and then starts them anew. */
  close(): Promise<void>;
}
