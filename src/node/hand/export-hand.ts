// A whole hand goes into one file, to carry to another machine or to keep, and comes back out of it into any store.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { OwnhandError } from '../../error.js';
import type { HandContents, HandStore, NewSample } from '../../hand/store.js';
import { decodeCheckpoint } from '../../model/checkpoint.js';
import { systemError, writeDurably } from '../files.js';
import { archiveTooLarge, checkSampleNames, decodeHand, encodeHand, MOST_ARCHIVE_BYTES } from './hand-archive.js';
import { sampleFile } from './hand-folder.js';

/** What `exportHand` has written. */
export interface Exported {
  /** The path that was written. */
  readonly file: string;
  /** The size of the file. */
  readonly bytes: number;
  /** How many samples the file holds. */
  readonly samples: number;
  /** How many checkpoints the file holds. */
  readonly checkpoints: number;
}

/** Tries to catch a hand between two writes of other processes. */
const ATTEMPTS = 5;

/**
 * Writes a hand into one file; without pictures it can read as before, but not be learned from again.
 * @throws OwnhandError 'empty' (nothing to export), 'bad-checkpoint' (the one in use), 'busy', 'read-only', 'disk-full'
 */
export async function exportHand(
  store: HandStore,
  file: string,
  pictures: boolean,
  warn: (line: string) => void,
): Promise<Exported> {
  const contents = await settledContents(store, warn);
  const { samples, checkpoints, journal } = contents;
  if (samples.length + checkpoints.size + journal.length === 0)
    throw new OwnhandError('empty', `the hand ${store.name} holds nothing to export`);
  const bytes = encodeHand(contents, pictures, store.name);
  await writeDurably(dirname(resolve(file)), [{ name: basename(file), bytes }]);
  return { file, bytes: bytes.length, samples: pictures ? samples.length : 0, checkpoints: checkpoints.size };
}

/** All of a hand as it is between two writes of other processes. Exporting must not need the right to write. */
async function settledContents(store: HandStore, warn: (line: string) => void): Promise<HandContents> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.journal();
    const current = await store.current();
    const checkpoints = await wholeCheckpoints(store, current, warn);
    const samples = await store.samples();
    checkSampleNames(samples);
    const journal = await store.journal();
    if (journal.length === before.length && (await store.current()) === current)
      return { samples, checkpoints, journal, current };
  }
  throw new OwnhandError('busy', `the hand ${store.name} keeps changing; try again`);
}

/** The checkpoints that can be read; a damaged one is left out, unless it is the one in use. */
async function wholeCheckpoints(
  store: HandStore,
  current: number,
  warn: (line: string) => void,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const checkpoints = new Map<number, Uint8Array>();
  for (const number of await store.checkpoints()) {
    const bytes = await store.readCheckpoint(number);
    if (isWhole(bytes)) checkpoints.set(number, bytes);
    else if (number === current)
      throw new OwnhandError('bad-checkpoint', `checkpoint ${number} is damaged; run \`ownhand rebuild\` first`);
    else warn(`checkpoint ${number} is damaged and was left out`);
  }
  return checkpoints;
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    decodeCheckpoint(bytes, '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads an exported hand and checks all of it.
 * @throws OwnhandError 'not-found', 'too-large', 'damaged' where anything is missing, cut short, or not what a hand
 * holds
 */
export async function readExportedHand(file: string): Promise<HandContents> {
  let archive: Buffer;
  try {
    if ((await stat(file)).size > MOST_ARCHIVE_BYTES) throw archiveTooLarge(file);
    archive = await readFile(file);
  } catch (error) {
    throw systemError(error, file);
  }
  return decodeHand(archive, file);
}

/** An exported hand's samples, to be learned by another hand. */
export function archivedSamples({ samples }: HandContents, file: string): readonly NewSample[] {
  return samples.map((sample) => ({
    label: sample.label,
    picture: sample.picture,
    source: `${file}/${sampleFile(sample)}`,
  }));
}

/**
 * Fills a hand that holds nothing yet with an exported one, as it was.
 * @throws OwnhandError 'refused' where the hand is not empty, 'busy', 'read-only', 'disk-full' (then it is empty again)
 */
export async function importHand(store: HandStore, contents: HandContents): Promise<void> {
  const refuseUnlessEmpty = async () => {
    const held = [await store.samples(), await store.checkpoints(), await store.journal()];
    if (held.some((part) => part.length > 0))
      throw new OwnhandError(
        'refused',
        `the hand ${store.name} is not empty; --hand NAME makes a new one, --merge lets this one learn the ` +
          `file's samples`,
      );
  };
  await refuseUnlessEmpty();
  await store.exclusively(async () => {
    await refuseUnlessEmpty();
    await store.fill(contents);
  });
}
