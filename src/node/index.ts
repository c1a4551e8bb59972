// What `import … from 'ownhand'` gives in Node: the whole of ownhand over files and folders.
//
//   const hand = openHand('ada');
//   const reading = await read(hand, 'page.jpg');
//   const { samples } = await readLabelledFolders(['crops'], false);
//   const result = await learn(hand, samples);
//   await hand.close();
import type { NewSample } from '../hand/store.js';
import type { Evaluation } from '../learn/evaluate.js';
import { standardRecipe } from '../learn/recipe.js';
import type { TrainOptions } from '../learn/train.js';
import { type LearnOptions, type LearnResult, learn as learnInto } from '../learn.js';
import type { Reading } from '../reading.js';
import { createEngine } from './engine.js';
import { evaluateSamples } from './evaluate-samples.js';
import type { Hand } from './hand.js';
import { readPicture } from './read-page.js';
import { shipped } from './shipped.js';
import { type TrainedFile, type TrainFileOptions, trainFile } from './train-file.js';

export type { ErrorCode } from '../error.js';
export { OwnhandError } from '../error.js';
export type { Change, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
export type { Evaluation } from '../learn/evaluate.js';
export { quickRecipe, standardRecipe } from '../learn/recipe.js';
export type { TrainOptions, TrainProgress } from '../learn/train.js';
export type { LearnOptions, LearnResult } from '../learn.js';
export type { Box } from '../page/image.js';
export { isSure } from '../promise.js';
export type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from '../reading.js';
export type { Paper, SheetPlan } from '../sheet/code.js';
export { type SheetLayout, type SheetOptions, sheetLayout } from '../sheet/layout.js';
export { sheetPdf } from '../sheet/pdf.js';
export { sheetSvg } from '../sheet/svg.js';
export { type Hand, type HandOptions, openHand } from './hand.js';
export { type LabelledFolders, readLabelledFolders } from './labelled-folder.js';
export { loadMnist } from './mnist.js';
export { readSheet, type SheetPhoto } from './sheet-file.js';
export type { TrainedFile, TrainFileOptions } from './train-file.js';

/**
 * Reads a photo, given as a file's path or its bytes; boxes are pixels of the upright photo, a blank page gives no lines.
 * Throws OwnhandError: 'not-found', 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install', 'bad-checkpoint'.
 */
export async function read(hand: Hand, picture: string | Uint8Array): Promise<Reading> {
  const model = await hand.model();
  return (await readPicture(picture, model)).reading;
}

/**
 * Saves samples (28×28, white on black) and learns from all that the hand has; what the guard refuses changes nothing but the samples.
 * Throws OwnhandError: 'unknown-label' (nothing saved), 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function learn(
  hand: Hand,
  samples: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  return learnInto(hand.store, await shipped(), createEngine, samples, options);
}

/** Shares of samples (28×28, white on black) that the hand's reader reads rightly. Throws OwnhandError 'unknown-label', 'empty'. */
export async function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation> {
  return evaluateSamples(await hand.model(), samples);
}

/**
 * Trains a base checkpoint from nothing but MNIST into a file; the same call goes on with one that was stopped.
 * Throws OwnhandError: 'needs-install', 'not-found', 'damaged', 'aborted', 'read-only', 'disk-full'.
 */
export async function train(
  out: string,
  recipe: TrainOptions = standardRecipe,
  options: TrainFileOptions = {},
): Promise<TrainedFile> {
  return trainFile(out, recipe, options);
}
