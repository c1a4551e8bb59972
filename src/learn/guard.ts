// The check that refuses a harmful learning step: what the hand's own samples gain against what MNIST digits lose.
import type { Change, Sample } from '../hand/store.js';
import type { GateLimits } from './gate-threshold.js';

/** Whether a learning step is accepted. */
export interface Verdict {
  /** Whether the candidate may become the hand's reader. */
  readonly accepted: boolean;
  /** Why not, for people; empty where accepted. */
  readonly reason: string;
}

/** What a learning step may lose. */
export interface GuardLimits extends GateLimits {
  /** The largest share of the held-out MNIST digits that a step may lose, 0 to 1. */
  readonly mostLoss: number;
  /** The largest share of labels that may look wrong, 0 to 1. */
  readonly mostSuspects: number;
}

/**
 * The limits that `ownhand learn` uses: strict, since more of MNIST's test digits are lost than of the guard's digits.
 */
export const guardDefaults: GuardLimits = { mostLoss: 0.002, freeLoss: 0.0002, digitWorth: 20, mostSuspects: 0.3 };

/** What a step is judged by. */
export interface Evidence {
  /**
   * The hand's own samples, held out where there are enough. Before: as read by a reader that had not learned them, the
   * parent or the base.
   */
  readonly own: Change;
  /** Samples of earlier sessions, learned by both readers. */
  readonly earlier?: Change;
  /** MNIST digits. Before: as read by the base. */
  readonly rehearsal: Change;
  /** The number of samples. */
  readonly samples: number;
  /** How many of their labels look wrong. */
  readonly suspects: number;
  /** What the step changes of samples that it has learned itself. */
  readonly corrections?: Corrections;
}

/** Samples that a learning step has learned, as read before and after it. */
export interface Corrections {
  /** New samples that were read wrongly before. */
  readonly wanted: number;
  /** Samples that were read wrongly before, and are read rightly now. */
  readonly taken: number;
  /** Samples that were read rightly before, and no longer are. */
  readonly lost: number;
}

/** A sample that is not read as its label says. */
export interface NotTaken {
  /** The sample's id. */
  readonly id: string;
  /** The label that it was given. */
  readonly label: string;
  /** What it is read as. */
  readonly readAs: string;
}

/** What a step changes of the samples that it has learned; `readings` are columns of the alphabet, one a sample. */
export function changesOf(
  samples: readonly Sample[],
  isNew: (sample: Sample) => boolean,
  { before, after }: { readonly before: Uint8Array; readonly after: Uint8Array },
  alphabet: readonly string[],
): { readonly corrections: Corrections; readonly notTaken: readonly NotTaken[] } {
  const rows = samples.map((sample, row) => {
    const column = alphabet.indexOf(sample.label);
    return { sample, was: before[row] === column, is: after[row] === column, readAs: alphabet[after[row]!] ?? '' };
  });
  return {
    corrections: {
      wanted: rows.filter(({ sample, was }) => isNew(sample) && !was).length,
      taken: rows.filter(({ was, is }) => !was && is).length,
      lost: rows.filter(({ was, is }) => was && !is).length,
    },
    notTaken: rows.flatMap(({ sample: { id, label }, sample, is, readAs }) =>
      isNew(sample) && !is ? [{ id, label, readAs }] : [],
    ),
  };
}

/** When samples speak against a step. Set by eye. */
const SIGNS_OF_HARM = {
  /** Fewer samples than this are too few to call their labels nonsense. */
  samples: 10,
  /** Labels have nothing to do with what is written where a smaller share of held-out samples is read rightly. */
  leastLearned: 0.5,
  /** Scores on held-out samples vary by this share, whatever is learned. */
  chance: 0.025,
  /** They also vary by a sample or two, however few there are. */
  chanceSamples: 1.5,
};

/** Judges a learning step. */
export function guardVerdict(evidence: Evidence, limits: GuardLimits): Verdict {
  const reason = reasonAgainst(evidence, limits);
  return { accepted: reason === '', reason };
}

/** Judges new samples before they are saved, by how many of their labels look wrong. */
export function suspectVerdict(samples: number, suspects: number, limits: GuardLimits): Verdict {
  const reason = tooManySuspects(samples, suspects, limits) ? suspectReason(samples, suspects) : '';
  return { accepted: reason === '', reason };
}

const tooManySuspects = (samples: number, suspects: number, { mostSuspects }: GuardLimits): boolean =>
  samples >= SIGNS_OF_HARM.samples && suspects > mostSuspects * samples;

const suspectReason = (samples: number, suspects: number): string =>
  `too many labels look wrong: ${suspects} of ${samples}`;

function reasonAgainst(evidence: Evidence, limits: GuardLimits): string {
  const { own, earlier, rehearsal, samples, suspects, corrections } = evidence;
  // A fault that the user can put right comes first.
  if (tooManySuspects(samples, suspects, limits)) return suspectReason(samples, suspects);
  if (falls(rehearsal, limits.mostLoss))
    return `it would forget: MNIST digits it was never trained on fall ${fromTo(rehearsal)}`;
  if (own.samples >= SIGNS_OF_HARM.samples && own.after < SIGNS_OF_HARM.leastLearned) {
    const otherwise = percent(1 - own.after);
    return `the labels do not say what is written: held out, ${otherwise} of your samples are read otherwise`;
  }
  if (falls(own, SIGNS_OF_HARM.chance)) return `it would not help: of your samples, those held out fall ${fromTo(own)}`;
  if (earlier && falls(earlier, SIGNS_OF_HARM.chance)) {
    const [before, after] = [percent(earlier.before), percent(earlier.after)];
    return `it would spoil what was learned before: of the earlier samples ${before} were read rightly, now ${after}`;
  }
  if (corrections && corrections.wanted > 0 && corrections.taken <= corrections.lost) {
    const { wanted, taken, lost } = corrections;
    const but = lost > 0 ? `, and ${lost} that ${lost === 1 ? 'was' : 'were'} read rightly no longer would be` : '';
    return `it would gain nothing: of ${wanted} read wrongly before, ${taken} would be read as given${but}`;
  }
  return '';
}

/** Whether a score falls by more than a share, and by more than chance explains. */
const falls = ({ samples, before, after }: Change, share: number): boolean =>
  before - after > Math.max(share, SIGNS_OF_HARM.chanceSamples / Math.max(1, samples));

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const fromTo = ({ before, after }: Change): string => `from ${percent(before)} to ${percent(after)}`;
