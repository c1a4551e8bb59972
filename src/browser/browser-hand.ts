// A hand opened for use in a browser, and what does its work: workers of this page, or the program that serves it.

import type { EquationsReading } from '../equations/equations-reading.js';
import type { Box } from '../geometry/box.js';
import type { PageEdit } from '../hand/page-edits.js';
import type { HandStore, NewSample } from '../hand/store.js';
import type { Evaluation } from '../insight/evaluate.js';
import type { AskedGlyph } from '../insight/glyphs-to-ask.js';
import type { SuspectLabel } from '../learn/labels/check-labels.js';
import type { LearnOptions, LearnResult } from '../learn/learn-step.js';
import type { ReadingOptions } from '../many-pages.js';
import type { ReadGlyph, Reading } from '../reading.js';
import type { StopSignal } from '../signal.js';
import type { PictureInput, ServedPhoto } from './picture-source.js';

/** How a hand is opened. */
export interface HandOptions {
  /** Told of what went wrong and was put right, one line each, such as a worker that had to be started again. */
  readonly warn?: (line: string) => void;
}

/** A hand that can read and learn. */
export interface Hand {
  /** How the user named it. */
  readonly name: string;
  /** Where its samples and checkpoints are kept, and its journal. */
  readonly store: HandStore;
  /** Ends its workers. Safe to call twice; the hand can be used again, and then starts them anew. */
  close(): Promise<void>;
}

/** How a picture is read. */
export interface ReadOptions extends ReadingOptions {
  /** Stops at once. */
  readonly signal?: StopSignal;
  /** What messages call the picture. Default: the file's name. */
  readonly name?: string;
  /** The page of a PDF, counted from 1, for the decoder that was given. Default: 1. */
  readonly page?: number;
  /** Pictures that may be read at once, this one among them; others wait. Default: 1. */
  readonly threads?: number;
}

/** How the equations of a picture are read. */
export interface EquationOptions extends ReadOptions {
  /** What a person has put right on it: labels of symbols, boxes in pixels of the full photo. */
  readonly edits?: readonly PageEdit[];
}

/** What is read: a picture of this page, or one that lies where the server is. */
export type AnyPicture = PictureInput | ServedPhoto;

/** What does a hand's work. */
export interface Works {
  /** Reads a picture, on one of at most `most` workers. */
  read(picture: AnyPicture, options: ReadOptions, most: number): Promise<Reading>;
  /** What each box holds. */
  readBoxes(picture: AnyPicture, boxes: readonly Box[], options: ReadOptions): Promise<readonly (ReadGlyph | null)[]>;
  /** Gets ready to learn. */
  prepare(): Promise<void>;
  /** Reads the equations of a picture. */
  readEquations(picture: AnyPicture, options: EquationOptions): Promise<EquationsReading>;
  /** Learns samples; without them remakes the current checkpoint. */
  learn(samples: readonly NewSample[] | undefined, options: LearnOptions): Promise<LearnResult>;
  /** Scores of the hand's reader. */
  evaluate(samples: readonly Omit<NewSample, 'source'>[]): Promise<Evaluation>;
  /** Labels that look wrong. */
  suspects(): Promise<readonly SuspectLabel[]>;
  /** Glyphs worth a label. */
  ask(readings: readonly Reading[], count: number): Promise<readonly AskedGlyph[]>;
  /** Puts a checkpoint into use. */
  use(checkpoint: number): Promise<void>;
  /** Goes back to the parent. */
  undo(): Promise<number>;
  /** The hand as a file. */
  exportHand(pictures: boolean, warn: (line: string) => void): Promise<Blob>;
  /** Fills the empty hand. */
  importHand(file: Blob): Promise<void>;
  /** How many pictures are worth being read at once. */
  readonly ahead: number;
}

const works = new WeakMap<Hand, Works>();

/** Says what does a hand's work. */
export function setWorks<T extends Hand>(hand: T, by: Works): T {
  works.set(hand, by);
  return hand;
}

/** What does a hand's work. Throws TypeError for what `openHand` has not made. */
export function worksOf(hand: Hand): Works {
  const by = works.get(hand);
  if (!by) throw new TypeError('this is no hand that openHand or openServedHand has opened');
  return by;
}
