// The command line's own sentences, in English; errors bring theirs from where they are thrown. Another language is a
// file beside this one that gives the same `Messages`: the compiler names what it lacks.
import type { ErrorCode } from '../error.js';
import { englishCompletion, englishExamples, englishHelpEnd } from './english-examples.js';
import { englishHand } from './english-hand.js';
import { englishHelp } from './english-help.js';
import { englishLearning } from './english-learning.js';
import { englishReading } from './english-reading.js';
import { percent } from './english-words.js';

/** Strings, and functions that put values into a sentence. */
export const english = {
  help: englishHelp,
  helpEnd: englishHelpEnd,
  examples: englishExamples,
  completion: englishCompletion,
  ...englishReading,
  ...englishLearning,
  ...englishHand,

  /** A share of 0 to 1, for tables. */
  percent,
  /** What an option wants that was given something else. */
  numbers: {
    wholeWanted: (least: number) => `It has to be a whole number, ${least} or more.`,
    positiveWanted: 'It has to be a positive number.',
    delimiterWanted: 'It has to be one character, or "tab".',
    chanceWanted: 'It has to be a chance above 0 and below 1, such as 0.99.',
    confidenceWanted: 'It has to be a confidence above 0 and up to 1, such as 0.9.',
  },
  /** A failure that nobody has foreseen. */
  unexpected: (reason: string) => `something went wrong that should not have: ${reason} (OWNHAND_DEBUG=1 shows where)`,
  /** Results that could not be printed; `reason`: undefined where the disk is full. */
  outputFailed: (reason: string | undefined) =>
    `standard output: ${reason ?? 'no space left; free some and try again'}`,
  /** What the library's error of a code says; its message is English. */
  fault: (_code: ErrorCode, message: string) => message,
  /** What commander writes: headings of the help, its remarks, and errors. */
  ofCommander: (text: string) => text,
};

/** What every language has to say. */
export type Messages = typeof english;
