// How a hand's folder is laid out: a plain folder that a person can read, copy, compare and delete.
//   samples/000001_7.png  28×28, white on black, the label last     journal.jsonl  what happened, append-only
//   checkpoints/0001.safetensors                                     current        the checkpoint in use
import { join, resolve } from 'node:path';
import { CURRENT_FILE, JOURNAL_FILE } from '../../archive/file-names.js';

/** The absolute paths of a hand's folder and of what lies in it. Any of them may be missing. */
export interface HandFolder {
  /** The folder itself. */
  readonly root: string;
  /** The folder of samples. */
  readonly samples: string;
  /** The folder of checkpoints. */
  readonly checkpoints: string;
  /** The file of the journal. */
  readonly journal: string;
  /** The file that says which checkpoint is in use. */
  readonly current: string;
}

/** The paths below `root`; touches nothing. */
export function handFolderAt(root: string): HandFolder {
  const at = resolve(root);
  return {
    root: at,
    samples: join(at, 'samples'),
    checkpoints: join(at, 'checkpoints'),
    journal: join(at, JOURNAL_FILE),
    current: join(at, CURRENT_FILE),
  };
}
