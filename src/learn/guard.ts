// The check that refuses a harmful learning step: what the hand's own samples gain against what MNIST digits lose.
import type { Change } from '../hand/store.js';

export interface Verdict {
  readonly accepted: boolean;
  /** Why not, for people; empty where accepted. */
  readonly reason: string;
}

export interface GuardLimits {
  /** The largest share of the guard's digits that a step may lose. */
  readonly loss: number;
  /** What it may lose without a milder mix of old and new weights being tried. */
  readonly free: number;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** @param before the base's or parent's score: whichever a step must not fall behind */
export function judge(own: Change, rehearsal: Change, limits: GuardLimits): Verdict {
  const lost = rehearsal.before - rehearsal.after;
  // One digit is always allowed: a single one says nothing.
  const allowed = Math.max(limits.loss, 1.5 / Math.max(1, rehearsal.samples));
  if (lost > allowed) {
    return {
      accepted: false,
      reason: `it would forget: MNIST digits it was never trained on fall from ${percent(rehearsal.before)} to ${percent(rehearsal.after)}`,
    };
  }
  if (own.after < own.before) {
    return {
      accepted: false,
      reason: `it would not help: your own samples fall from ${percent(own.before)} to ${percent(own.after)}`,
    };
  }
  return { accepted: true, reason: '' };
}
