// What the files of a hand are called, in its folder and in an exported file.
import { nameOfLabel } from '../hand/sample-name.js';
import type { Sample } from '../hand/store.js';

/** The name of the file that holds the number of the checkpoint in use. */
export const CURRENT_FILE = 'current';
/** The name of the journal's file. */
export const JOURNAL_FILE = 'journal.jsonl';

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
