// The port behind which the library stands: all that the app asks of it, about the hand that is open.
import type {
  EquationsReading,
  Evaluation,
  JournalEntry,
  LearnResult,
  NewSample,
  PageEdit,
  ReadGlyph,
  Reading,
  Sample,
  ServedPhoto,
  SheetPhoto,
  SuspectLabel,
} from 'ownhand/browser';

/** What came of learning. */
export interface Learned {
  /** What the library says of it. */
  readonly result: LearnResult;
  /** Ids of the samples that were given, in order. */
  readonly ids: readonly string[];
}

/** A hand that is open, and what can be done with it. Everything runs in workers. */
export interface Reader {
  /** The hand's name. */
  readonly name: string;
  /** Whether the hand lies in a folder of the machine that serves the app. */
  readonly served: boolean;
  /** The pictures of the folder that is served; none where none is. */
  readonly photos: readonly ServedPhoto[];
  /** Pictures that are worth reading at once. */
  readonly atOnce: number;
  /** Reads a picture. */
  read(picture: Blob | ServedPhoto, name: string): Promise<Reading>;
  /** Reads the equations of a picture, with what a person has said of its symbols. */
  readEquations(picture: Blob | ServedPhoto, name: string, edits: readonly PageEdit[]): Promise<EquationsReading>;
  /** Has the hand keep a symbol, and learn it where it is a digit; gives the ids of its samples. */
  learnSymbol(sample: NewSample, onProgress: (done: number) => void): Promise<readonly string[]>;
  /** What boxes that a person drew hold, each taken as one glyph; null where there is no ink. */
  readBoxes(
    picture: Blob | ServedPhoto,
    boxes: readonly Reading['leftOut'][number]['box'][],
  ): Promise<readonly (ReadGlyph | null)[]>;
  /** Gets ready to learn, so that the first correction is learned as fast as later ones. */
  prepare(): Promise<void>;
  /** Saves samples and learns; `onProgress` is told the share that is done, 0 to 1. */
  learn(samples: readonly NewSample[], onProgress: (done: number) => void): Promise<Learned>;
  /** Deletes samples; what they had replaced counts again. */
  forget(ids: readonly string[]): Promise<void>;
  /** The number of the checkpoint in use, 0 for the shipped reader. */
  checkpoint(): Promise<number>;
  /** Puts another checkpoint into use. */
  use(checkpoint: number): Promise<void>;
  /** All samples, in the order they were added. */
  samples(): Promise<readonly Sample[]>;
  /** What happened to the hand, oldest first. */
  journal(): Promise<readonly JournalEntry[]>;
  /** How well the hand's own samples are read. */
  evaluate(samples: readonly Sample[]): Promise<Evaluation>;
  /** Labels that look wrong. */
  suspects(): Promise<readonly SuspectLabel[]>;
  /** The hand as one file. */
  exportFile(): Promise<File>;
  /** Fills an empty hand with an exported one, or learns its samples where this hand holds some. */
  importFile(file: Blob, onProgress: (done: number) => void): Promise<void>;
  /** Reads a photo of a sheet that was filled in. */
  readSheet(picture: Blob, name: string): Promise<SheetPhoto>;
  /** Ends its workers. */
  close(): Promise<void>;
}
