// A hand is one person's samples and checkpoints. `HandStore` is the contract of whatever keeps one. Each kind of store
// is one file of a platform's room: node/hand/folder-store.ts keeps a hand in plain files. A database's store goes
// beside it, a browser's into browser/. Samples are the truth; checkpoints can be remade from them.

import type { PageEdit } from './page-edits.js';

/** One 28×28 glyph with its label and where it came from. */
export interface Sample {
  /** Unique within the hand, later ones sorting behind earlier ones; also the start of its file name. */
  readonly id: string;
  /** A string, never an index: '7', '+', '\\alpha'. */
  readonly label: string;
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
}

/** What a sample is before the store has named it. */
export interface NewSample {
  /** A string, never an index. */
  readonly label: string;
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
  /** The file or photo it came from, as the user named it. */
  readonly source: string;
}

/** Before → after of one measure of a learning step. */
export interface Change {
  /** How many samples were scored. */
  readonly samples: number;
  /** Share read rightly before the step, 0 to 1. */
  readonly before: number;
  /** Share read rightly after it, 0 to 1. */
  readonly after: number;
}

/** A sample that a newer label of the same glyph has taken the place of. */
export interface Replacement {
  /** The sample that no longer counts. */
  readonly id: string;
  /** The sample that counts in its place. */
  readonly by: string;
}

/** One line of journal.jsonl. Append-only: what happened to the hand, in order. */
export type JournalEntry =
  | {
      readonly at: string;
      readonly event: 'samples';
      readonly ids: readonly string[];
      readonly sources: readonly string[];
      /** Earlier samples of the same glyphs under other labels, and which sample took the place of each. */
      readonly replaced?: readonly Replacement[];
    }
  | {
      readonly at: string;
      readonly event: 'learned';
      /** Checkpoint number made, and the one it started from (0 is the shipped base). */
      readonly checkpoint: number;
      readonly parent: number;
      /** Samples learned from, all of them. */
      readonly samples: number;
      readonly own: Change;
      readonly rehearsal: Change;
      readonly forced?: true;
      /** Remade from the samples by `rebuild`. */
      readonly rebuilt?: true;
    }
  | {
      readonly at: string;
      readonly event: 'refused';
      readonly parent: number;
      readonly samples: number;
      readonly own: Change;
      readonly rehearsal: Change;
      readonly reason: string;
      readonly rebuilt?: true;
    }
  | { readonly at: string; readonly event: 'use'; readonly checkpoint: number; readonly by: 'use' | 'undo' | 'rebuild' }
  | {
      readonly at: string;
      readonly event: 'forgot';
      readonly ids: readonly string[];
      /** Samples that these had replaced, and that count again. */
      readonly restored?: readonly string[];
    }
  | {
      readonly at: string;
      /** What was found on a photo has been put right. */
      readonly event: 'page';
      /** A key of the photo's content. */
      readonly photo: string;
      /** The photo's file, as the user named it. */
      readonly source: string;
      /** All corrections of this photo so far, in the order in which they apply; none where they were taken back. */
      readonly edits: readonly PageEdit[];
    };

/** All that a hand holds. */
export interface HandContents {
  /** In the order they were added. */
  readonly samples: readonly Sample[];
  /** Each checkpoint's bytes by its number, rising. */
  readonly checkpoints: ReadonlyMap<number, Uint8Array>;
  /** What has happened to the hand, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** The number of the checkpoint in use, 0 for the shipped base. */
  readonly current: number;
}

/** What becomes of that which removed samples had replaced. */
export interface RemoveOptions {
  /** Whether it counts again. Default: it is deleted too. */
  readonly restore?: boolean;
}

/** Every write is durable when its promise resolves; a crash before that leaves the hand as it was. */
export interface HandStore {
  /** How the user named it, for messages. */
  readonly name: string;
  /** All samples, in the order they were added. */
  samples(): Promise<readonly Sample[]>;
  /**
   * Returns the samples as stored, all or none. A glyph that is there with the same label is not stored twice (the
   * earlier one is returned); under another label it is replaced, as `outcomesOf` says. Appends the journal's 'samples'
   * entry itself, one source for each new id.
   */
  addSamples(samples: readonly NewSample[]): Promise<readonly Sample[]>;
  /**
   * Appends the journal's 'forgot' entry itself. Ids that are not there are passed over. What the samples had replaced
   * is deleted with them, or counts again where it is to be restored; returns the ids of those.
   */
  removeSamples(ids: readonly string[], options?: RemoveOptions): Promise<readonly string[]>;
  /** Checkpoint numbers, rising. 0, the shipped base, is not among them. */
  checkpoints(): Promise<readonly number[]>;
  /** The bytes that `addCheckpoint` was given. Throws OwnhandError 'not-found'. */
  readCheckpoint(number: number): Promise<Uint8Array>;
  /** Stores the bytes under the next free number and returns it; does not make it current. */
  addCheckpoint(bytes: Uint8Array): Promise<number>;
  /** The number of the checkpoint in use, 0 where nothing was learned yet. */
  current(): Promise<number>;
  /**
   * Puts another checkpoint into use, 0 for the shipped base. The caller journals why. Throws OwnhandError 'not-found'
   * where there is no such one.
   */
  setCurrent(number: number): Promise<void>;
  /** What happened to the hand, in order; an entry that cannot be read is passed over. */
  journal(): Promise<readonly JournalEntry[]>;
  /** Adds an entry at the journal's end. */
  append(entry: JournalEntry): Promise<void>;
  /** Gives a hand that holds nothing all that another one held, as it was; after a failure it holds nothing again. */
  fill(contents: HandContents): Promise<void>;
  /** Deletes everything: samples, checkpoints, journal. */
  clear(): Promise<void>;
  /** Runs `work` while no other process writes to this hand; waits for its turn, then throws 'busy'. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}
