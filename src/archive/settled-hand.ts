// All of a hand as it is between two writes of others, and a hand that is filled from an exported one.
import { OwnhandError } from '../error.js';
import type { HandContents, HandStore, NewSample } from '../hand/store.js';
import { decodeCheckpoint } from '../model/checkpoint.js';
import { sampleFile } from './file-names.js';
import { checkSampleNames } from './hand-archive.js';

/** Tries to catch a hand between two writes of other processes. */
const ATTEMPTS = 5;

/**
 * All of a hand, to be exported; that must not need the right to write. A damaged checkpoint is left out, with a
 * warning.
 * @throws OwnhandError 'empty' (nothing to export), 'bad-checkpoint' (the one in use), 'busy'
 */
export async function settledContents(store: HandStore, warn: (line: string) => void): Promise<HandContents> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.journal();
    const current = await store.current();
    const checkpoints = await wholeCheckpoints(store, current, warn);
    const samples = await store.samples();
    checkSampleNames(samples);
    const journal = await store.journal();
    if (samples.length + checkpoints.size + journal.length === 0)
      throw new OwnhandError('empty', `the hand ${store.name} holds nothing to export`);
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
