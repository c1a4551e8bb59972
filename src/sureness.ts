// Which numbers of a reading a person can rely on without looking: one decision, for programs, terminal, spreadsheets
// and picture alike.
import type { ReadNumber } from './reading.js';

/**
 * Whether `number` can be promised to be right with a chance of `promise`, above 0 and below 1. Confidences are
 * calibrated: of the numbers read with confidence c, a share of c is right. So a number is promised when its own
 * confidence reaches the promise, and of all that are promised no more than 1 - `promise` are wrong.
 */
export function isSure(number: Pick<ReadNumber, 'confidence'>, promise: number): boolean {
  return number.confidence >= promise;
}

/** Confidences below which a number is doubtful, and a guess, where nobody asks for a promise; set by eye. */
const DOUBTFUL = 0.9;
const GUESS = 0.6;

/** How much a number can be relied on: what a promise leaves out is doubtful. */
export type Sureness = 'sure' | 'doubtful' | 'guess';

/** How much `number` can be relied on, by a promise or, without one, by its confidence alone. */
export function surenessOf(number: Pick<ReadNumber, 'confidence'>, promise?: number): Sureness {
  if (promise !== undefined) return isSure(number, promise) ? 'sure' : 'doubtful';
  return number.confidence < GUESS ? 'guess' : number.confidence < DOUBTFUL ? 'doubtful' : 'sure';
}

/** A confidence as people read it, rounded down: a hundred would promise what nobody can. */
export function percentOf(confidence: number): string {
  return `${Math.min(99, Math.floor(confidence * 100))}%`;
}
