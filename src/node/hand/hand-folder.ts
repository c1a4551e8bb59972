// How a hand's folder is laid out: a plain folder that a person can read, copy, compare and delete.
//   samples/000001_7.png  28×28, white on black, the label last     journal.jsonl  what happened, append-only
//   checkpoints/0001.safetensors                                     current        the checkpoint in use
import { join, resolve } from 'node:path';
import { nameOfLabel } from '../../hand/sample-name.js';
import type { Sample } from '../../hand/store.js';

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

/** The name of the file in `HandFolder.root` that holds the number of the checkpoint in use. */
export const CURRENT_FILE = 'current';
/** The name of the journal's file in `HandFolder.root`. */
export const JOURNAL_FILE = 'journal.jsonl';

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

/** `000001_7.png` */
export function sampleFile({ id, label }: Pick<Sample, 'id' | 'label'>): string {
  return `${id}_${nameOfLabel(label)}.png`;
}

/**
 * The id of the sample in a file: the file's name without its label. A person may have put a file of their own there.
 */
export function sampleIdOf(file: string): string {
  const stem = file.replace(/\.png$/i, '');
  const underscore = stem.lastIndexOf('_');
  return underscore > 0 ? stem.slice(0, underscore) : stem;
}

/** `0001.safetensors` */
export function checkpointFile(number: number): string {
  return `${String(number).padStart(4, '0')}.safetensors`;
}

/** The number in a checkpoint file's name; undefined where the name is not one. */
export function checkpointNumberOf(file: string): number | undefined {
  const digits = /^(\d+)\.safetensors$/.exec(file)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
