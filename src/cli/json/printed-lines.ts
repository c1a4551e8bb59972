// What `--json` prints, command by command, a line each. `docs/json-lines.schema.json` is made of these types by
// scripts/make-json-schema.mjs.

import type { ErrorCode } from '../../error.js';
import type { JournalEntry } from '../../hand/store.js';
import type { GlyphAnswer } from '../../insight/differences.js';
import type { Evaluation } from '../../insight/evaluate.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import type { LearnResult, SavedSamples } from '../../learn/learn-step.js';
import type { DataSetKind } from '../../node/data-sets/export-samples.js';
import type { SampleDifferences } from '../../node/hand/compare-readers.js';
import type { Exported } from '../../node/hand/export-hand.js';
import type { EquationsProgress, TrainedEquationModel } from '../../node/models/train-equations-file.js';
import type { TrainedFile } from '../../node/models/train-file.js';
import type { NotAligned } from '../../numbers/known-text/read-with-text.js';
import type { SheetPlan } from '../../sheet/code.js';
import type { TrainProgress } from '../../train/train-digits.js';
import type { EquationsLine } from './equation-lines.js';
import type { JsonBox, ReadingLine } from './reading-lines.js';

/** What ended a command: its last line. */
export interface FailedLine {
  /** The stable name of what went wrong, and the sentence that says it. */
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** A photo that could not be read; the others go on. */
export interface NotReadLine extends FailedLine {
  /** The photo, as the user named it. */
  readonly file: string;
}

/** Labels that look wrong, the likeliest to be so first, for which `--strict` learns nothing. */
export type SuspectsLine = { readonly event: 'suspects'; readonly suspects: readonly SuspectLabel[] };

/** A page whose text was given. */
export interface AlignedLine {
  /** What happened. */
  readonly event: 'aligned';
  /** The photo, as the user named it. */
  readonly file: string;
  /** How many digits the text has. */
  readonly digits: number;
  /** Those that were found on the page: what each is, what it was read as, and the chance that it is so. */
  readonly glyphs: readonly {
    readonly label: string;
    readonly readAs: string;
    readonly chance: number;
    readonly box: JsonBox;
  }[];
  /** Numbers of the text that the page does not show. */
  readonly notAligned: readonly NotAligned[];
  /** What stands on the page and not in the text. */
  readonly extra: readonly JsonBox[];
  /** Words of the text, which are not looked for. */
  readonly words: readonly string[];
}

/** What was put right on a photo and is forgotten. */
export interface PageForgottenLine {
  /** What happened. */
  readonly event: 'page';
  /** The photo. */
  readonly file: string;
  /** How many corrections of what was found are left. */
  readonly edits: number;
}

/** Samples that are safe from here on, each by its id once. */
export type SavedLine = Omit<SavedSamples, 'stored'> & { readonly event: 'saved'; readonly ids: readonly string[] };

/** What learning came to. */
export type LearnedLine = LearnResult & { readonly event: 'learned' | 'unchanged' | 'refused' };

/** What remaking a checkpoint came to. */
export type RebuiltLine = LearnResult & { readonly event: 'rebuilt' | 'refused' };

/** A checkpoint that came into use. */
export interface UseLine {
  /** What happened. */
  readonly event: 'use';
  /** Its number, 0 for the shipped reader. */
  readonly checkpoint: number;
  /** The command that chose it. */
  readonly by: 'use' | 'undo';
}

/** Samples that were deleted. */
export interface ForgotLine {
  /** What happened. */
  readonly event: 'forgot';
  /** Those that are gone. */
  readonly ids: readonly string[];
  /** Samples that these had replaced, and that count again. */
  readonly restored?: readonly string[];
  /** The checkpoint in use afterwards; `undo` tells it in a line before. */
  readonly checkpoint?: number;
}

/** A label that looks wrong, and is about to be deleted. */
export interface SuspectLine {
  /** What happened. */
  readonly event: 'suspect';
  /** The sample's. */
  readonly id: string;
  /** What it was given as. */
  readonly label: string;
  /** What it looks like. */
  readonly looksLike: string;
  /** The chance that it is what it was given as, 0 to 1. */
  readonly chance: number;
}

/** A hand that was deleted: how much it held. */
export type ForgotAllLine = { readonly event: 'forgot'; readonly samples: number; readonly checkpoints: number };

/** The last line of a history: what is in use. */
export type CurrentLine = { readonly event: 'current'; readonly checkpoint: number; readonly samples: number };

/** How two checkpoints read a hand's samples. */
export interface SamplesDifferLine extends SampleDifferences {
  /** The first checkpoint, 0 for the shipped reader. */
  readonly a: number;
  /** The second checkpoint, likewise. */
  readonly b: number;
}

/** How two checkpoints read a photo. */
export interface PageDiffersLine {
  /** The photo, as the user named it. */
  readonly file: string;
  /** The first checkpoint, 0 for the shipped reader. */
  readonly a: number;
  /** The second checkpoint, likewise. */
  readonly b: number;
  /** The text that the first checkpoint reads. */
  readonly before: string;
  /** The text that the second one reads. */
  readonly after: string;
  /** The glyphs that they read differently; null where a checkpoint sees none there. */
  readonly changed: readonly {
    readonly box: JsonBox;
    readonly before: GlyphAnswer | null;
    readonly after: GlyphAnswer | null;
  }[];
}

/** Whose hand a photo looks like. */
export interface WhoLine {
  /** The photo, as the user named it. */
  readonly file: string;
  /** Null where that cannot be told. */
  readonly hand: string | null;
  /** How many glyphs were read. */
  readonly glyphs: number;
  /** The hands of this machine, the likeliest first. */
  readonly hands: readonly {
    readonly hand: string;
    readonly score: number;
    readonly nearness: number;
    readonly confidence: number;
  }[];
  /** How much it looks like none of them, 0 to 1. */
  readonly somebodyElse: number;
}

/** A glyph that it would be worth asking about. */
export interface AskedLine {
  /** The photo, as the user named it. */
  readonly file: string;
  /** Its line, counted from 1. */
  readonly line: number;
  /** What precedes it in its line. */
  readonly before: string;
  /** What it was read as. */
  readonly label: string;
  /** What follows it in its line. */
  readonly after: string;
  /** How sure that is, 0 to 1. */
  readonly confidence: number;
  /** The file that was written of it; only with `--out`. */
  readonly crop?: string;
}

/** How well labelled glyphs are read. */
export interface EvaluationLine extends Evaluation {
  /** One for each label that occurs. */
  readonly classes: readonly ClassScore[];
}

/** How well the glyphs of one label are read. */
export interface ClassScore {
  /** What was written. */
  readonly label: string;
  /** How many there are of it. */
  readonly samples: number;
  /** How many of them were read rightly. */
  readonly correct: number;
}

/** A sheet that was written. */
export interface SheetLine extends SheetPlan {
  /** What happened. */
  readonly event: 'sheet';
  /** The file that was written. */
  readonly file: string;
  /** How many boxes it has. */
  readonly boxes: number;
}

/** A hand, or its samples as a data set, that was written. */
export type ExportedLine =
  | (Exported & { readonly event: 'exported' })
  | { readonly event: 'exported'; readonly file: string; readonly as: DataSetKind; readonly samples: number };

/** A hand that was made of a file. */
export interface ImportedLine {
  /** What happened. */
  readonly event: 'imported';
  /** Its name. */
  readonly hand: string;
  /** How many it holds. */
  readonly samples: number;
  /** How many it holds. */
  readonly checkpoints: number;
  /** The one in use, 0 for the shipped reader. */
  readonly checkpoint: number;
}

/** An epoch of a training. */
export type EpochLine = TrainProgress & { readonly event: 'epoch' };

/** A reader that was trained. */
export interface TrainedLine extends Omit<TrainedFile, 'test'> {
  /** What happened. */
  readonly event: 'trained';
  /** The file that was written. */
  readonly file: string;
  /** How many MNIST test digits were read. */
  readonly samples: number;
  /** How many of them rightly. */
  readonly correct: number;
  /** correct / samples. */
  readonly accuracy: number;
}

/** How far the training of a model of equations has come. */
export type EquationEpochLine = EquationsProgress & { readonly event: 'equation-epoch' };

/** A model of equations that was trained. */
export type EquationModelLine = TrainedEquationModel & { readonly event: 'equation-model' };

/** A server that runs. */
export interface ServingLine {
  /** What happened. */
  readonly event: 'serving';
  /** Where to open it, with its token. */
  readonly address: string;
  /** The hand that it works on. */
  readonly hand: string;
  /** How many photos it has. */
  readonly photos: number;
}

/** A line of each command that knows `--json`; any may end in a `FailedLine`. */
export type JsonLines = {
  readonly read: ReadingLine | EquationsLine | NotReadLine | FailedLine;
  readonly learn: AlignedLine | SuspectsLine | SavedLine | LearnedLine | FailedLine;
  readonly sheet: SheetLine | FailedLine;
  readonly ask: AskedLine | FailedLine;
  readonly eval: EvaluationLine | FailedLine;
  readonly history: JournalEntry | CurrentLine | FailedLine;
  readonly undo: UseLine | ForgotLine | FailedLine;
  readonly use: UseLine | FailedLine;
  readonly forget: ForgotLine | ForgotAllLine | PageForgottenLine | SuspectLine | FailedLine;
  readonly diff: SamplesDifferLine | PageDiffersLine | NotReadLine | FailedLine;
  readonly who: WhoLine | NotReadLine | FailedLine;
  readonly rebuild: RebuiltLine | FailedLine;
  readonly export: ExportedLine | FailedLine;
  readonly import: ImportedLine | SavedLine | LearnedLine | FailedLine;
  readonly train: EpochLine | TrainedLine | EquationEpochLine | EquationModelLine | FailedLine;
  readonly serve: ServingLine | FailedLine;
};
