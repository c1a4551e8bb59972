// The whole learning pipeline, top to bottom: samples are saved, a candidate is trained from the base on all of the
// hand's samples, the guard compares it with what is there, and only then does it become current.
import { breathe } from './breathe.js';
import type { Change, HandStore, NewSample, Sample } from './hand/store.js';
import { OwnhandError } from './error.js';
import { type GuardLimits, judge } from './learn/guard.js';
import type { LabelledPictures } from './learn/labelled.js';
import type { Rehearsal } from './learn/rehearsal.js';
import { openTuner, type TuneOptions } from './learn/tune.js';
import type { Weights } from './engine/engine.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './model/checkpoint.js';
import { type EngineFactory, pictureSize } from './model/model.js';
import { mix } from './model/network.js';

/** What travels with ownhand: the base checkpoint and the digits that keep it honest. */
export interface Shipped {
  readonly base: Checkpoint;
  readonly rehearsal: Rehearsal;
}

export interface LearnOptions {
  /** Learn even where the guard refuses; the journal says so. */
  readonly force?: boolean;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Called once the samples are safe on disk, before anything is learned. */
  readonly onSaved?: (samples: readonly Sample[]) => void;
  readonly tune?: Partial<TuneOptions>;
  readonly guard?: Partial<GuardLimits>;
}

export interface LearnResult {
  readonly learned: boolean;
  /** The hand's current checkpoint afterwards. */
  readonly checkpoint: number;
  readonly parent: number;
  /** Samples of the hand, all of them, and how many were new. */
  readonly samples: number;
  readonly added: number;
  /** Share of the hand's own samples read rightly. */
  readonly own: Change;
  /** Share of MNIST digits it was never trained on read rightly. */
  readonly rehearsal: Change;
  /** Why the step was refused; empty where it was not. */
  readonly reason: string;
  readonly forced: boolean;
}

export const tuneDefaults: TuneOptions = {
  steps: 100,
  own: 32,
  replayed: 32,
  pool: 1200,
  rate: 2e-3,
  smoothing: 0.05,
  replay: 1500,
  guard: 2000,
  augmentation: { rotate: 0.2, scale: 0.1, stretch: 0.1, shear: 0.2, shift: 1, elastic: 0.7, thickness: 0.4, erase: 0 },
};
const guardDefaults: GuardLimits = { loss: 0.002, free: 0.0007 };
/** Shares of the tuned weights tried, against the base's, where all of them cost too much. */
const shares = [0.8, 0.6, 0.4];

/**
 * Saves the samples and learns from all of the hand's.
 * @throws OwnhandError 'unknown-label' (nothing saved), 'empty' (no samples at all), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function learn(hand: HandStore, shipped: Shipped, engines: EngineFactory, added: readonly NewSample[], options: LearnOptions = {}): Promise<LearnResult> {
  const { base } = shipped;
  const limits = { ...guardDefaults, ...options.guard };
  checkLabels(added, base.alphabet);
  return hand.exclusively(async () => {
    const before = (await hand.samples()).length;
    const stored = added.length > 0 ? await hand.addSamples(added) : [];
    const samples = await hand.samples();
    options.onSaved?.(stored);
    if (samples.length === 0) throw new OwnhandError('empty', 'This hand has no samples to learn from; give a folder of labelled PNGs.');

    const parent = await hand.current();
    const parentWeights = parent === 0 ? base : decodeCheckpoint(await hand.readCheckpoint(parent), `checkpoint ${parent} of ${hand.name}`);
    const data = labelled(samples, base.alphabet);
    const tuner = await openTuner(base, shipped.rehearsal, engines, { ...tuneDefaults, ...options.tune });
    try {
      const pause = async (): Promise<void> => {
        await breathe();
        if (options.signal?.aborted) throw new OwnhandError('aborted', 'Stopped; the samples are saved, nothing was learned.');
      };
      const tuned = await tuner.train(data, options.seed ?? 1, pause);
      const ownFeatures = tuner.features(data.pictures, data.count);
      const parentTop = parent === 0 ? tuner.baseTop : tuner.topOf(parentWeights.weights);
      const ownOf = (top: Weights): number => right(tuner.answers(top, ownFeatures, data.count), data.labels);
      const guardOf = (top: Weights): number => right(tuner.answers(top, tuner.guardFeatures, tuner.guard.count), tuner.guard.labels);
      const ownBefore = ownOf(parentTop);
      const guardBase = guardOf(tuner.baseTop);
      const { top, own, kept } = choose(
        tuned,
        (share) => mix(tuned, tuner.baseTop, share),
        (candidate) => ({ top: candidate, own: ownOf(candidate), kept: guardOf(candidate) }),
        guardBase - limits.free * tuner.guard.count,
      );

      const ownChange: Change = { samples: data.count, before: ownBefore / data.count, after: own / data.count };
      // Measured against the base, so that many small losses cannot add up to a large one.
      const rehearsalChange: Change = { samples: tuner.guard.count, before: guardBase / tuner.guard.count, after: kept / tuner.guard.count };
      const verdict = judge(ownChange, rehearsalChange, limits);
      const result = { parent, samples: samples.length, added: samples.length - before, own: ownChange, rehearsal: rehearsalChange, reason: verdict.reason };
      const entry = { at: new Date().toISOString(), parent, samples: samples.length, own: ownChange, rehearsal: rehearsalChange };
      if (!verdict.accepted && !options.force) {
        await hand.append({ ...entry, event: 'refused', reason: verdict.reason });
        return { ...result, learned: false, checkpoint: parent, forced: false };
      }
      const forced = !verdict.accepted;
      const checkpoint = await hand.addCheckpoint(
        encodeCheckpoint({
          ...base,
          weights: tuner.whole(top),
          parent,
          training: { base: base.training['seed'] ?? 0, samples: samples.length },
          scores: { own: ownChange.after, rehearsal: rehearsalChange.after },
        }),
      );
      await hand.append({ ...entry, event: 'learned', checkpoint, ...(forced && { forced }) });
      await hand.setCurrent(checkpoint);
      return { ...result, learned: true, checkpoint, forced };
    } finally {
      tuner.close();
    }
  });
}

interface Candidate {
  readonly top: Weights;
  /** Samples and guard digits read rightly. */
  readonly own: number;
  readonly kept: number;
}

/** The mix of tuned and base weights with the most of the tuned that costs no more guard digits than the limit; else the one that costs fewest. */
function choose(tuned: Weights, mixed: (share: number) => Weights, score: (top: Weights) => Candidate, allowed: number): Candidate {
  let best = score(tuned);
  for (const share of shares) {
    if (best.kept >= allowed) break;
    const next = score(mixed(share));
    if (next.kept > best.kept) best = next;
  }
  return best;
}

function labelled(samples: readonly Sample[], alphabet: readonly string[]): LabelledPictures {
  const pictures = new Uint8Array(samples.length * pictureSize);
  samples.forEach((sample, i) => pictures.set(sample.picture, i * pictureSize));
  return { count: samples.length, pictures, labels: Uint8Array.from(samples, (s) => alphabet.indexOf(s.label)) };
}

function checkLabels(samples: readonly NewSample[], alphabet: readonly string[]): void {
  const wrong = samples.find((sample) => !alphabet.includes(sample.label));
  if (wrong) {
    throw new OwnhandError('unknown-label', `${wrong.source}: the label "${wrong.label}" is not one this reader knows (${alphabet.join(' ')}); rename the file.`);
  }
}

function right(answers: Uint8Array, truth: Uint8Array): number {
  return answers.reduce((sum, answer, i) => sum + (answer === truth[i] ? 1 : 0), 0);
}
