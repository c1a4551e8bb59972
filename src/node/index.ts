// Reading a page and learning from labelled crops:
//
//   const hand = openHand('ada');
//   const reading = await read(hand, 'page.jpg');
//   const { samples } = await readLabelledFolders(['crops']);
//   const result = await learn(hand, samples);
//   await hand.close();
//
// This is what `import … from 'ownhand'` gives in Node: the whole of ownhand over files and folders.

export type { NamedBytes } from '../archive/named-bytes.js';
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
export type { DoubtfulSymbol } from '../equations/arithmetic/check-arithmetic.js';
export type { EquationsReading, ReadEquation, ReadSymbol } from '../equations/equations-reading.js';
export type { ErrorCode } from '../error.js';
export { OwnhandError } from '../error.js';
export type { Box } from '../geometry/box.js';
export type { LabelledPictures } from '../glyph/labelled-pictures.js';
export {
  addGlyph,
  cutGlyph,
  type EditedGlyph,
  joinGlyphs,
  labelGlyph,
  markSign,
  mergeNumber,
  type PageEdit,
  removeGlyph,
  splitNumber,
} from '../hand/page-edits.js';
export type {
  Change,
  HandContents,
  HandStore,
  JournalEntry,
  NewSample,
  RemoveOptions,
  Replacement,
  Sample,
} from '../hand/store.js';
export type { Answer, GlyphAnswer, GlyphDifference } from '../insight/differences.js';
export type { Evaluation } from '../insight/evaluate.js';
export type { AskedGlyph } from '../insight/glyphs-to-ask.js';
export type { Likeness } from '../insight/likeness.js';
export type { ChangeOptions } from '../learn/fit/fit-change.js';
export type { GateLimits } from '../learn/gate-threshold.js';
export type { GuardLimits, NotTaken } from '../learn/guard.js';
export type { FitOptions } from '../learn/hand-learner.js';
export type { AugmentOptions } from '../learn/hand-samples.js';
export type { SuspectLabel } from '../learn/labels/check-labels.js';
export type { Suspect } from '../learn/labels/suspects.js';
export type { EarlierSamples, LearnOptions, LearnResult, SavedSamples } from '../learn/learn-step.js';
export type { LearnProgress, PauseOptions } from '../learn/pause.js';
export type { ReadAllOptions, ReadingOptions, ReadPage } from '../many-pages.js';
export type { BaseOutputs } from '../model/base-outputs.js';
export type { Checkpoint, CheckpointInfo } from '../model/checkpoint.js';
export type { Classifier, Look, SteppedLook } from '../model/classifier.js';
export type { Habits } from '../model/learned/habits.js';
export type { OwnHead } from '../model/learned/own-head.js';
export type { Model } from '../model/model.js';
export type { CsvStyle } from '../numbers/csv.js';
export type { LabelledGlyph, NotAligned, TextOptions, TextReading } from '../numbers/known-text/read-with-text.js';
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
export { type Point, type SheetBox, type SheetLayout, type SheetOptions, sheetLayout } from '../sheet/layout.js';
export { sheetPdf } from '../sheet/pdf.js';
export type { SheetPhoto } from '../sheet/sheet-photo.js';
export { sheetSvg } from '../sheet/svg.js';
export type { StopSignal } from '../signal.js';
export { isSure } from '../sureness.js';
export type { TrainOptions, TrainProgress } from '../train/train-digits.js';
export { annotateEquations, latexDocument, readEquations } from './equation-functions.js';
export type { SampleDifference, SampleDifferences } from './hand/compare-readers.js';
export type { Exported } from './hand/export-hand.js';
export type { Forgotten } from './hand/forget-samples.js';
export { type Hand, type HandOptions, type HandPlace, openHand } from './hand/open-hand.js';
export {
  evaluate,
  exportHand,
  forget,
  importHand,
  learn,
  loadMnist,
  prepareToLearn,
  rebuild,
  samplesOfExport,
  suspects,
  train,
  undo,
  use,
  useModels,
} from './hand-functions.js';
export type { Mnist } from './models/mnist.js';
export type { ModelsPlace } from './models/models-place.js';
export type { TrainedFile, TrainFileOptions } from './models/train-file.js';
export {
  annotate,
  ask,
  crops,
  csv,
  type Differences,
  diff,
  editPage,
  type MarkOptions,
  type ReadOptions,
  read,
  readAll,
  readLabelledFolders,
  readSheet,
  readWithText,
  type WhoResult,
  who,
} from './page-functions.js';
export type { BlobLike, PictureInput, Pixels, StreamLike, UrlLike } from './picture/picture-input.js';
export type { LabelPlace } from './samples/folder-labels.js';
export type { LabelledFolders, LabelledOptions } from './samples/labelled-folder.js';
export type { TextPhoto, TextPhotoOptions } from './samples/text-photo.js';
