// Reading a page and learning from labelled crops:
//
//   const hand = openHand('ada');
//   const reading = await read(hand, 'page.jpg');
//   const { samples } = await readLabelledFolders(['crops']);
//   const result = await learn(hand, samples);
//   await hand.close();
//
// This is what `import … from 'ownhand'` gives in Node: the whole of ownhand over files and folders.
import type { NewSample } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import { type LearnOptions, type LearnResult, learn as learnInto } from '../learn/learn-hand.js';
import type { Reading } from '../reading.js';
import type { TrainOptions } from '../train/train-digits.js';
import { createEngine } from './engine/node-engine.js';
import type { Hand } from './hand/open-hand.js';
import { shipped } from './models/shipped.js';
import type { TrainedFile, TrainFileOptions } from './models/train-file.js';
import { readPicture } from './pages/read-picture.js';
import { evaluateSamples } from './samples/evaluate-samples.js';

export type { ErrorCode } from '../error.js';
export { OwnhandError } from '../error.js';
export type { Box } from '../geometry/box.js';
export type { Change, HandContents, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
export type { Evaluation } from '../insight/evaluate.js';
export type { LearnOptions, LearnResult } from '../learn/learn-hand.js';
export type {
  Alternative,
  LeftOut,
  LeftOutReason,
  ReadGlyph,
  Reading,
  ReadLine,
  ReadNumber,
  ReadTable,
} from '../reading.js';
export type { PaperSize, SheetPlan } from '../sheet/code.js';
export { type SheetLayout, type SheetOptions, sheetLayout } from '../sheet/layout.js';
export { sheetPdf } from '../sheet/pdf.js';
export { sheetSvg } from '../sheet/svg.js';
export { isSure } from '../sureness.js';
export type { TrainOptions, TrainProgress } from '../train/train-digits.js';
export { type Hand, type HandOptions, openHand } from './hand/open-hand.js';
export { loadMnist } from './models/mnist.js';
export type { TrainedFile, TrainFileOptions } from './models/train-file.js';
export { type LabelledFolders, type LabelledOptions, readLabelledFolders } from './samples/labelled-folder.js';
export { readSheet, type SheetPhoto } from './samples/sheet-photo.js';

/**
 * Reads a photo, given as a file's path or its bytes. Boxes are pixels of the upright photo; a blank page gives no
 * lines.
 * Throws OwnhandError 'not-found', 'empty', 'not-an-image', 'damaged', 'too-large', 'too-small', 'needs-install', 'bad-
 * checkpoint'.
 */
export async function read(hand: Hand, picture: string | Uint8Array): Promise<Reading> {
  const model = await hand.model();
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
  return learnInto(hand.store, await shipped(), createEngine, samples, options);
}

/** How well the hand's reader reads samples (28×28, white on black). Throws OwnhandError 'unknown-label', 'empty'. */
export async function evaluate(hand: Hand, samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation> {
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
  // Training is loaded only here: whoever reads and learns does not pay for it.
  const [{ trainFile }, { quickRecipe, standardRecipe }] = await Promise.all([
    import('./models/train-file.js'),
    import('../train/recipes.js'),
  ]);
  const chosen = typeof recipe === 'object' ? recipe : recipe === 'quick' ? quickRecipe : standardRecipe;
  return trainFile(out, chosen, options);
}
