// What a page can do with a hand: the functions of node/hand-functions.ts, by workers.
import type { NewSample } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import type { SuspectLabel } from '../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult } from '../learn/learn-step.js';
import { type Hand, worksOf } from './browser-hand.js';
import { setModelsFolder } from './local/model-addresses.js';
import { setDecoders } from './local/posted-picture.js';
import { startWriter } from './local/start-worker.js';
import { openWorkerPool } from './local/worker-pool.js';
import type { Decoders } from './picture-source.js';
import type { ServedHand } from './served/served-hand.js';
import { indexedHands, removeIndexedHand } from './store/indexed-store.js';

/**
 * Saves samples (28×28, white on black) and learns from all that the hand has. Where the guard refuses, the samples are
 * kept and the reader stays as it was. It happens in a worker; the store stays in the page.
 * Throws OwnhandError 'unknown-label' (nothing saved), 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function learn(
  hand: Hand,
  samples: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  return worksOf(hand).learn(samples, options);
}

/**
 * Gets ready to learn while there is time, so that the first correction is learned as fast as later ones. Nothing
 * depends on it.
 */
export async function prepareToLearn(hand: Hand): Promise<void> {
  await worksOf(hand).prepare();
}

/**
 * Remakes the current checkpoint from the hand's samples alone: the same bytes where they are those it was learned
 * from. Throws OwnhandError 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function rebuild(hand: Hand, options: LearnOptions = {}): Promise<LearnResult> {
  return worksOf(hand).learn(undefined, options);
}

/**
 * How well the hand's reader reads samples (28×28, white on black); `confusion` is [truth][answer]. Throws OwnhandError
 * 'unknown-label', 'empty'.
 */
export async function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation> {
  return worksOf(hand).evaluate(samples);
}

/** Labels of the hand's samples that look wrong, the likeliest to be so first. */
export async function suspects(hand: Hand): Promise<readonly SuspectLabel[]> {
  return worksOf(hand).suspects();
}

/** Puts another of the hand's checkpoints into use, 0 for the shipped reader. Throws OwnhandError 'not-found'. */
export async function use(hand: Hand, checkpoint: number): Promise<void> {
  await worksOf(hand).use(checkpoint);
}

/**
 * Goes back to the checkpoint that the current one was learned from, and returns its number. The samples stay. Throws
 * OwnhandError 'failed' where there is nothing to undo.
 */
export async function undo(hand: Hand): Promise<number> {
  return worksOf(hand).undo();
}

/**
 * The hand as one file, of the kind that `ownhand export` writes; without pictures it can read as before, but not learn
 * from its samples. Throws OwnhandError 'empty', 'bad-checkpoint', 'busy'.
 */
export async function exportHand(
  hand: Hand,
  { pictures = true, warn = () => {} }: { readonly pictures?: boolean; readonly warn?: (line: string) => void } = {},
): Promise<File> {
  const file = await worksOf(hand).exportHand(pictures, warn);
  const name = hand.name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+/, '') || 'hand';
  return new File([file], `${name}.tar.gz`, { type: 'application/gzip' });
}

/**
 * Fills a hand that holds nothing yet with an exported one, as it was. Throws OwnhandError 'refused' where the hand is
 * not empty, 'too-large' and 'damaged' for the file, 'busy', 'read-only', 'disk-full'.
 */
export async function importHand(hand: Hand, file: Blob): Promise<void> {
  await worksOf(hand).importHand(file);
}

/** The samples of an exported hand, for another hand to learn. Throws OwnhandError 'too-large', 'damaged'. */
export async function samplesOfExport(file: Blob): Promise<readonly NewSample[]> {
  const pool = openWorkerPool(startWriter, () => {});
  const name = file instanceof File ? file.name : 'the file';
  try {
    return (await pool.run({ task: { kind: 'samplesOf', file, name }, again: true })) as readonly NewSample[];
  } finally {
    pool.close();
  }
}

/** The names of the hands that this browser keeps, in order. Throws OwnhandError 'read-only'. */
export async function handNames(): Promise<readonly string[]> {
  return indexedHands();
}

/** Deletes a hand that this browser keeps, for good. Throws OwnhandError 'busy' while another tab writes to it. */
export async function removeHand(name: string): Promise<void> {
  await removeIndexedHand(name);
}

/**
 * Says where the models lie, a folder's address, where a bundler has not taken them along. Workers that run already
 * keep theirs.
 */
export function useModels(folder: string | URL): void {
  setModelsFolder(folder);
}

/** Gives decoders for HEIC and PDF, which most browsers do not decode. */
export function useDecoders(decoders: Decoders): void {
  setDecoders(decoders);
}

/**
 * The hand that `ownhand serve` works on, where it has served this page; all that is done with it is done there, in the
 * hand's own folder. Every function here takes it as it takes any hand. Throws OwnhandError 'refused' where the token
 * is not the server's, 'not-found' where no such program has served this page.
 * @param token what stands in the page's address, behind `#token=`
 */
export async function openServedHand(token: string): Promise<ServedHand> {
  return (await import('./served/served-hand.js')).servedHand(token);
}
