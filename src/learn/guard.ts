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
  /** What it may lose without a smaller share of what was learned being tried. */
  readonly free: number;
  /** How many of the hand's own samples one of anybody's digits is worth, where a smaller share is weighed against a larger. */
  readonly price: number;
  /** Largest share of labels that may look wrong. */
  readonly doubted: number;
}

/** What a step is judged by. */
export interface Evidence {
  /** The hand's own samples, held out where there are enough; before: as read by whichever reader had not learned them. */
  readonly own: Change;
  /** Samples of earlier sessions, learned by both readers. */
  readonly earlier?: Change;
  /** MNIST digits, against the base. */
  readonly rehearsal: Change;
  /** Samples, and how many of their labels look wrong. */
  readonly samples: number;
  readonly suspects: number;
}

/** Fewer samples than this are too few to call their labels nonsense. */
const enough = 10;
/** Held-out samples read rightly, below which labels have nothing to do with what they name. */
const leastLearnt = 0.5;
/** Held-out scores vary by a sample or two whatever is learned. */
const chance = 0.025;

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const fell = ({ samples, before, after }: Change, share: number): boolean =>
  before - after > Math.max(share, 1.5 / Math.max(1, samples));

export function judge(evidence: Evidence, limits: GuardLimits): Verdict {
  const reason = reasonAgainst(evidence, limits);
  return { accepted: reason === '', reason };
}

function reasonAgainst({ own, earlier, rehearsal, samples, suspects }: Evidence, limits: GuardLimits): string {
  // What can be put right is said first.
  if (samples >= enough && suspects > limits.doubted * samples)
    return `too many labels look wrong: ${suspects} of ${samples}`;
  if (fell(rehearsal, limits.loss))
    return `it would forget: MNIST digits it was never trained on fall from ${percent(rehearsal.before)} to ${percent(rehearsal.after)}`;
  if (own.samples >= enough && own.after < leastLearnt)
    return `the labels do not say what is written: held out, ${percent(1 - own.after)} of your samples are read otherwise`;
  if (fell(own, chance))
    return `it would not help: of your samples, those held out fall from ${percent(own.before)} to ${percent(own.after)}`;
  if (earlier && fell(earlier, chance))
    return `it would spoil what was learned before: of the earlier samples ${percent(earlier.before)} were read rightly, now ${percent(earlier.after)}`;
  return '';
}
