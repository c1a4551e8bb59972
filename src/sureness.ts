// Which numbers of a reading a person can rely on without looking: one decision, for programs, terminal and picture
// alike.
import type { ReadNumber } from './reading.js';

/**
 * Whether `number` can be promised to be right with a chance of `promise`, above 0 and below 1. Confidences are
 * calibrated: of the numbers read with confidence c, a share of c is right. So a number is promised when its own
 * confidence reaches the promise, and of all that are promised no more than 1 - `promise` are wrong.
 */
export function isSure(number: Pick<ReadNumber, 'confidence'>, promise: number): boolean {
  return number.confidence >= promise;
}
