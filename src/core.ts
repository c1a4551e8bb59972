// The core without a platform, `ownhand/core`. Pages, stores and engines are the caller's; in Node, `ownhand` brings
// them.
export { createEngine } from './engine/create-engine.js';
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
} from './engine/engine.js';
export type { Build } from './engine/kernels/wasm-module.js';
export type { Memory } from './engine/memory.js';
export type { Spawn, ThreadStart } from './engine/threads/run-thread.js';
export type { DoubtfulSymbol } from './equations/arithmetic/check-arithmetic.js';
export {
  type EquationsReading,
  equationsReading,
  type ReadEquation,
  type ReadSymbol,
} from './equations/equations-reading.js';
export type {
  EquationHypothesis,
  EquationSymbol,
  Expression,
  FoundEquation,
  FractionTerm,
  RootTerm,
  Row,
  Scripts,
  SymbolTerm,
  Term,
} from './equations/expression.js';
export { type DocumentPage, latexDocument } from './equations/forms/latex-document.js';
export { type ErrorCode, OwnhandError } from './error.js';
export type { Box } from './geometry/box.js';
export type { LabelledPictures } from './glyph/labelled-pictures.js';
export { editsByPhoto } from './hand/edits-by-photo.js';
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
  withEdits,
} from './hand/page-edits.js';
export { labelOfName, nameOfLabel } from './hand/sample-name.js';
export type {
  Change,
  HandContents,
  HandStore,
  JournalEntry,
  NewSample,
  RemoveOptions,
  Replacement,
  Sample,
} from './hand/store.js';
export { type Evaluation, evaluate } from './insight/evaluate.js';
export type { ChangeOptions } from './learn/fit/fit-change.js';
export type { GateLimits } from './learn/gate-threshold.js';
export type { GuardLimits, NotTaken } from './learn/guard.js';
export type { FitOptions } from './learn/hand-learner.js';
export type { AugmentOptions } from './learn/hand-samples.js';
export { checkLabels, type SuspectLabel } from './learn/labels/check-labels.js';
export type { Suspect } from './learn/labels/suspects.js';
export { learn, rebuild } from './learn/learn-hand.js';
export type { EarlierSamples, LearnOptions, LearnResult, SavedSamples, Shipped } from './learn/learn-step.js';
export type { LearnProgress, PauseOptions } from './learn/pause.js';
export { decodeRehearsal, type LookKeeper, type Rehearsal } from './learn/rehearsal.js';
export type { ReadingOptions } from './many-pages.js';
export type { BaseOutputs } from './model/base-outputs.js';
export { type Checkpoint, type CheckpointInfo, decodeCheckpoint, encodeCheckpoint } from './model/checkpoint.js';
export type { Classifier, Helpers, Lettering, Look, SteppedLook, StrokeJudge, Wholes } from './model/classifier.js';
export type { Habits } from './model/learned/habits.js';
export type { OwnHead } from './model/learned/own-head.js';
export { Model } from './model/model.js';
export type { Precision, StepsOf } from './model/safetensors.js';
export { type InkClass, openPageModel, type PageModel, type PageSight } from './model/sight/page-model.js';
export type { Worthwhile } from './model/sight/page-tiles.js';
export {
  openSymbolModel,
  type SymbolClass,
  type SymbolModel,
  type SymbolSight,
  symbolClasses,
} from './model/sight/symbol-model.js';
export { type ReadPageOptions, readWithEdits as read } from './numbers/edits/read-with-edits.js';
export {
  type LabelledGlyph,
  type NotAligned,
  readWithText,
  type TextOptions,
  type TextReading,
} from './numbers/known-text/read-with-text.js';
export type { PageImage, Plane } from './page/image.js';
export type {
  Alternative,
  LeftOut,
  LeftOutReason,
  ReadGlyph,
  Reading,
  ReadLine,
  ReadNumber,
  ReadTable,
} from './reading.js';
export type { PaperSize, SheetPlan } from './sheet/code.js';
export type { Homography } from './sheet/homography.js';
export { type Point, type SheetBox, type SheetLayout, type SheetOptions, sheetLayout } from './sheet/layout.js';
export type { FoundSheet, NoSheet } from './sheet/locate.js';
export { sheetPdf } from './sheet/pdf.js';
export { readSheet, type SheetGlyph, type SheetReading } from './sheet/read-sheet.js';
export { sheetSvg } from './sheet/svg.js';
export type { StopSignal } from './signal.js';
export { isSure } from './sureness.js';
