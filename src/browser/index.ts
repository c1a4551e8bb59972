// Reading a page and learning from corrections, in a browser:
//
//   const hand = openHand('ada');
//   const reading = await read(hand, file);                       // a File, a canvas, a video, an ImageData
//   const glyph = reading.lines[0].numbers[0].glyphs[0];
//   const source = sourceOnPage(file.name, glyph.box);            // a later label of the same glyph replaces this one
//   const result = await learn(hand, [{ label: '7', picture: glyph.picture, source }]);
//   console.log(result.learned, result.own.before, result.own.after);
//
// This is what `import … from 'ownhand/browser'` gives: what `ownhand` gives in Node, under the same names, over
// IndexedDB and workers. All work is done in workers; nothing here blocks the page.

export type { NamedBytes } from '../archive/named-bytes.js';
export type { Augmentation, EngineOptions } from '../engine/engine.js';
export type { DoubtfulSymbol } from '../equations/arithmetic/check-arithmetic.js';
export type { EquationsReading, ReadEquation, ReadSymbol } from '../equations/equations-reading.js';
export { type ErrorCode, OwnhandError } from '../error.js';
export type { Box } from '../geometry/box.js';
export type { EditedGlyph, PageEdit } from '../hand/page-edits.js';
export { sourceOnPage } from '../hand/page-place.js';
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
export { type Answer, type GlyphAnswer, type GlyphDifference, readingDifferences } from '../insight/differences.js';
export type { Evaluation } from '../insight/evaluate.js';
export type { AskedGlyph } from '../insight/glyphs-to-ask.js';
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
export type { CsvStyle } from '../numbers/csv.js';
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
export type { AnyPicture, EquationOptions, Hand, HandOptions, ReadOptions } from './browser-hand.js';
export {
  evaluate,
  exportHand,
  handNames,
  importHand,
  learn,
  openServedHand,
  prepareToLearn,
  rebuild,
  removeHand,
  samplesOfExport,
  suspects,
  undo,
  use,
  useDecoders,
  useModels,
} from './hand-calls.js';
export { openHand } from './local/local-hand.js';
export {
  annotate,
  ask,
  crops,
  csv,
  latexDocument,
  type MarkOptions,
  read,
  readAll,
  readBoxes,
  readEquations,
  readSheet,
} from './page-calls.js';
export type { Decoder, Decoders, PictureInput, Pixels, ServedPhoto } from './picture-source.js';
export type { ServedHand } from './served/served-hand.js';
